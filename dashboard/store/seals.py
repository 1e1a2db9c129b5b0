"""Seals: the end of the chain at an instant, signed with a key that the database doesn't have."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

import msgspec
from sqlalchemy import Connection, insert, select

from dashboard import codec
from dashboard.store import tables

BATCH = 500


@dataclass(frozen=True, slots=True)
class Seal:
    """The chain up to `seq` had this `hash` at an instant; `key` names the key that made `mac`."""

    district: str
    seq: int
    hash: str
    at: int
    key: str
    mac: str

    def line(self) -> str:
        """The seal as one line of JSON, for the file outside the database."""
        return codec.to_json(self).decode()


_decode = msgspec.json.Decoder(Seal).decode
_s = tables.seals.c
_COLUMNS = (_s.district, _s.seq, _s.hash, _s.at, _s.key, _s.mac)


def read_line(line: bytes) -> Seal | None:
    """Decodes what `line` wrote; None if it is something else."""
    try:
        return _decode(line)
    except msgspec.DecodeError:
        return None


def write(connection: Connection, seal: Seal) -> None:
    """Adds a seal."""
    connection.execute(insert(tables.seals), asdict(seal))


def every(connection: Connection, district: str) -> Sequence[Seal]:
    """All seals, in the order of the chain."""
    rows = connection.execute(
        select(*_COLUMNS).where(_s.district == district).order_by(_s.seq, _s.at)
    )
    return [Seal(*row) for row in rows]


def last(connection: Connection, district: str, key: str) -> Seal | None:
    """The seal of this key with the highest `seq`."""
    row = connection.execute(
        select(*_COLUMNS)
        .where(_s.district == district, _s.key == key)
        .order_by(_s.seq.desc(), _s.at.desc())
        .limit(1)
    ).one_or_none()
    return Seal(*row) if row else None


def chained(connection: Connection, district: str, numbers: Iterable[int]) -> dict[int, str]:
    """The chain's present hashes at these numbers; numbers without a row are left out."""
    c, found, asked = tables.chain.c, dict[int, str](), sorted(set(numbers))
    for start in range(0, len(asked), BATCH):
        some = asked[start : start + BATCH]
        rows = connection.execute(
            select(c.seq, c.hash).where(c.district == district, c.seq.in_(some))
        )
        found |= {row.seq: row.hash for row in rows}
    return found
