"""The styles of the pages: `assets/css`, one style sheet for each kind of page.

A page's sheet is made of whole folders, each file as it stands, in the order of their names: what
stands later wins. It is served under the digest of all, and kept for good.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from layouts.builds import build_of
from layouts.modules import ASSETS

FOLDER = "css"
# By page: folders of `assets/css`, or single files of one.
SHEETS: Mapping[str, Sequence[str]] = {
    "wall": ("common", "wall"),
    "desk": ("common", "desk", "pages"),
    # There, too, persons are told that their session ends.
    "leaders": ("common", "leaders", "office", "pages/session.css"),
    "duty": ("common", "duty", "office", "pages/session.css"),
    # The desk's dialogs are there, too.
    "incident": (
        "common",
        "desk/dialogs.css",
        "desk/incidents.css",
        "duty",
        "office",
        "pages/session.css",
    ),
}


class Styles:
    """Reads all styles once: the content of an address with a build never changes."""

    def __init__(self, assets: Path) -> None:
        root = assets / FOLDER
        self.served = {
            f"{page}.css": "\n".join(_read(root, parts)) for page, parts in SHEETS.items()
        }
        self.build = build_of(self.served.items())

    def address(self, page: str) -> str:
        """The address for a browser of the sheet of this page."""
        return f"/{FOLDER}/{self.build}/{page}.css"

    def tag(self, page: str) -> str:
        """A tag for the head."""
        return f'<link rel="stylesheet" href="{self.address(page)}">'


def _read(root: Path, parts: Sequence[str]) -> list[str]:
    files = [file for part in parts for file in _files(root / part)]
    return [f"/* {file.relative_to(root)} */\n{file.read_text(encoding='utf-8')}" for file in files]


def _files(part: Path) -> list[Path]:
    return sorted(part.glob("*.css")) if part.is_dir() else [part]


STYLES = Styles(ASSETS)
