"""The pages that the server makes alone, without Dash or JavaScript: log-in, log-out, refused."""

from collections.abc import Sequence
from dataclasses import dataclass

from layouts.plain_pages import page, query
from layouts.words import LANG_TAG, Lang, word


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What the log-in page shows; `said` is a key of words, `demo` the demo's log-in names."""

    csrf: str
    login: str = ""
    said: str = ""
    next: str = ""
    demo: Sequence[str] = ()


def login(lang: Lang, entry: Entry) -> str:
    """The log-in page."""
    other: Lang = "en" if lang == "zh" else "zh"
    return page(
        "login.html",
        lang,
        title=word(lang, "login.title"),
        said=word(lang, entry.said) if entry.said else "",
        csrf=entry.csrf,
        login=entry.login,
        demo=entry.demo,
        query=query(lang, entry.next),
        lang_query=query(lang),
        other="/login" + query(other, entry.next),
        other_tag=LANG_TAG[other],
    )


def logout(lang: Lang, *, csrf: str, name: str, login: str, home: str) -> str:
    """Asks before it ends the session: a link alone must not."""
    return page(
        "logout.html",
        lang,
        title=word(lang, "logout.title"),
        csrf=csrf,
        name=name,
        login=login,
        home=home + query(lang),
        query=query(lang),
    )


def denied(lang: Lang, *, name: str, home: str) -> str:
    """A page that isn't this person's; without a name, a wall that nobody has admitted."""
    words = word(lang, "denied.words", name=name) if name else word(lang, "denied.wall")
    return page(
        "denied.html",
        lang,
        title=word(lang, "denied.title"),
        said=words,
        known=bool(name),
        home=home,
    )
