"""The administrator's pages: all accounts, and one of them; made by the server alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from dashboard.domain.accounts import SCOPES, Account
from dashboard.domain.changes import Act
from dashboard.domain.district import District
from dashboard.domain.persons import Person, Role
from layouts.plain_pages import page, query
from layouts.words import Lang, word


@dataclass(frozen=True, slots=True)
class AccountForm:
    """The values in the fields."""

    login: str = ""
    name: str = ""
    role: str = Role.DISPATCHER.value
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Password:
    """A new password, shown only this once."""

    login: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormAnswer:
    """The page's answer to the last post: a sentence, or a new password."""

    csrf: str
    said: str = ""
    password: Password | None = None


def every(
    lang: Lang,
    district: District,
    accounts: Sequence[Account],
    answer: FormAnswer,
    form: AccountForm,
) -> str:
    """All accounts, and the form for a new one."""
    rows = [_row(lang, district, account) for account in accounts]
    return page(
        "accounts.html",
        lang,
        district,
        title=word(lang, "accounts.title"),
        rows=rows,
        **_common(lang, district, answer, form),
    )


def one(
    lang: Lang, district: District, account: Account, history: Sequence[Act], answer: FormAnswer
) -> str:
    """One account, what can be done with it, and its history."""
    person = account.person
    form = AccountForm(person.login, person.name, person.role.value, str(_scope(person) or ""))
    return page(
        "account.html",
        lang,
        district,
        title=person.name,
        row=_row(lang, district, account),
        here=f"/accounts/{person.login}{query(lang)}",
        history=[_told(lang, district, act) for act in reversed(history)],
        **_common(lang, district, answer, form),
    )


def _common(
    lang: Lang, district: District, answer: FormAnswer, form: AccountForm
) -> dict[str, Any]:
    return {
        "said": answer.said,
        "password": answer.password,
        "csrf": answer.csrf,
        "form": form,
        "query": query(lang),
        "wide": True,
        "roles": [(role.value, word(lang, f"role.{role.value}")) for role in Role],
        "scopes": _scopes(lang, district),
    }


def _row(lang: Lang, district: District, account: Account) -> dict[str, Any]:
    person = account.person
    return {
        "login": person.login,
        "name": person.name,
        "role": word(lang, f"role.{person.role.value}"),
        "scope": _scope_named(lang, district, person),
        "active": account.active,
        "changed": _time(district, account.changed_at),
    }


def _told(lang: Lang, district: District, act: Act) -> dict[str, str]:
    account = act.state
    assert isinstance(account, Account)  # noqa: S101 - an account's history holds nothing else
    row = _row(lang, district, account)
    state = word(lang, "accounts.on" if account.active else "accounts.off")
    return {
        "at": _time(district, act.at),
        "words": word(lang, f"accounts.act.{act.act}"),
        "state": f"{row['name']} · {row['role']} · {row['scope']} · {state}",
        "by": act.by,
    }


def _scope(person: Person) -> str | int | None:
    return next((v for name in SCOPES if (v := getattr(person, name)) is not None), None)


def _scope_named(lang: Lang, district: District, person: Person) -> str:
    scope = _scope(person)
    if scope is None:
        return word(lang, "accounts.whole")
    if isinstance(scope, int):
        return str(scope)
    return f"{dict(_scopes(lang, district)).get(scope, '')} {scope}".strip()


def _scopes(lang: Lang, district: District) -> list[tuple[str, str]]:
    """Codes and names of all possible scopes except grids, which are numbers."""
    units = [(one.code, one.name_zh, one.name_en) for one in district.units.values()]
    areas = [(one.code, one.name_zh, one.name_en) for one in district.communities.values()]
    return [(code, zh if lang == "zh" else en) for code, zh, en in units + areas]


def _time(district: District, at: datetime) -> str:
    return f"{at.astimezone(ZoneInfo(district.timezone)):%Y-%m-%d %H:%M}"
