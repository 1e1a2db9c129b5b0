"""The program of the pages: ES modules from `assets/js`, served under the digest of all.

A page's program comes in one file: the client of its line if it opens one, its entry and all that
this imports, each as it stands in its folder but for imports and exports. A page runs only with a
program of its own build: one of another build doesn't exist, and `assets/again.js` then reloads
the page.
"""

import posixpath
import re
from pathlib import Path

from layouts.builds import build_of

ASSETS = Path(__file__).parent.parent / "assets"
FOLDER = "js"
PAGES = "pages/"
# The client of the programs' lines; it is no module, so it stands before them.
LINE = "socket.io.min.js"
OPENS = re.compile(r'^import \{[^}]*\bopen\b[^}]*\} from "[^"]+/live/socket\.js";', re.MULTILINE)
IMPORT = re.compile(r'^import\b([^;"]*)"(\.[^"]+)";', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:const|(?:async )?function\*?) (\w+))", re.MULTILINE)


class Modules:
    """Reads all modules once: the content of an address with a build never changes."""

    def __init__(self, assets: Path) -> None:
        root = assets / FOLDER
        self.texts = {
            path.relative_to(root).as_posix(): path.read_text(encoding="utf-8")
            for path in sorted(root.rglob("*.js"))
        }
        self._line = (assets / LINE).read_text(encoding="utf-8")
        self.build = build_of((*self.texts.items(), (LINE, self._line)))
        self.served = self.texts | {
            name: self._program(name) for name in self.texts if name.startswith(PAGES)
        }
        """By name: a page's whole program, or one module as it stands in its folder."""

    def graph(self, entry: str) -> list[str]:
        """The entry and all that it imports, each once."""
        found = [entry]
        for name in found:
            found += [one for one in self.imported(name) if one not in found]
        return found

    def imported(self, name: str) -> list[str]:
        """What one module imports, by the modules' names here."""
        return list(dict.fromkeys(_there(name, one) for _, one in IMPORT.findall(self.texts[name])))

    def address(self, name: str) -> str:
        """The address for a browser."""
        return f"/{FOLDER}/{self.build}/{name}"

    def tags(self, entry: str) -> tuple[str, str]:
        """A tag for the head, which loads the program; and one in place of Dash's start.

        The program waits for no library: it opens the page's line, and starts Dash once all are in.
        """
        address = self.address(entry)
        link = f'<link rel="modulepreload" href="{address}">'
        return link, f'<script id="_dash-renderer" type="module" async src="{address}"></script>'

    def _program(self, entry: str) -> str:
        """Its modules in the order in which they run, each a function of what it exports."""
        order = self._in_order(entry)
        names = {name: f"$module{number}" for number, name in enumerate(order)}
        parts = [self._part(name, names) for name in order]
        lined = any(OPENS.search(self.texts[name]) for name in order)
        return "\n".join([*([self._line] if lined else []), *parts])

    def _in_order(self, entry: str) -> list[str]:
        """The modules in order: each after those that it imports."""
        order: list[str] = []

        def add(name: str) -> None:
            for one in self.imported(name):
                if one not in order:
                    add(one)
            order.append(name)

        add(entry)
        return order

    def _part(self, name: str, names: dict[str, str]) -> str:
        def taken(found: re.Match[str]) -> str:
            what = found[1].removesuffix("from ").strip()
            bound = what.removeprefix("* as ") if what[0] == "*" else what.replace(" as ", ": ")
            return f"const {bound} = {names[_there(name, found[2])]};"

        text = self.texts[name]
        exported = ", ".join(EXPORT.findall(text))
        body = EXPORT.sub("", IMPORT.sub(taken, text))
        return f"// {name}\nconst {names[name]} = (() => {{\n{body}return {{ {exported} }};\n}})();"


def _there(name: str, asked: str) -> str:
    """The name of what the module of this name imports as `asked`."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), asked))


MODULES = Modules(ASSETS)
