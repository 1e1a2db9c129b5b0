"""The draft of a report: what the record knows, what was said before, what is new, what is missing.

A report is lines of `name：words`. What the record knows is written anew each time. What only
people know is kept as they last wrote it; before that the draft names the gap.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_NAMED = re.compile(r"([^：:\n]{1,40})(?:：|: )(.*)")


@dataclass(frozen=True, slots=True)
class DraftLine:
    """One element; `changed` against all that was reported before, `missing` if nobody knows."""

    name: str
    words: str
    changed: bool = False
    missing: bool = False


def draft(
    known: Sequence[tuple[str, str | None]], earlier: Iterable[str], gap: str
) -> tuple[DraftLine, ...]:
    """The elements in order, None for what the record doesn't know; then what people have added.

    `earlier` are the texts reported before, oldest first; `gap` is the word for what is missing.
    """
    said: dict[str, str] = {}
    for text in earlier:
        said |= lines_of(text)
    names = [name for name, _ in known]
    added = [(name, None) for name in said if name not in names]
    return tuple(_line(name, words, said, gap) for name, words in (*known, *added))


def lines_of(text: str) -> dict[str, str]:
    """What a text says of each element; a line without a name belongs to the one before."""
    found: dict[str, str] = {}
    name = ""
    for line in text.splitlines():
        named = _NAMED.fullmatch(line.strip())
        if named:
            name = named.group(1).strip()
            found[name] = named.group(2).strip()
        elif name and line.strip():
            found[name] = f"{found[name]} {line.strip()}".strip()
    return found


def elements_of(text: str) -> tuple[tuple[str, str], ...]:
    """Every word of a text in its order: names with what they say, over as many lines as it takes.

    What stands before the first name has an empty one.
    """
    found: list[tuple[str, str]] = []
    for line in text.splitlines():
        named = _NAMED.fullmatch(line.strip())
        if named:
            found.append((named.group(1).strip(), named.group(2).strip()))
        elif found:
            name, words = found[-1]
            found[-1] = (name, f"{words}\n{line}".strip())
        elif line.strip():
            found.append(("", line))
    return tuple(found)


def news(lines: Sequence[DraftLine]) -> tuple[DraftLine, ...]:
    """What a follow-up gives: what has changed, and what is still missing."""
    return tuple(line for line in lines if line.changed or line.missing)


def _line(name: str, words: str | None, said: dict[str, str], gap: str) -> DraftLine:
    before = said.get(name)
    now = words or before or gap
    changed = bool(said) and now not in (before, gap)
    return DraftLine(name, now, changed=changed, missing=now == gap)
