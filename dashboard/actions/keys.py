"""API keys of outside systems: a command becomes the key's state and a journal row."""

from dashboard.actions.unit_of_work import UnitOfWork
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


def change(work: UnitOfWork, command: KeyCommand) -> str:
    """Carries the command out and returns the key's name."""
    connection, district, name = work.connection, work.district, command.name
    records.wait_turn(connection, district, [signature(name)])
    before = keys.for_update(connection, district, name) or _older(work, name)
    if not isinstance(command, RevokeKey):
        others = [one for one in keys.all_of(connection, district) if one.name != name]
        _check_room(others, command)
        taken = {s for one in others if one.active for s in one.grant.sources}
        check_grant(command, work.system.district, taken)
    after = decide_key(before, command, work.now)
    act = NAMES[type(command)]
    work.add(Act(Kind.KEY, after.key, act, work.person, "", work.now, after))
    work.write()
    now_ms = to_ms(work.now)
    if isinstance(command, AddKey):
        tokens.keep_digest(
            connection, district, (name, tokens.TokenUse.API, command.digest), now_ms
        )
    if isinstance(command, RevokeKey):
        tokens.revoke(connection, district, name, tokens.TokenUse.API, now_ms)
    return name


def _older(work: UnitOfWork, name: str) -> ApiKey | None:
    """A key from before keys had grants; None if there is none of this name."""
    made = tokens.all_of(work.connection, work.district, tokens.TokenUse.API)
    on = any(known == name and revoked is None for known, _, revoked in made)
    return ungranted(name) if on else None


def _check_room(others: list[ApiKey], command: AddKey | ChangeKey) -> None:
    if isinstance(command, AddKey) and sum(one.active for one in others) >= KEYS_MAX:
        most = KEYS_MAX
        raise Refused("TOO_MANY_KEYS", f"There are {most} keys already.", most=most)
