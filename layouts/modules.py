"""The program of the pages: ES modules from `assets/js`, served under the digest of all.

A page runs only with modules of its own build: modules of another build don't exist, and
`assets/again.js` then reloads the page.
"""

import hashlib
import posixpath
import re
from pathlib import Path

ASSETS = Path(__file__).parent.parent / "assets"
FOLDER = "js"
IMPORT = re.compile(r'^import\b[^;"]*"(\.[^"]+)"', re.MULTILINE)


class Modules:
    """Reads all modules once: the content of an address with a build never changes."""

    def __init__(self, assets: Path) -> None:
        root = assets / FOLDER
        self.texts = {
            path.relative_to(root).as_posix(): path.read_text(encoding="utf-8")
            for path in sorted(root.rglob("*.js"))
        }
        digest = hashlib.sha256()
        for name, text in self.texts.items():
            digest.update(f"{name}\0{text}\0".encode())
        self.build = digest.hexdigest()[:16]

    def graph(self, entry: str) -> list[str]:
        """The entry and all that it imports, each once."""
        found = [entry]
        for name in found:
            found += [one for one in self.imported(name) if one not in found]
        return found

    def imported(self, name: str) -> list[str]:
        """What one module imports, by the modules' names here."""
        here = posixpath.dirname(name)
        asked = dict.fromkeys(IMPORT.findall(self.texts[name]))
        return [posixpath.normpath(posixpath.join(here, one)) for one in asked]

    def address(self, name: str) -> str:
        """The address for a browser."""
        return f"/{FOLDER}/{self.build}/{name}"

    def tags(self, entry: str) -> tuple[str, str]:
        """Tags for the head, which load everything at once; and one in place of Dash's start."""
        links = [f'<link rel="modulepreload" href="{self.address(n)}">' for n in self.graph(entry)]
        script = f'<script id="_dash-renderer" type="module" src="{self.address(entry)}"></script>'
        return "\n".join(links), script


MODULES = Modules(ASSETS)
