"""A pack's posts of the duty room: an optional file."""

from pathlib import Path

from dashboard.districts.files import read_table
from dashboard.districts.hours import read_stretch
from dashboard.districts.record import Record, check_unique
from dashboard.domain.duty.duty_posts import DutyPost
from dashboard.domain.persons import Entry, Role, who_enters

POSTS = "duty_posts.csv"
POSTS_MAX = 20

_COLUMNS = ("code", "name_zh", "name_en", "roles", "hours", "shift")
_NAME_ZH, _NAME_EN, _CODE = 8, 24, 8
_NEVER = "-"


def read_posts(folder: Path) -> dict[str, DutyPost]:
    """The posts by code, in the order of the file; none if there is no file."""
    path = folder / POSTS
    if not path.exists():
        return {}
    records = read_table(path, _COLUMNS)
    check_unique(records, "code", "name_zh", "name_en")
    found = {record.text("code"): _post(record) for record in records}
    if len(found) > POSTS_MAX:
        raise records[-1].error(f"there are more than {POSTS_MAX} posts; leave some out")
    having = [record for record in records if found[record.text("code")].has_shift]
    if len(having) > 1:
        raise having[1].error("one post alone has the shift; write 0 in the others")
    return found


def _post(record: Record) -> DutyPost:
    hours = record.text("hours")
    return DutyPost(
        code=record.short("code", _CODE),
        name_zh=record.short("name_zh", _NAME_ZH),
        name_en=record.short("name_en", _NAME_EN),
        roles=_roles(record),
        hours=None if hours == _NEVER else read_stretch(record, hours),
        has_shift=record.one_of("shift", ("0", "1")) == "1",
    )


def _roles(record: Record) -> frozenset[Role]:
    """Who may hold it: roles that may open the duty desk, where its holder works."""
    may = {role.value: role for role in Role if role in who_enters(Entry.DUTY)}
    names = record.text("roles").split(";")
    for name in names:
        if name not in may:
            raise record.error(f"roles '{name}' is none of the duty desk's: {', '.join(may)}")
    return frozenset(may[name] for name in names)
