"""Pages that the server makes alone, without Dash or JavaScript: log-in, log-out, refused."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dashboard.domain.district import District
from dashboard.domain.persons import Person
from layouts.plain_pages import page, query
from layouts.words import LANG_TAG, Lang, word


@dataclass(frozen=True, slots=True, kw_only=True)
class LoginPage:
    """What the log-in page shows; `said` is a key of words, `demo` the demo's log-ins."""

    csrf: str
    login: str = ""
    said: str = ""
    next: str = ""
    demo: Sequence[str] = ()


def login(lang: Lang, district: District, entry: LoginPage) -> str:
    """The log-in page; its other language is a link."""
    other: Lang = "en" if lang == "zh" else "zh"
    return page(
        "login.html",
        lang,
        district,
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


def logout(lang: Lang, district: District, *, csrf: str, here: Person, home: str) -> str:
    """Asks before it ends the session: a link alone must not end it."""
    return page(
        "logout.html",
        lang,
        district,
        title=word(lang, "logout.title"),
        csrf=csrf,
        name=here.name,
        login=here.login,
        home=home + query(lang),
        query=query(lang),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPassword:
    """What the password page shows; `said` is a key of words, `least` the shortest length."""

    csrf: str
    login: str
    home: str
    least: int
    said: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


def password(lang: Lang, district: District, shown: NewPassword) -> str:
    """The page where a person changes their password."""
    return page(
        "password.html",
        lang,
        district,
        title=word(lang, "password.title"),
        said=word(lang, shown.said, **shown.values) if shown.said else "",
        csrf=shown.csrf,
        login=shown.login,
        home=shown.home + query(lang),
        least=shown.least,
        query=query(lang),
    )


def denied(lang: Lang, district: District, *, name: str, home: str) -> str:
    """A page that isn't for this person; without a name, for a wall without a valid link."""
    words = word(lang, "denied.words", name=name) if name else word(lang, "denied.wall")
    return page(
        "denied.html",
        lang,
        district,
        title=word(lang, "denied.title"),
        said=words,
        known=bool(name),
        home=home,
    )


def revoked(lang: Lang, district: District) -> str:
    """For a wall whose link was revoked: it offers no log-in, and tries again by itself."""
    return page(
        "revoked.html",
        lang,
        district,
        title=word(lang, "denied.title"),
        said=word(lang, "denied.revoked"),
    )
