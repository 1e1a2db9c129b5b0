"""A person at the desk in a browser: logged in, with the queue in sight, acting by keys alone."""

from typing import Any

from playwright.sync_api import BrowserContext, TimeoutError

from dashboard.access.identity import PERSON_COOKIE
from dashboard.actions.handle import handle
from dashboard.domain.accounts import AddPerson
from dashboard.domain.case import Case
from dashboard.domain.persons import Person, Role
from dashboard.store import sessions
from tests.browser.conftest import PATIENCE, Wall
from tests.services.centre import RunningCentre

READY = "() => window.cc?.console?.visible().length > 0"
READ = """(no) => document.querySelector('#console-detail .detail')?.dataset.no === no"""
DIALOG = "#console-dialog [data-dialog]"
WAIT_MS = 10_000 * PATIENCE


def seat(centre: RunningCentre, context: BrowserContext, person: Person) -> None:
    """Gives the browser a session of this person, whose account is made if there is none."""
    system = centre.system
    made = handle(system, AddPerson(person=person, hashed="no password opens this"), by="test")
    assert made.refused is None or made.refused.code == "LOGIN_TAKEN", made.refused
    with system.engine.begin() as connection:
        token = sessions.begin(connection, system.district.key, person.login, system.now_ms())
    context.add_cookies([{"name": PERSON_COOKIE, "value": token, "url": centre.address}])


def dispatcher(login: str, name: str) -> Person:
    return Person(login=login, name=name, role=Role.DISPATCHER)


class Desk(Wall):
    """The console in a page that is watched for errors."""

    def sit(self, centre: RunningCentre, person: Person, search: str = "") -> "Desk":
        """Returns when the queue shows its first rows."""
        seat(centre, self.page.context, person)
        self.page.goto(f"{centre.address}/console{search}")
        self.page.wait_for_function(READY, timeout=WAIT_MS)
        return self

    def keys(self, *pressed: str) -> None:
        for key in pressed:
            self.page.keyboard.press(key)

    def console(self, what: str, *arguments: object) -> Any:
        """An answer of `cc.console`."""
        told = "([what, args]) => cc.console[what](...args)"
        return self.page.evaluate(told, [what, list(arguments)])

    @property
    def selected(self) -> str:
        found = self.console("selected")
        assert isinstance(found, str), "no case is under the hand"
        return found

    def read(self, number: str) -> None:
        """Waits until the detail beside the queue is this case's."""
        self.page.wait_for_function(READ, arg=number, timeout=WAIT_MS)

    def knows(self, case: Case) -> None:
        """Waits until the row shows what somebody else has done; before, an act would be a
        conflict.
        """
        self.page.wait_for_function(
            "([no, version]) => cc.queue.row(no)?.version >= version",
            arg=[case.number, case.version],
            timeout=WAIT_MS,
        )

    def dialog(self) -> None:
        """Waits for an open dialog; if there is none, fails with the message at the desk's foot."""
        try:
            self.page.wait_for_selector(DIALOG, timeout=WAIT_MS)
        except TimeoutError as error:
            raise AssertionError(self.text("#console-toast")) from error

    def done(self) -> str:
        """Waits until the dialog has closed and the toast says what was done; returns its words."""
        self.page.wait_for_selector(DIALOG, state="detached", timeout=WAIT_MS)
        toast = self.page.locator("#console-toast .toast")
        toast.wait_for(timeout=WAIT_MS)
        return toast.inner_text()

    def toast_says(self, words: str) -> None:
        self.page.wait_for_function(
            "(words) => document.querySelector('#console-toast')?.textContent.includes(words)",
            arg=words,
            timeout=WAIT_MS,
        )
