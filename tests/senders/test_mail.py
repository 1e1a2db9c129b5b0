"""E-mail against a real little mail server of this process."""

import socketserver
import threading
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from email.header import decode_header, make_header

import pytest

from dashboard.domain.duty.channels import CallChannel, ChannelKind
from dashboard.senders import mail
from dashboard.senders.letter import Letter, Outlet
from dashboard.senders.outlets import send
from tests.helpers.clock import MORNING

LETTER = Letter(
    id="msg_00000001",
    at=MORNING,
    subject="【演练 DRILL】南关区：突发事件待确认",
    text="厂房起火，时限 11-23 10:05。\n.\n应答：https://centre.example/answer?token=x",
    to=("duty@centre.example",),
)


class MailServer(socketserver.ThreadingTCPServer):
    """Speaks as much SMTP as a client needs; `says` replaces its answer to a command."""

    daemon_threads = True

    def __init__(self) -> None:
        self.says: dict[str, str] = {}
        self.got: list[bytes] = []
        self.commands: list[str] = []
        super().__init__(("127.0.0.1", 0), MailTalk)

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class MailTalk(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        self.say("220 here")
        for line in self.rfile:
            said = line.decode().strip()
            self.server.commands.append(said)
            verb = said.partition(" ")[0].partition(":")[0].upper()
            usual = {"DATA": "354 go on", "QUIT": "221 bye"}.get(verb, "250 ok")
            answer = self.server.says.get(verb, usual)
            if answer == "nothing":
                return
            self.say(answer)
            if verb == "DATA" and answer.startswith("354"):
                self.take()
            if verb == "QUIT":
                return

    def take(self) -> None:
        lines = []
        for line in self.rfile:
            if line == b".\r\n":
                break
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        self.server.got.append(b"".join(lines))
        self.say(self.server.says.get("END", "250 kept"))

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@pytest.fixture
def server() -> Iterator[MailServer]:
    with MailServer() as made:
        thread = threading.Thread(target=made.serve_forever, args=(0.01,))
        thread.start()
        yield made
        made.shutdown()
        thread.join()


def outlet(server: MailServer, **options: object) -> Outlet:
    given: dict[str, object] = {
        "host": "127.0.0.1",
        "port": server.port,
        "security": "none",
        "sender": "calls@centre.example",
        "private": True,
    }
    mail.check(given | options)
    channel = CallChannel(name="mail", kind=ChannelKind.MAIL)
    return Outlet(channel=channel, options=given | options)


def test_the_letter_arrives_as_it_was_written_and_is_confirmed(server: MailServer) -> None:
    assert send(outlet(server), LETTER).confirmed
    [got] = server.got
    said = message_from_bytes(got)
    assert str(make_header(decode_header(said["Subject"]))) == LETTER.subject
    assert (said["To"], said["From"]) == ("duty@centre.example", "calls@centre.example")
    assert said["Message-ID"] == "<msg_00000001@centre.example>"
    body = said.get_payload(decode=True)
    assert isinstance(body, bytes)
    assert body.decode().replace("\r\n", "\n").strip() == LETTER.text
    assert "rcpt TO:<duty@centre.example>" in server.commands


def test_no_value_begins_a_header_of_its_own(server: MailServer) -> None:
    wrong = replace(LETTER, subject="告警\r\nBcc: all@elsewhere.example\x00\u2028X: y")
    assert send(outlet(server), wrong).confirmed
    said = message_from_bytes(server.got[0])
    assert said["Bcc"] is None
    assert said["X"] is None
    subject = str(make_header(decode_header(said["Subject"])))
    assert subject == "告警 Bcc: all@elsewhere.example X: y"
    for to in ("a@b.example\r\nBcc: c@d.example", "a@b.example, c@d.example", "水@b.example"):
        refused = send(outlet(server), replace(LETTER, to=(to,)))
        assert (refused.confirmed, refused.final) == (False, True)
    assert len(server.got) == 1
    with pytest.raises(ValueError, match="from which"):
        outlet(server, sender="calls@centre.example\r\nBcc: c@d.example")


@pytest.mark.parametrize(
    ("verb", "answer", "final"),
    [
        ("RCPT", "550 no such user", True),
        ("RCPT", "451 later", False),
        ("MAIL", "553 not from you", True),
        ("END", "552 too large", True),
        ("END", "421 closing", False),
        ("DATA", "nothing", False),
        ("EHLO", "nothing", False),
    ],
)
def test_what_the_server_refuses_has_failed(
    server: MailServer, verb: str, answer: str, *, final: bool
) -> None:
    server.says[verb] = answer
    how = send(outlet(server), LETTER)
    assert (how.confirmed, how.final) == (False, final)
    code = answer.partition(" ")[0]
    assert code == "nothing" or how.why == f"SMTP {code}"


def test_a_password_goes_over_no_open_line(server: MailServer) -> None:
    with pytest.raises(ValueError, match="open line"):
        outlet(server, user="calls", secret="known")
    how = send(outlet(server, security="starttls", user="calls", secret="known"), LETTER)
    assert (how.confirmed, how.final) == (False, True)
    assert not any("auth" in command.lower() for command in server.commands)


def test_an_inner_server_is_asked_only_if_the_channel_may(server: MailServer) -> None:
    how = send(outlet(server, private=False), LETTER)
    assert (how.confirmed, how.final, server.commands) == (False, True, [])


def test_a_server_that_never_ends_is_cut_off(
    server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mail, "TIMEOUT_S", 0.4)
    free = threading.Event()
    monkeypatch.setattr(MailTalk, "handle", lambda _: free.wait(20))
    try:
        assert not send(outlet(server), LETTER).confirmed
    finally:
        free.set()
