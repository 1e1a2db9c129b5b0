"""The link of a message: it opens one call to one person, and only a press answers it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.access import answer_links
from dashboard.access.throttle import Throttle
from dashboard.actions.calling import look
from dashboard.actions.handle import handle
from dashboard.domain.accounts import SwitchAccount
from dashboard.domain.alerts import AlertState
from dashboard.domain.duty.chains import Chain, ChainState
from dashboard.domain.roles import Role
from dashboard.store import alerts, outgoing
from dashboard.web import answer_page
from layouts.words import WORDS
from tests.actions.test_calling import CHANNELS, alarm, messages, on_duty
from tests.helpers.centre import Centre, read_settings
from tests.helpers.web import Web, web_process
from tests.login.test_login_routes import form_token
from tests.services.valkey import Valkey

BASE = "https://centre.example"


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long whoever guesses links would have waited, in seconds."""
    found: list[float] = []
    monkeypatch.setattr(answer_page, "Throttle", lambda: Throttle(sleep=found.append))
    return found


@pytest.fixture
def called(
    tmp_path: Path, valkey: Valkey, migrated_sqlite_url: str, waits: list[float]
) -> Iterator[Web]:
    """A centre that knows its address, where `duty` has just been called."""
    assert waits == []
    found = read_settings(tmp_path, valkey.url, migrated_sqlite_url, PUBLIC_URL=BASE)
    with Centre(found) as centre:
        web = web_process(centre)
        for role in (Role.DUTY, Role.FOREMAN, Role.DUTY_LEADER):
            web.person(role)
        on_duty(centre)
        alarm(centre)
        look(centre.system, CHANNELS)
        yield web


def link(web: Web, place: int = 0) -> str:
    """The path of the link in a message."""
    system, one = web.centre.system, messages(web.centre)[place]
    return answer_links.address(system, one.number, system.clock()).removeprefix(BASE)


def chain(centre: Centre) -> Chain:
    with centre.system.reader.connect() as connection:
        [found] = outgoing.standing_chains(connection, centre.district).values()
    return found


def press(client: FlaskClient, path: str, page: str = "") -> tuple[int, str]:
    token = form_token(client.get(page or path).text)
    answer = client.post(path, data={"csrf_token": token})
    return answer.status_code, answer.text


def test_opening_changes_nothing_and_a_press_answers_for_good(called: Web) -> None:
    centre, path, phone = called.centre, link(called), called.nobody()
    before = centre.last_seq()
    shown = phone.get(path)
    assert (shown.status_code, phone.head(path).status_code) == (200, 200)
    assert "厂房起火" in shown.text
    assert phone.post(path).status_code == 303  # without the page's own secret
    assert centre.last_seq() == before
    status, text = press(phone, path)
    assert (status, WORDS["answer.done"][0] in text) == (200, True)
    [answer] = chain(centre).answers
    assert answer.login == "duty"
    with centre.system.reader.connect() as connection:
        [alert] = alerts.standing(connection, centre.district)
    assert (alert.state, alert.taken_by) == (AlertState.ACKNOWLEDGED, "duty")
    look(centre.system, CHANNELS)
    assert chain(centre).state is ChainState.ANSWERED
    assert centre.faults() == []
    again = phone.get(f"{path}&lang=en")
    assert (again.status_code, WORDS["refusal.CALL_ANSWERED"][1] in again.text) == (409, True)
    assert "<form" not in again.text


def test_a_forged_an_expired_and_anothers_link_say_so_and_answer_nothing(called: Web) -> None:
    centre, path, phone = called.centre, link(called), called.nobody()
    for wrong in (path[:-1], path.replace("0000000", "0000001"), "/answer?token=", "/answer"):
        shown = phone.get(wrong)
        assert (shown.status_code, "<form" in shown.text) == (404, False)
        assert WORDS["refusal.LINK_UNKNOWN"][0] in shown.text
    handle(centre.system, SwitchAccount(login="duty", active=False), by="test")
    assert WORDS["refusal.LINK_ACCOUNT_OFF"][0] in phone.get(path).text
    handle(centre.system, SwitchAccount(login="duty", active=True), by="test")
    centre.clock.move(seconds=answer_links.LASTS.total_seconds() + 1)
    late = phone.get(path)
    assert (late.status_code, WORDS["refusal.LINK_EXPIRED"][0] in late.text) == (410, True)
    assert chain(centre).answers == ()


def test_whose_call_is_over_can_no_longer_answer(called: Web) -> None:
    path, phone = link(called), called.nobody()
    token = form_token(phone.get(path).text)
    handle(called.centre.system, SwitchAccount(login="duty", active=False), by="test")
    answer = phone.post(path, data={"csrf_token": token})
    assert (answer.status_code, chain(called.centre).answers) == (409, ())


def test_too_many_presses_of_one_link_wait(called: Web) -> None:
    path, phone = link(called), called.nobody()
    for _ in range(answer_page.USES.most):
        assert phone.get(path).status_code == 200
    busy = phone.get(path)
    assert (busy.status_code, WORDS["refusal.LINK_BUSY"][0] in busy.text) == (429, True)
    called.centre.clock.move(minutes=1)
    assert phone.get(path).status_code == 200


def test_who_guesses_links_waits_ever_longer(called: Web, waits: list[float]) -> None:
    phone = called.nobody()
    for _ in range(8):
        assert phone.get("/answer?token=00000001.ffffffff.x").status_code == 404
    assert waits == sorted(set(waits))
    assert len(waits) >= 3
    waits.clear()
    assert phone.get(link(called)).status_code == 200
    assert waits == []
