"""E-mail by a mail server: confirmed once that server has taken the letter.

The server's name is resolved once, and asked only if its addresses may be.
"""

import smtplib
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Any

from dashboard.domain.duty.channels import PERSONAL, ChannelKind
from dashboard.senders import posting
from dashboard.senders.letter import CONFIRMED, TIMEOUT_S, Attempt, Letter, Outlet

PORTS = {"tls": 465, "starttls": 587, "none": 25}
"""How the line is kept secret, with the usual port of each."""
PORT_MAX = 65535
FOR_GOOD = 500
"""From this answer on another try doesn't mend it."""
SUBJECT_MAX = 120


def check(options: dict[str, Any]) -> None:
    """Raises `ValueError` for options with which nothing can be sent."""
    host, port = options.get("host"), options.get("port", 0)
    if not isinstance(host, str) or not host or not host.isascii() or not host.isprintable():
        raise ValueError("E-mail needs the name of a mail server.")
    if options.get("security", "starttls") not in PORTS:
        raise ValueError("The security of the line is tls, starttls or none.")
    if not isinstance(port, int) or not 0 <= port <= PORT_MAX:
        raise ValueError("A port is a number from 1 to 65535.")
    sender = options.get("sender")
    if not isinstance(sender, str) or not _plain_address(sender):
        raise ValueError("E-mail needs the address from which it is sent.")
    if options.get("secret") and not options.get("user"):
        raise ValueError("A password needs the name of the mail server's user.")
    if options.get("user") and options.get("security") == "none":
        raise ValueError("A password isn't sent over an open line: use tls or starttls.")


def _plain_address(text: str) -> bool:
    return bool(PERSONAL[ChannelKind.MAIL].fullmatch(text)) and text.isascii()


def send(outlet: Outlet, letter: Letter) -> Attempt:
    """Hands the letter to the mail server within the time that an attempt may take."""
    try:
        said = written(outlet.options["sender"], letter)
        with _line(outlet.options) as line:
            refused = line.send_message(said)
    except (posting.ForbiddenAddress, posting.Unreachable, ValueError, OSError) as error:
        return _failed_by(error)
    return _failed(max(code for code, _ in refused.values())) if refused else CONFIRMED


def _failed_by(error: Exception) -> Attempt:
    """What this error means; those of `smtplib` are `OSError`, too."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return _failed(max((code for code, _ in error.recipients.values()), default=0))
    if isinstance(error, smtplib.SMTPResponseException):
        return _failed(error.smtp_code)
    ours = (posting.ForbiddenAddress, ValueError, smtplib.SMTPNotSupportedError)
    final = isinstance(error, ours)
    known = final or isinstance(error, posting.Unreachable)
    return Attempt(
        confirmed=False, why=str(error)[:80] if known else posting.reason(error), final=final
    )


def _failed(code: int) -> Attempt:
    return Attempt(confirmed=False, why=f"SMTP {code}", final=code >= FOR_GOOD)


def written(sender: str, letter: Letter) -> EmailMessage:
    """The letter as e-mail. No value can begin a header of its own. Raises `ValueError`."""
    unfit = [to for to in letter.to if not _plain_address(to)]
    if unfit or not letter.to:
        raise ValueError("there is no address to send it to")
    made = EmailMessage(policy=SMTP)
    made["From"] = sender
    made["To"] = ", ".join(letter.to)
    made["Subject"] = one_line(letter.subject)[:SUBJECT_MAX]
    made["Date"] = format_datetime(letter.at)
    made["Message-ID"] = f"<{letter.id}@{sender.rpartition('@')[2]}>"
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(letter.text)
    return made


def one_line(text: str) -> str:
    """The text without line breaks and other signs that aren't printed."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


class _CheckedLine(smtplib.SMTP):
    """Connects to the address that was checked, under the server's own name."""

    def __init__(self, options: dict[str, Any], address: str, until: float) -> None:
        self._address, self._until = address, until
        self._secure = options.get("security") == "tls"
        domain = options["sender"].rpartition("@")[2]
        super().__init__(options["host"], port_of(options), domain, timeout=TIMEOUT_S)

    def _get_socket(self, host: str, port: int, _: float) -> socket.socket:
        line = socket.create_connection((self._address, port), timeout=posting.left(self._until))
        line.settimeout(posting.left(self._until))
        if self._secure:
            return ssl.create_default_context().wrap_socket(line, server_hostname=host)
        return line


def port_of(options: dict[str, Any]) -> int:
    """The port that is asked; the usual one if none was given."""
    return int(options.get("port") or PORTS[options.get("security", "starttls")])


@contextmanager
def _line(options: dict[str, Any]) -> Iterator[smtplib.SMTP]:
    """A line to the mail server, logged in; cut off when the time of the attempt is over."""
    until = time.monotonic() + TIMEOUT_S
    private = bool(options.get("private"))
    address = posting.checked(options["host"], port_of(options), private=private)
    line = _CheckedLine(options, address, until)
    clock = threading.Timer(max(0.0, until - time.monotonic()), _cut_off, (line,))
    clock.daemon = True
    clock.start()
    try:
        if options.get("security", "starttls") == "starttls":
            line.starttls(context=ssl.create_default_context())
        if options.get("user"):
            line.login(options["user"], options.get("secret", ""))
        yield line
        with suppress(OSError, smtplib.SMTPException):  # it has the letter already
            line.quit()
    finally:
        clock.cancel()
        line.close()


def _cut_off(line: smtplib.SMTP) -> None:
    """A server that sends a letter a minute would keep this channel for ever."""
    with suppress(OSError, AttributeError):
        assert line.sock is not None  # noqa: S101 - for the type
        line.sock.shutdown(socket.SHUT_RDWR)
