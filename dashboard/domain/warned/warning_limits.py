"""The limits of a warning's lists and texts; `check_warning` raises `BadMessage`."""

from collections.abc import Callable, Iterator
from itertools import chain

from dashboard.domain.refusals import BadMessage
from dashboard.domain.warned.messages import MessageType, PublishWarning

REFERENCES_MAX = 50
LANGUAGES_MAX = 4
AREAS_MAX = 50
SHAPES_MAX = 200
POINTS_MAX = 2_000
TEXT_MAX = 4_000
ALL_TEXT_MAX = 12_000
SHORT_MAX = 200
IDENTITY_MAX = 150
FORBIDDEN_IN_IDENTITY = frozenset(" ,<&\t\r\n")
"""CAP's own rule: they would break a reference."""
CheckText = Callable[[str, str], None]
"""Refuses control characters in the text of a field."""


def check_warning(command: PublishWarning, characters: CheckText) -> None:
    """Refuses what is too long, too much, or not as CAP writes it."""
    _identities(command)
    _texts(command, characters)
    _shapes(command)
    ends = command.expires
    if ends is not None and ends <= (command.effective or command.sent):
        raise BadMessage("WARNING_SPAN", "`expires` isn't after the warning's begin.")
    if command.message is not MessageType.ALERT and not command.references:
        words = f"{command.message} needs `references`: which warning does it change?"
        raise BadMessage("WARNING_REFERENCES", words)
    if command.message is not MessageType.CANCEL and not command.words:
        raise BadMessage("WARNING_WORDS", "The warning says nothing: it has no `words`.")


def _identities(command: PublishWarning) -> None:
    _count("references", len(command.references), REFERENCES_MAX)
    own = (command.sender, command.identifier, command.sent)
    for one in command.references:
        if one.sent.tzinfo is None:
            words = "`references` needs a time zone offset such as +08:00."
            raise BadMessage("NO_OFFSET", words, field="references")
        if (one.sender, one.identifier, one.sent) == own:
            raise BadMessage("WARNING_ITSELF", "`references` names the message itself.")
        if one.sender != command.sender:
            words = "`references` names another sender's message."
            raise BadMessage("WARNING_OTHER_SENDER", words)
    for name, value in (
        ("sender", command.sender),
        ("identifier", command.identifier),
        *(("references", one.identifier) for one in command.references),
    ):
        _length(name, value, IDENTITY_MAX)
        if FORBIDDEN_IN_IDENTITY & {*value}:
            words = f"`{name}` holds a space, a comma, `<` or `&`, which CAP forbids there."
            raise BadMessage("WARNING_IDENTITY", words, field=name)


def _texts(command: PublishWarning, characters: CheckText) -> None:
    _count("words", len(command.words), LANGUAGES_MAX)
    whole = 0
    for told in command.words:
        if not told.event.strip():
            raise BadMessage("EMPTY", "`event` is empty.", field="event")
        for name in ("language", "event", "headline", "text", "instruction"):
            value = getattr(told, name)
            _length(name, value, TEXT_MAX if name in {"text", "instruction"} else SHORT_MAX)
            characters(name, value)
            whole += len(value)
    if whole > ALL_TEXT_MAX:
        words = f"`words` is longer than {ALL_TEXT_MAX} characters in all."
        raise BadMessage("TOO_LONG", words, field="words", most=ALL_TEXT_MAX)
    for area in command.areas:
        _length("area", area.name, SHORT_MAX)
        characters("area", area.name)


def _shapes(command: PublishWarning) -> None:
    _count("areas", len(command.areas), AREAS_MAX)
    shapes = list(chain.from_iterable(_of(command)))
    _count("shapes", len(shapes), SHAPES_MAX)
    # A point has a comma: enough to bound the work before anything is read as numbers.
    _count("points", sum(text.count(",") for text in shapes), POINTS_MAX)
    for text in shapes:
        _length("areas", text, POINTS_MAX * 50)


def _of(command: PublishWarning) -> Iterator[tuple[str, ...]]:
    for area in command.areas:
        yield (*area.polygons, *area.circles, *area.geocodes)


def _count(name: str, found: int, most: int) -> None:
    if found > most:
        raise BadMessage("TOO_MANY", f"More than {most} {name}.", most=most)


def _length(name: str, value: str, most: int) -> None:
    if len(value) > most:
        words = f"`{name}` is longer than {most} characters."
        raise BadMessage("TOO_LONG", words, field=name, most=most)
