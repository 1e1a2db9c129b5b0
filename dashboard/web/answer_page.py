"""The page behind the link of a message: who was called answers by one press, without a log-in.

Opening it changes nothing: programs that look through messages open links, too.
"""

from contextlib import suppress

from flask import Flask, Response, request
from flask_wtf.csrf import generate_csrf

from dashboard.access import answer_links
from dashboard.access.throttle import Throttle, TooMany
from dashboard.actions.handle import handle
from dashboard.domain.duty.calls import AnswerCall
from dashboard.domain.duty.chain_steps import answered_by
from dashboard.domain.duty.outgoing import OutgoingMessage
from dashboard.domain.persons import Person
from dashboard.domain.refusals import Refused
from dashboard.domain.roles import may_kind
from dashboard.store import outgoing, people
from dashboard.streams import quotas
from dashboard.streams.client import RedisUnavailable
from dashboard.streams.quotas import QuotaUse
from dashboard.system import System
from dashboard.web.login_routes import peer
from dashboard.web.middleware import asked_language
from layouts import answering as pages
from layouts.refused import in_words

USES = QuotaUse("answers", 1, 30, quotas.MINUTE_MS)
"""How often one link may be opened or pressed."""
STATUS = {"LINK_UNKNOWN": 404, "LINK_EXPIRED": 410, "LINK_BUSY": 429}
REFUSED = 409


def register(server: Flask, system: System) -> None:
    """Adds the route."""
    page = _AnswerPage(system)
    server.add_url_rule(
        answer_links.PATH, endpoint="answer", view_func=page.view, methods=["GET", "POST"]
    )


class _AnswerPage:
    """The view; it runs inside a request."""

    def __init__(self, system: System) -> None:
        self._system = system
        self._throttle = Throttle()  # its own: guessing links slows no log-in down

    def view(self) -> Response:
        """Shows what the call is about with one button; a post answers it."""
        message = None
        try:
            message, person = self._opened(request.args.get("token", ""))
            command = AnswerCall(chain=message.chain, by_link=True)
            if request.method == "POST":
                refused = handle(self._system, command, by=person).refused
                if refused is not None:
                    raise refused
                return self._page(message, done=True)
            self._look(command, person)
        except Refused as refused:
            words = in_words(asked_language(), self._system.district, refused)
            return self._page(message, said=words, status=STATUS.get(refused.code, REFUSED))
        return self._page(message)

    def _opened(self, token: str) -> tuple[OutgoingMessage, Person]:
        """The message of this link and whom it has called. Raises `Refused`."""
        system = self._system
        try:
            number = self._number(token)
        except TooMany as error:
            raise Refused("LINK_BUSY", "Too many attempts; wait some seconds.") from error
        beyond = None
        with suppress(RedisUnavailable):  # an answer needs only the database
            beyond = quotas.take(system.redis, system.district.key, number, [USES], system.now_ms())
        if beyond is not None:
            raise Refused("LINK_BUSY", "Too many attempts; wait some seconds.")
        with system.reader.connect() as connection:
            message = outgoing.message(connection, system.district.key, number)
            login = message.login if message else ""
            account = people.account(connection, system.district.key, login)
        if message is None:
            raise Refused("LINK_UNKNOWN", "This link isn't one of this centre's.")
        if account is None or not account.active:
            raise Refused("LINK_ACCOUNT_OFF", "The account of this link is switched off.")
        return message, account.person

    def _number(self, token: str) -> str:
        """The number of the message; forged tokens slow their sender down."""
        try:
            return answer_links.number_of(self._system, token, self._system.clock())
        except Refused as refused:
            if token and refused.code == "LINK_UNKNOWN":
                self._throttle.wait("", peer())
                self._throttle.failed("", peer())
            raise

    def _look(self, command: AnswerCall, person: Person) -> None:
        """Raises the `Refused` that an answer would get now."""
        system = self._system
        denied = may_kind(person, AnswerCall)
        if denied is not None:
            raise denied
        with system.reader.connect() as connection:
            found = outgoing.standing_chains(connection, system.district.key, [command.chain])
        answered_by(found.get(command.chain), person.login, system.clock())

    def _page(
        self,
        message: OutgoingMessage | None,
        *,
        said: str = "",
        done: bool = False,
        status: int = 200,
    ) -> Response:
        lang, district = asked_language(), self._system.district
        asked = pages.AnswerAsked(
            message=message,
            csrf=generate_csrf(),
            token=request.args.get("token", "")[: answer_links.TOKEN_MAX],
            said=said,
            done=done,
        )
        text = pages.whole(lang, district, asked)
        return Response(text, status, mimetype="text/html")
