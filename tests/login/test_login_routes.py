"""The log-in page over HTTP: who gets in, what it says, and where it leads."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from dashboard.access import identity as doorman
from dashboard.access import passwords
from dashboard.access.throttle import Throttle
from dashboard.actions.handle import handle
from dashboard.domain.accounts import AddPerson, ResetPassword, SwitchAccount
from dashboard.domain.persons import Person, Role
from dashboard.store import tables
from tests.helpers.web import Web, csrf, named

PASSWORD = "correct horse"
PERSON_COOKIE = named(doorman.PERSON_COOKIE)
HASHED = passwords.hashed(PASSWORD)
LI = Person(login="li", name="李强", role=Role.DISPATCHER)


@pytest.fixture(autouse=True)
def li(web: Web) -> None:
    """A person with an account."""
    assert handle(web.centre.system, AddPerson(person=LI, hashed=HASHED), by="test").refused is None


def form_token(page: str) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found, page
    return found[1]


def log_in(client: FlaskClient, password: str = PASSWORD, path: str = "/login", **more: str) -> str:
    """Fills in and sends the form; returns where it leads, or what it says."""
    token = form_token(client.get(path).text)
    data = {"login": "li", "password": password, "csrf_token": token} | more
    answer = client.post(path, data=data)
    if answer.status_code == 303:
        return str(answer.location)
    said = re.search(r'role="alert">([^<]+)<', answer.text)
    return f"{answer.status_code} {said[1] if said else ''}"


def test_who_has_the_password_gets_to_their_own_page(web: Web) -> None:
    browser = web.nobody()
    assert browser.get("/").location == "/login"
    assert log_in(browser) == "/console"
    assert browser.get("/").location == "/console"
    assert browser.get("/console").status_code == 200


def test_a_log_in_name_may_be_typed_large_and_with_spaces(web: Web) -> None:
    assert log_in(web.nobody(), login=" LI ") == "/console"


@pytest.mark.parametrize(
    ("login", "password"), [("li", "wrong"), ("nobody", PASSWORD), ("李强", PASSWORD)]
)
def test_a_wrong_name_and_a_wrong_password_are_told_alike(
    web: Web, login: str, password: str
) -> None:
    browser = web.nobody()
    assert log_in(browser, password, login=login) == "401 账号或密码不对。"
    assert browser.get_cookie(PERSON_COOKIE) is None


def test_an_empty_form_is_told_so(web: Web) -> None:
    assert log_in(web.nobody(), "") == "400 请填写账号和密码。"


def test_the_page_speaks_english_too_and_goes_on_in_english(web: Web) -> None:
    browser = web.nobody()
    said = log_in(browser, "wrong", "/login?lang=en")
    assert said == "401 The log-in name or the password is wrong."
    assert log_in(browser, path="/login?lang=en") == "/console?lang=en"


def test_what_was_asked_for_before_comes_after_the_log_in(web: Web) -> None:
    browser = web.nobody()
    to_login = browser.get("/console?street=S08&lamp=overdue").location
    assert log_in(browser, path=to_login) == "/console?street=S08&lamp=overdue"


@pytest.mark.parametrize(
    "onward",
    [
        "//elsewhere.example/",
        "https://elsewhere.example/",
        "/\\elsewhere.example",
        "/%5Celsewhere.example/\t",
        "javascript:alert(1)",
        "/accounts",
        "/login",
        "/nowhere",
        "",
    ],
)
def test_a_log_in_leads_nowhere_but_to_a_page_of_the_persons(web: Web, onward: str) -> None:
    browser = web.nobody()
    browser.get("/login")
    data = {"login": "li", "password": PASSWORD}
    token = form_token(browser.get("/login").text)
    answer = browser.post(
        "/login", query_string={"next": onward}, data=data | {"csrf_token": token}
    )
    assert answer.location == "/console"


def test_a_form_without_its_token_logs_nobody_in(web: Web) -> None:
    browser = web.nobody()
    answer = browser.post("/login", data={"login": "li", "password": PASSWORD})
    assert (answer.status_code, answer.location) == (303, "/login")
    assert browser.get_cookie(PERSON_COOKIE) is None


def test_a_session_that_was_known_before_the_log_in_is_not_the_one_after(web: Web) -> None:
    """Session fixation: a cookie planted before the log-in isn't the session after it."""
    browser = web.nobody()
    browser.set_cookie(PERSON_COOKIE, "planted")
    before = csrf_cookie(browser)
    log_in(browser)
    cookie = browser.get_cookie(PERSON_COOKIE)
    assert cookie is not None
    assert cookie.value != "planted"
    assert csrf_cookie(browser) != before
    first = cookie.value
    browser.post("/logout", headers=csrf(browser, "/console"))
    log_in(browser)
    again = browser.get_cookie(PERSON_COOKIE)
    assert again is not None
    assert again.value != first


