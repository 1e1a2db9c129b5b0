"""What an act of the desk is, and how each of its values is entered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, StrEnum, auto
from types import MappingProxyType

NOTHING: Mapping[str, object] = MappingProxyType({})


class Ask(Enum):
    """How a value is entered."""

    LINE = auto()
    TEXT = auto()
    CHOICE = auto()
    YES = auto()
    UNIT = auto()
    ITEM = auto()
    GRID = auto()
    CASE = auto()
    MOMENT = auto()
    ADDRESSES = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One value of a command; `choices` are the codes of a CHOICE.

    Its words are `field.<words>`, those of its choices `choice.<words>.<code>`; `words` is the name
    unless it is given.
    """

    name: str
    ask: Ask
    needed: bool = True
    words: str = ""
    choices: tuple[str, ...] = ()
    choice_type: type[StrEnum] | type[int] | None = None
    """What a chosen code becomes."""
    lines: int = 2
    """How many lines of a TEXT are seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskAct:
    """`key` as `desk/keys.js` reads it; if several acts share one, the case's state decides.

    `fixed` are values that nobody is asked for. `bulk` takes many cases at once; `undo`: it can be
    undone for 30 seconds. `own` names the acts that have a dialog of their own.
    """

    name: str
    key: str = ""
    command: type
    fields: tuple[Field, ...] = ()
    fixed: Mapping[str, object] = field(default_factory=lambda: NOTHING)
    bulk: bool = False
    undo: bool = True
    own: bool = False
