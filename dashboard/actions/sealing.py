"""Seals the chain's end: someone who can rewrite the whole database still can't make a seal.

A seal is an HMAC under a key derived from `SECRET_KEY`; it is stored in the database and, as the
same line, in a file of the centre's folder. If seals are removed from one, the other shows it.
"""

import hashlib
import hmac
import os
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import structlog

from dashboard.actions.key_derivation import derived
from dashboard.settings import SEALS
from dashboard.store import journal, seals
from dashboard.store.engines import Connection
from dashboard.store.seals import Seal
from dashboard.system import System, from_ms

SEALS_KEY = "seals"
EVERY_MS = 60 * 60 * 1000
LOOK_MS = 60 * 1000
log = structlog.get_logger()


@dataclass(slots=True)
class Sealing:
    """Makes a seal in each hour in which something was written; called by the timers."""

    looked: int | None = None
    """When these timers last checked whether it is time, in ms since 1970."""

    def step(self, system: System) -> Seal | None:
        """Seals if it is time; None if it isn't, or if nothing is new."""
        now_ms = system.now_ms()
        if self.looked is not None and abs(now_ms - self.looked) < LOOK_MS:
            return None
        self.looked = now_ms
        return seal(system, EVERY_MS)


def seal(system: System, every_ms: int = 0) -> Seal | None:
    """Seals the chain's end, unless it is sealed or the last seal is younger than `every_ms`."""
    district, key = system.district.key, derived(system.settings.secret_key, SEALS_KEY)
    now_ms = system.now_ms()
    with system.reader.connect() as connection:
        head = journal.head(connection, district)
        last = seals.last(connection, district, _name(key))
    if not head.seq or (last and (last.hash == head.hash or 0 <= now_ms - last.at < every_ms)):
        return None
    made = Seal(district, head.seq, head.hash, now_ms, _name(key), mac="")
    made = replace(made, mac=_mac(key, made))
    with system.engine.begin() as connection:
        seals.write(connection, made)
    # Written last, so that the file never has a seal that the database lacks.
    _anchor(system.settings.var / SEALS, made)
    return made


def _name(key: bytes) -> str:
    """A name for the key that doesn't reveal it."""
    return hashlib.sha256(b"name\x00" + key).hexdigest()[:16]


def _mac(key: bytes, made: Seal) -> str:
    said = "\x1f".join((made.district, str(made.seq), made.hash, str(made.at)))
    return hmac.new(key, said.encode(), hashlib.sha256).hexdigest()


def _anchor(file: Path, made: Seal) -> None:
    """Adds a line to the file; if that fails only the database has it, and `check` says so."""
    try:
        number = os.open(file, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(number, "a+b") as opened:
            opened.seek(0)
            before = opened.read()
            torn = before and not before.endswith(b"\n")  # left by a power cut
            opened.write((b"\n" if torn else b"") + made.line().encode() + b"\n")
            opened.flush()
            os.fsync(number)
    except OSError as error:
        log.warning("a seal can't be written outside the database", error=str(error))


@dataclass(slots=True)
class Verdict:
    """How many seals are valid or not, the faults, and what can't be judged."""

    counted: int = 0
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def verify(connection: Connection, system: System) -> Verdict:
    """Checks the chain against every seal of this key, and the two places against each other."""
    key, file = derived(system.settings.secret_key, SEALS_KEY), system.settings.var / SEALS
    inside = seals.every(connection, system.district.key)
    outside, found = _read(file, system.district.key)
    if inside and not file.exists():
        found.notes.append(f"there is no {file}: only the database's own seals were looked at")
    good_inside = _ours(inside, key, "the database", found)
    good_outside = _ours(outside, key, str(file), found)
    both = sorted({*good_inside, *good_outside}, key=lambda one: (one.seq, one.at))
    found.counted = len(both)
    found.faults += _rewritten(connection, both)
    gone = set(good_outside) - set(inside)
    found.faults += [
        f"the seal of seq {one.seq} stands in {file} and not in the database"
        for one in both
        if one in gone
    ]
    alone = set(good_inside) - set(outside)
    if alone and file.exists():
        first = min(one.seq for one in alone)
        found.notes.append(f"{len(alone)} are in the database and not in {file}, from seq {first}")
    foreign = {one.mac for one in (*inside, *outside) if one.key != _name(key)}
    if foreign:
        found.notes.append(f"{len(foreign)} of another SECRET_KEY cannot be verified")
    return found


def _read(file: Path, district: str) -> tuple[list[Seal], Verdict]:
    """The district's seals in the file; notes lines that are no seal."""
    found, verdict = list[Seal](), Verdict()
    lines = file.read_bytes().splitlines() if file.exists() else []
    for number, line in enumerate(lines, start=1):
        read = seals.read_line(line)
        if read is None:
            verdict.notes.append(f"line {number} of {file} is no seal")
        elif read.district == district:
            found.append(read)
    return found, verdict


def _ours(given: Sequence[Seal], key: bytes, place: str, found: Verdict) -> list[Seal]:
    """The seals that this key made; a seal that falsely names this key is a fault."""
    good = []
    for one in given:
        if one.key != _name(key):
            continue
        if hmac.compare_digest(one.mac.encode(), _mac(key, one).encode()):
            good.append(one)
        else:
            found.faults.append(f"the seal of seq {one.seq} in {place} was tampered with")
    return good


def _rewritten(connection: Connection, given: Sequence[Seal]) -> list[str]:
    """Between the last seal that matches and the first that doesn't, something was rewritten."""
    if not given:
        return []
    chained = seals.chained(connection, given[0].district, [one.seq for one in given])
    held = 0
    for one in given:
        if chained.get(one.seq) != one.hash:
            at = f"{from_ms(one.at):%Y-%m-%d %H:%M:%S}Z"
            return [f"seq {held + 1} to {one.seq} is not what was sealed at {at}"]
        held = one.seq
    return []
