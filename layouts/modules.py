"""The program of the pages: ES modules out of `assets/js`, served whole under the digest of all.

A page and what it imports are of one build or they don't run: what another build's page asks for
isn't there, and `assets/again.js` has that page loaded anew.
"""

import hashlib
import posixpath
import re
from pathlib import Path

ASSETS = Path(__file__).parent.parent / "assets"
FOLDER = "js"
IMPORT = re.compile(r'^import\b[^;"]*"(\.[^"]+)"', re.MULTILINE)


class Modules:
    """Read once: what stands under an address that names its build never changes."""

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
        """What one module imports, by the names that they have here."""
        here = posixpath.dirname(name)
        asked = dict.fromkeys(IMPORT.findall(self.texts[name]))
        return [posixpath.normpath(posixpath.join(here, one)) for one in asked]

    def address(self, name: str) -> str:
        """Where a browser gets it."""
        return f"/{FOLDER}/{self.build}/{name}"

    def tags(self, entry: str) -> tuple[str, str]:
        """For the head, where all is asked for at once; and in the place of Dash's own start."""
        links = [f'<link rel="modulepreload" href="{self.address(n)}">' for n in self.graph(entry)]
        script = f'<script id="_dash-renderer" type="module" src="{self.address(entry)}"></script>'
        return "\n".join(links), script


MODULES = Modules(ASSETS)
