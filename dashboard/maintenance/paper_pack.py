"""The paper pack: what a centre needs on paper when its screens are away, under `paper/`.

A pack is a folder of its own, written beside its place and renamed when it is whole; `latest` leads
to the newest. A round of the loop makes one paper, so its signs of life don't stop. It reads the
database alone: a pack is made while Redis is away, too.
"""

import shutil
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import structlog

from dashboard import codec
from dashboard.runtime.typesetting import Typesetter, TypesettingFailed
from dashboard.store import pack_reads
from dashboard.store.leases import lease
from dashboard.streams import heartbeats
from dashboard.streams.client import RedisUnavailable
from dashboard.system import System, from_ms
from dashboard.workers.loop import run_loop
from layouts.paper import pack, pages
from layouts.paper.characters import FONTS
from layouts.paper.document import Paper

log = structlog.get_logger()
FOLDER, LATEST, LIST = "paper", "latest", "pack.json"
EVERY_MS = 5 * 60_000
AFTER_FAULT_MS = 30_000
LOOK_S = 1.0
KEPT = 3
SIZE_MAX = 32 << 20
"""The largest pack, in bytes; its list names the papers that had no room."""
SETTER = Typesetter(template=pages.TEMPLATE, fonts=FONTS, seconds=8.0)


class NoRoom(Exception):
    """The pack is as large as it may be."""


@dataclass(slots=True)
class OpenPack:
    """A pack that is being written."""

    at_ms: int
    place: Path
    papers: Iterator[tuple[str, Paper]]
    size: int = 0
    made: list[str] = field(default_factory=list)
    missing: dict[str, str] = field(default_factory=dict)
    """Files that couldn't be made, each with the reason."""

    @property
    def half(self) -> Path:
        """Where it is written until it is whole."""
        return self.place.with_name(f"{self.place.name}.part")

    def put(self, name: str, content: bytes) -> None:
        """Adds a file within the limit; raises `NoRoom`."""
        if self.size + len(content) > SIZE_MAX:
            raise NoRoom(f"The pack would have more than {SIZE_MAX >> 20} MiB.")
        self.write(name, content)
        self.size += len(content)
        self.made.append(name)

    def write(self, name: str, content: bytes) -> None:
        """Writes a file that only our user may read."""
        file = self.half / name
        file.touch(mode=0o600)
        file.write_bytes(content)


class Packing:
    """Makes a pack every five minutes, one paper in each step."""

    def __init__(self, system: System, setter: Typesetter = SETTER) -> None:
        self._system = system
        self._setter = setter
        self._open: OpenPack | None = None
        self._next_ms = 0

    def step(self) -> bool:
        """Does the next piece of work; false if there is none yet."""
        now_ms = self._system.now_ms()
        if self._open is not None:
            self._go_on(self._open)
            return True
        if now_ms < self._next_ms and self._next_ms - now_ms <= EVERY_MS:
            return False
        self._next_ms = now_ms + AFTER_FAULT_MS
        self._open = self._begin(now_ms)
        return True

    def _begin(self, now_ms: int) -> OpenPack:
        system, now = self._system, from_ms(now_ms)
        with system.reader.connect() as connection:
            found = pack_reads.content(connection, system.district.key, now)
        told = pack.PackTold(district=system.district, now=now, content=found)
        place = system.settings.var / FOLDER / f"{now:%Y%m%dT%H%M%SZ}"
        opened = OpenPack(at_ms=now_ms, place=place, papers=pack.papers_of(told))
        shutil.rmtree(opened.half, ignore_errors=True)
        opened.half.mkdir(mode=0o700, parents=True)
        place.parent.chmod(0o700)
        return opened

    def _go_on(self, opened: OpenPack) -> None:
        try:
            name, paper = next(opened.papers, ("", None))
            if paper is None:
                self._close(opened)
            else:
                self._make(opened, name, paper)
        except OSError:
            self._open = None
            shutil.rmtree(opened.half, ignore_errors=True)
            log.exception("no paper pack", place=str(opened.place))

    def _make(self, opened: OpenPack, name: str, paper: Paper) -> None:
        """The page first: it is there even if the PDF can't be set."""
        try:
            opened.put(f"{name}.html", pages.alone(self._system.district, paper).encode())
            pdf = self._pdf(paper)
            opened.put(f"{name}.pdf", pdf)
        except (NoRoom, TypesettingFailed) as error:
            opened.missing[name] = str(error)
            log.warning("a paper is missing in the pack", paper=name, why=str(error))

    def _pdf(self, paper: Paper) -> bytes:
        try:
            return self._setter.pdf(pages.values(paper))
        except OSError as error:  # the font is away: the pages don't need it
            raise TypesettingFailed(str(error)) from error

    def _close(self, opened: OpenPack) -> None:
        told = {"made_at": opened.at_ms, "files": opened.made, "missing": opened.missing}
        opened.write(LIST, codec.to_json(told))
        shutil.rmtree(opened.place, ignore_errors=True)
        opened.half.rename(opened.place)
        _lead_to(opened.place)
        _remove_old(opened.place.parent)
        self._open = None
        self._next_ms = opened.at_ms + EVERY_MS
        with suppress(RedisUnavailable):  # the pack is there, only its age can't be told
            heartbeats.beat(
                self._system.redis, self._system.district.key, heartbeats.PACK, opened.at_ms
            )


def _lead_to(place: Path) -> None:
    """Makes `latest` lead there, without an instant at which it leads nowhere."""
    link = place.with_name(f"{LATEST}.part")
    link.unlink(missing_ok=True)
    link.symlink_to(place.name)
    link.rename(place.with_name(LATEST))


def _remove_old(folder: Path) -> None:
    """Keeps the newest packs; what was left half written goes, too."""
    packs = sorted(one for one in folder.iterdir() if one.is_dir() and not one.is_symlink())
    whole = [one for one in packs if one.suffix != ".part"]
    for one in {*packs} - {*whole[-KEPT:]}:
        shutil.rmtree(one, ignore_errors=True)


def run(system: System, stop: threading.Event) -> None:
    """Makes packs until stopped. One loop works, others stand by."""
    mine = lease(system.engine, system.district.key, "paper")
    packing = Packing(system)

    def step() -> None:
        if not mine.held() or not packing.step():
            stop.wait(LOOK_S)

    try:
        run_loop(system, "paper", step, stop)
    finally:
        mine.release()
