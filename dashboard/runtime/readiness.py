"""What a process must find before it starts: the schema that it knows, and a demo its own database.

It stands apart from `bootstrap`: a web process, which others have checked, needs no migrations.
"""

from contextlib import suppress

from dashboard import settings
from dashboard.runtime.bootstrap import open_system
from dashboard.settings import SettingsError
from dashboard.store import demo_mark, migrate
from dashboard.streams import changes, client, inbox
from dashboard.system import System


def ready_system(*, current: bool = True) -> System:
    """The system from the environment; raises `SettingsError`, also for an outdated schema."""
    system = open_system(settings.read())
    need_known_schema(system)
    if current and not migrate.is_current(system.engine):
        raise SettingsError("The database isn't up to date; run `python -m dashboard migrate`.")
    if system.settings.demo:
        need_demo(system)
    return system


def need_known_schema(system: System) -> None:
    """Raises `SettingsError` for a newer version's database: no way leads back."""
    with system.reader.connect() as connection:
        schema = migrate.schema_of(connection)
    if schema and not migrate.is_known(schema):
        raise SettingsError(
            f"The database has the schema {schema} of a newer version, which this one doesn't know;"
            " start that version, or restore the backup from before the upgrade."
        )


def need_demo(system: System) -> None:
    """Raises `SettingsError` before a demo does anything to a database that isn't its own."""
    with system.reader.connect() as connection:
        fits = demo_mark.is_for_demos(connection, system.district.key)
    if not fits:
        raise SettingsError(
            "This database holds a centre of its own, and a demo would fill it with invented cases"
            " and open its accounts; set DATABASE_URL or VAR_FOLDER to an empty one."
        )


def need_unused_redis(system: System) -> None:
    """Raises `SettingsError` if a new demo would take what another centre's Redis holds.

    One that doesn't answer yet is the embedded one, which starts later.
    """
    with suppress(client.RedisUnavailable):
        key = system.district.key
        if system.redis.exists(inbox.key(key), changes.key(key)):
            raise SettingsError(
                "This Redis holds the messages of a centre, and a new demo would take them into its"
                " own database; set REDIS_URL to an empty one, or leave it out."
            )
