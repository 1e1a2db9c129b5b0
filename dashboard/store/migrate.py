"""Brings a database to this version's schema; the first process does it; safe to run again."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect, text

FOLDER = Path(__file__).parent / "migrations"
LOCK = 7_206_310


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    return config


def upgrade(engine: Engine) -> None:
    """Runs the missing migrations in one transaction, one process at a time."""
    config = _config()
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def is_current(engine: Engine) -> bool:
    """Whether the database has this version's schema."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    with engine.connect() as connection:
        return bool(schema_of(connection) == head)


def schema_of(connection: Connection) -> str:
    """The schema version in the database; empty before the first migration."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or "")


def is_known(schema: str) -> bool:
    """Whether this version can upgrade a database with that schema."""
    walked = ScriptDirectory.from_config(_config()).walk_revisions()
    return schema in {script.revision for script in walked}
