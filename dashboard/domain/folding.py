"""Folds text for searching: signs that people take for the same become the same.

Wide and narrow, capital and small, ringed and plain, with and without accents: both the stored text
and the query are folded here. Each sign is folded by itself, so any part of a text is folded into a
part of the folded text.
"""

import unicodedata

NUMBER_MAX = 100
GONE = ("Mn", "Me", "Cf", "Cc", "Cs")
"""Unicode categories that are dropped: marks on letters, and invisible signs."""


class _Folds(dict[int, str]):
    """What each character becomes; computed when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = found = _fold(chr(code))
        return found


def _fold(char: str) -> str:
    if char.isspace():
        return " "
    # Twice, because small letters may have to be decomposed once more.
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold())
    return "".join(
        " " if part.isspace() else part for part in apart if unicodedata.category(part) not in GONE
    )


_FOLDS = _Folds()


def folded(text: str) -> str:
    """The text as the search compares it."""
    return text.translate(_FOLDS)


def search_text(text: str, address: str) -> str:
    """A case's text and address, folded for the search."""
    return f"{folded(text)}\n{folded(address)}"


def number_of(text: str) -> str:
    """Another system's number, folded for the search: single spaces, limited length."""
    return " ".join(folded(text).split())[:NUMBER_MAX]
