"""Keys of outside systems: a command becomes the key's state and a journal row."""

from dashboard.actions.sitting import Sitting
from dashboard.domain.changes import Act, Kind
from dashboard.domain.keys import (
    KEYS_MAX,
    AddKey,
    ApiKey,
    ChangeKey,
    KeyCommand,
    RevokeKey,
    check_grant,
    decide_key,
    signature,
    ungranted,
)
from dashboard.domain.refusals import Refused
from dashboard.store import keys, records, tokens
from dashboard.system import to_ms

NAMES: dict[type, str] = {
    AddKey: "add_key",
    ChangeKey: "change_key",
    RevokeKey: "revoke_key",
}


def change(sitting: Sitting, command: KeyCommand) -> str:
    """Carries the command out and returns the key's name."""
    connection, district, name = sitting.connection, sitting.district, command.name
    records.wait_turn(connection, district, [signature(name)])
    before = keys.for_update(connection, district, name) or _older(sitting, name)
    if not isinstance(command, RevokeKey):
        others = [one for one in keys.all_of(connection, district) if one.name != name]
        _check_room(others, command)
        taken = {s for one in others if one.active for s in one.grant.sources}
        check_grant(command, sitting.system.district, taken)
    after = decide_key(before, command, sitting.now)
    act = NAMES[type(command)]
    sitting.add(Act(Kind.KEY, after.key, act, sitting.person, "", sitting.now, after))
    sitting.write()
    now_ms = to_ms(sitting.now)
    if isinstance(command, AddKey):
        tokens.keep_digest(connection, district, (name, tokens.Use.API, command.digest), now_ms)
    if isinstance(command, RevokeKey):
        tokens.revoke(connection, district, name, tokens.Use.API, now_ms)
    return name


def _older(sitting: Sitting, name: str) -> ApiKey | None:
    """A key that was made before keys had grants."""
    made = tokens.all_of(sitting.connection, sitting.district, tokens.Use.API)
    on = any(known == name and revoked is None for known, _, revoked in made)
    return ungranted(name) if on else None


def _check_room(others: list[ApiKey], command: AddKey | ChangeKey) -> None:
    if isinstance(command, AddKey) and sum(one.active for one in others) >= KEYS_MAX:
        most = KEYS_MAX
        raise Refused("TOO_MANY_KEYS", f"There are {most} keys already.", most=most)
