"""The tables. Instants are milliseconds since 1970, UTC; whole states are JSON in `body`.

The columns beside `body` are for queries and indexes; `body` is the state. Every key begins with
the district, so that one database can hold all districts of a city.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    false,
    text,
)
from sqlalchemy.schema import SchemaItem

metadata = MetaData()
# Columns by which open cases are counted. One index holds them all, so no body is read.
COUNTED_BY = ("unit", "state", "due_at", "amber_at", "severe_at", "reply_due_at")
# SQLite numbers rows by itself only with an INTEGER key.
Counted = BigInteger().with_variant(Integer(), "sqlite")
# SQLite checks no lengths, and would copy the whole journal to change one.
KIND = String(16).with_variant(String(10), "sqlite")


def _district() -> Column[str]:
    return Column("district", String(40), primary_key=True)


def _states(name: str, key: str, length: int, *more: SchemaItem) -> Table:
    return Table(
        name,
        metadata,
        _district(),
        Column(key, String(length), primary_key=True),
        Column("version", Integer, nullable=False),
        Column("body", Text, nullable=False),
        *more,
    )


cases = Table(
    "cases",
    metadata,
    _district(),
    Column("number", String(24), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("is_open", Boolean, nullable=False),
    Column("state", String(12), nullable=False),
    Column("urgency", String(2), nullable=False),
    Column("item", String(8)),
    Column("grid", Integer, nullable=False),
    Column("community", String(20), nullable=False),
    Column("street", String(8), nullable=False),
    Column("unit", String(8)),
    Column("reported_at", BigInteger, nullable=False),
    Column("dispatched_at", BigInteger),
    Column("closed_at", BigInteger),
    Column("amber_at", BigInteger),
    Column("due_at", BigInteger),
    Column("severe_at", BigInteger),
    Column("case_due_at", BigInteger),
    Column("acknowledge_by", BigInteger),
    Column("reply_due_at", BigInteger),
    Column("resume_at", BigInteger),
    # When the unit gave its last result, and whether all its time was within the limit.
    Column("handled_at", BigInteger),
    Column("on_time", Boolean),
    # When the timers look at it next; only they change this, without a new version.
    Column("look_at", BigInteger),
    # The deadline lies in a year without an official calendar.
    Column("provisional", Boolean, nullable=False, server_default=false()),
    # Text and address, folded (domain/folding.py), for the search.
    Column("said", Text, nullable=False, server_default=""),
    # Its number in the system it came from, folded.
    Column("external_no", Text),
    Column("body", Text, nullable=False),
    Index("cases_external", "district", "external_no"),
    Index("cases_open", "district", "is_open", "due_at"),
    Index("cases_reported", "district", "reported_at"),
    Index("cases_dispatched", "district", "dispatched_at", "unit"),
    Index("cases_closed", "district", "closed_at"),
    Index("cases_look", "district", "look_at"),
    Index("cases_handled", "district", "handled_at"),
    Index("cases_of", "district", "unit", "is_open"),
    Index("cases_counted", "district", "is_open", *COUNTED_BY),
)

incidents = Table(
    "incidents",
    metadata,
    _district(),
    Column("number", String(24), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("is_open", Boolean, nullable=False),
    Column("body", Text, nullable=False),
    Column("look_at", BigInteger),
    Index("incidents_open", "district", "is_open"),
    Index("incidents_look", "district", "look_at"),
)

strengths = _states("strengths", "unit", 8)

alerts = Table(
    "alerts",
    metadata,
    _district(),
    Column("case_number", String(24), primary_key=True),
    Column("lamp", String(16), primary_key=True),
    Column("due_at", BigInteger, primary_key=True),
    Column("version", Integer, nullable=False, server_default=text("1")),
    Column("is_open", Boolean, nullable=False, server_default=false()),
    Column("at", BigInteger, nullable=False),
    Column("body", Text, nullable=False),
    Column("back_at", BigInteger),
    Index("alerts_open", "district", "is_open"),
    Index("alerts_at", "district", "at"),
    Index("alerts_back", "district", "back_at"),
)

journal = Table(
    "journal",
    metadata,
    Column("id", Counted, primary_key=True, autoincrement=True),
    Column("district", String(40), nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("kind", KIND, nullable=False),
    Column("key", String(80), nullable=False),
    Column("version", Integer, nullable=False),
    Column("act", String(40), nullable=False),
    Column("by", String(200), nullable=False),
    Column("why", Text, nullable=False),
    Column("state", Text, nullable=False),
    # The API key through which it came; empty for persons and our own processes.
    Column("via", String(100), nullable=False, server_default=""),
    # PostgreSQL's number of the writing transaction; 0 on SQLite, where ids follow commits.
    Column("txid", BigInteger, nullable=False, server_default=text("0")),
    Index("journal_order", "district", "txid", "id"),
    Index("journal_of", "district", "kind", "key", "version", unique=True),
    # For finding what was true at a past instant.
    Index("journal_at", "district", "at"),
    sqlite_autoincrement=True,
)

chain = Table(
    "chain",
    metadata,
    _district(),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("entry", BigInteger, nullable=False, unique=True),
    Column("hash", String(64), nullable=False),
)

# The end of the chain at certain instants, signed with a key that is not in the database.
seals = Table(
    "seals",
    metadata,
    _district(),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("mac", String(64), primary_key=True),
    Column("hash", String(64), nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("key", String(16), nullable=False),
)

received = Table(
    "received",
    metadata,
    _district(),
    Column("source", String(200), primary_key=True),
    Column("id", String(200), primary_key=True),
    Column("number", String(80), nullable=False),
    Column("at", BigInteger, nullable=False),
)

numbering = Table(
    "numbering",
    metadata,
    _district(),
    Column("series", String(24), primary_key=True),
    Column("last", Integer, nullable=False),
)

reporters = Table(
    "reporters",
    metadata,
    _district(),
    Column("number", String(24), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    # Whether all of its phone numbers are indexed; older rows have the last four digits of one.
    Column("in_full", Boolean, nullable=False, server_default=false()),
    Index("reporters_in_full", "district", "in_full"),
)

# Keyed digests of reporters' numbers and of their last four digits: searchable, not readable.
reporter_phones = Table(
    "reporter_phones",
    metadata,
    _district(),
    Column("digest", String(64), primary_key=True),
    Column("number", String(24), primary_key=True),
)

tokens = Table(
    "tokens",
    metadata,
    _district(),
    Column("digest", String(64), primary_key=True),
    Column("name", String(80), nullable=False),
    Column("use", String(8), nullable=False),
    Column("made_at", BigInteger, nullable=False),
    Column("revoked_at", BigInteger),
)

keys = _states("keys", "name", 80)

duty_log = _states("duty_log", "number", 12)
shifts = _states("shifts", "number", 12)

roster = _states(
    "roster",
    "number",
    12,
    Column("login", String(40), nullable=False),
    Column("begins_at", BigInteger, nullable=False),
    Column("ends_at", BigInteger),  # empty for what was taken out: it is in nobody's way
    Index("roster_ends", "district", "ends_at"),
    Index("roster_login", "district", "login"),
)

calendar_days = Table(
    "calendar_days",
    metadata,
    _district(),
    Column("day", String(10), primary_key=True),
    Column("working", Boolean, nullable=False),
    Column("name", String(80), nullable=False),
    Column("source", String(80), nullable=False),
    Column("provisional", Boolean, nullable=False),
)

calendars = _states("calendars", "name", 40, Column("digest", String(64), nullable=False))

people = Table(
    "people",
    metadata,
    _district(),
    Column("login", String(40), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("role", String(16), nullable=False),
    Column("active", Boolean, nullable=False),
    Column("body", Text, nullable=False),
    # Not in the state: everybody who follows the changes gets the state.
    Column("password", String(200), nullable=False, server_default=""),
)

denials = _states("denials", "login", 40)
disclosures = _states("disclosures", "number", 24)

sessions = Table(
    "sessions",
    metadata,
    _district(),
    Column("digest", String(64), primary_key=True),
    Column("login", String(40), nullable=False),
    Column("opened_at", BigInteger, nullable=False),
    Column("used_at", BigInteger, nullable=False),
    Column("ended_at", BigInteger),
    Index("sessions_of", "district", "login"),
)

views = Table(
    "views",
    metadata,
    _district(),
    Column("login", String(40), primary_key=True),
    Column("name", String(40), primary_key=True),
    Column("search", String(500), nullable=False),
    Column("made_at", BigInteger, nullable=False),
)

# A wall's device: what it shows now, and how.
screens = _states("screens", "name", 80)

# The figures and loads of each full minute, as they were shown.
samples = Table(
    "samples",
    metadata,
    _district(),
    Column("at", BigInteger, primary_key=True, autoincrement=False),
    Column("body", Text, nullable=False),
)
