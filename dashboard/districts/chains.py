"""A pack's chains of calls: an optional file."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from dashboard.districts.files import read_table
from dashboard.districts.record import Record
from dashboard.domain.duty.chain_rules import STEPS_MAX, WAIT_MAX_MIN, ChainStep, Matter
from dashboard.domain.duty.duty_posts import DutyPost

CHAINS = "call_chains.csv"
_COLUMNS = ("matter", "posts", "wait_min", "each")


def read_chains(folder: Path, posts: Mapping[str, DutyPost]) -> dict[Matter, tuple[ChainStep, ...]]:
    """The steps of each chain, in the order of the file; none if there is no file."""
    path = folder / CHAINS
    if not path.exists():
        return {}
    found: dict[Matter, list[ChainStep]] = defaultdict(list)
    for record in read_table(path, _COLUMNS):
        matter = Matter(record.one_of("matter", tuple(Matter)))
        found[matter].append(_step(record, posts))
        if len(found[matter]) > STEPS_MAX:
            raise record.error(f"{matter} has more than {STEPS_MAX} steps; leave some out")
    return {matter: tuple(steps) for matter, steps in found.items()}


def _step(record: Record, posts: Mapping[str, DutyPost]) -> ChainStep:
    called = tuple(record.text("posts").split(";"))
    for code in called:
        if code not in posts:
            raise record.error(f"posts '{code}' isn't in duty_posts.csv")
    wait = record.text("wait_min")
    if not wait.isdecimal() or not 1 <= int(wait) <= WAIT_MAX_MIN:
        raise record.error(f"wait_min '{wait}' isn't a whole number from 1 to {WAIT_MAX_MIN}")
    each = record.one_of("each", ("0", "1")) == "1"
    return ChainStep(posts=called, wait=timedelta(minutes=int(wait)), each=each)