def csrf_cookie(browser: FlaskClient) -> str:
    browser.get("/login")
    cookie = browser.get_cookie(named("page"))
    return cookie.value if cookie else ""


def test_only_the_digest_of_a_session_is_kept(web: Web) -> None:
    browser = web.nobody()
    log_in(browser)
    cookie = browser.get_cookie(PERSON_COOKIE)
    assert cookie is not None
    with web.centre.system.reader.connect() as connection:
        rows = connection.execute(tables.sessions.select()).all()
    assert len(rows) == 1
    assert cookie.value not in str(rows)


def test_the_cookies_are_out_of_reach_for_scripts_and_other_sites(web: Web) -> None:
    for base, secure in (("http://localhost", False), ("https://localhost", True)):
        browser = web.nobody()
        token = form_token(browser.get("/login", base_url=base).text)
        answer = browser.post(
            "/login",
            base_url=base,
            headers={"Referer": base + "/login"},
            data={"login": "li", "password": PASSWORD, "csrf_token": token},
        )
        cookies = [c for c in answer.headers.getlist("Set-Cookie") if c.startswith(PERSON_COOKIE)]
        assert "HttpOnly" in cookies[0]
        assert "SameSite=Lax" in cookies[0]
        assert ("Secure" in cookies[0]) is secure


def test_log_out_asks_and_then_ends_the_session_at_once(web: Web) -> None:
    browser = web.nobody()
    log_in(browser)
    stolen = browser.get_cookie(PERSON_COOKIE)
    assert stolen is not None
    page = browser.get("/logout")
    assert "李强" in page.text
    assert browser.get("/console").status_code == 200
    answer = browser.post("/logout", data={"csrf_token": form_token(page.text)})
    assert answer.location == "/login"
    browser.set_cookie(PERSON_COOKIE, stolen.value)
    assert browser.get("/console").location.startswith("/login")


def test_asking_for_the_head_of_the_log_out_ends_nothing(web: Web) -> None:
    browser = web.nobody()
    log_in(browser)
    browser.head("/logout")
    assert browser.get("/console").status_code == 200


def test_a_switched_off_account_neither_enters_nor_stays(web: Web) -> None:
    inside = web.nobody()
    log_in(inside)
    handle(web.centre.system, SwitchAccount(login="li", active=False), by="test")
    assert inside.get("/console").location.startswith("/login")
    assert log_in(web.nobody()) == "401 账号或密码不对。"
    handle(web.centre.system, SwitchAccount(login="li", active=True), by="test")
    assert inside.get("/console").location.startswith("/login")
    assert log_in(web.nobody()) == "/console"


def test_another_password_ends_the_sessions_of_the_old_one(web: Web) -> None:
    inside = web.nobody()
    log_in(inside)
    hashed = passwords.hashed("another one")
    handle(web.centre.system, ResetPassword(login="li", hashed=hashed), by="test")
    assert inside.get("/console").location.startswith("/login")
    assert log_in(web.nobody()) == "401 账号或密码不对。"
    assert log_in(web.nobody(), "another one") == "/console"


def test_whoever_is_logged_in_sees_no_log_in_page(web: Web) -> None:
    browser = web.person(Role.ADMIN)
    assert browser.get("/login").location == "/accounts"


def test_a_page_of_others_is_refused_in_words_with_the_way_home(web: Web) -> None:
    answer = web.person(Role.ADMIN).get("/console")
    assert answer.status_code == 403
    assert 'href="/accounts"' in answer.text


def test_what_was_typed_is_shown_as_text(web: Web) -> None:
    browser = web.nobody()
    token = form_token(browser.get("/login").text)
    login = '"><script>alert(1)</script>'
    data = {"login": login, "password": "x", "csrf_token": token}
    assert "<script>" not in browser.post("/login", data=data).text


def test_who_has_been_here_before_gets_in_whatever_others_do(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = web.nobody()
    assert log_in(browser) == "/console"
    slept: list[float] = []
    monkeypatch.setattr(Throttle, "wait", asked(slept))
    for _ in range(5):
        log_in(web.nobody(), "wrong")
    browser.delete_cookie(PERSON_COOKIE)
    assert log_in(browser) == "/console"
    assert log_in(web.nobody()) == "/console"
    assert slept == [0, 0, 0, 0.5, 1, 0, 2]


def asked(slept: list[float]) -> Callable[..., None]:
    def wait(throttle: Throttle, *who: str) -> None:
        slept.append(throttle.delay(*who))

    return wait
