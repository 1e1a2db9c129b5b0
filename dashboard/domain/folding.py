"""One way of writing for searching: what people mean as the same sign is the same sign.

Wide and narrow, capital and small, ringed and plain, with and without accents: both what is stored
and what is asked goes through here. Each sign is folded by itself, so that any part of a text is
folded into a part of what the text is folded into.
"""

import unicodedata

NUMBER_MAX = 100
GONE = ("Mn", "Me", "Cf", "Cc", "Cs")
"""Marks upon letters, and what nobody can see."""


class _Folds(dict[int, str]):
    """What each character becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = found = _fold(chr(code))
        return found


def _fold(char: str) -> str:
    if char.isspace():
        return " "
    # Twice: small letters may have to be taken apart once more.
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold())
    return "".join(
        " " if part.isspace() else part for part in apart if unicodedata.category(part) not in GONE
    )


_FOLDS = _Folds()


def folded(text: str) -> str:
    """The text as it is searched."""
    return text.translate(_FOLDS)


def said(text: str, address: str) -> str:
    """What is said in a case, as a search looks through it."""
    return f"{folded(text)}\n{folded(address)}"


def number_of(text: str) -> str:
    """A number that somebody else has given, as it is searched: no two spaces, and not too long."""
    return " ".join(folded(text).split())[:NUMBER_MAX]
