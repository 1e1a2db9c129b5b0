"""The notifier is killed in each step of a chain, by the system's own kill -9.

Each step reaches the other side at least once, under the same id, and none before the one before.
"""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from dashboard.domain.accounts import AddPerson
from dashboard.domain.duty.channels import CallChannel, ChannelKind
from dashboard.domain.duty.outgoing import MessageState
from dashboard.senders import outlets
from dashboard.senders.letter import Outlet
from tests.actions.test_calling import alarm, messages, on_duty
from tests.helpers.centre import Centre, read_settings
from tests.helpers.clock import MovableClock
from tests.helpers.people import PEOPLE, do
from tests.services.centre import wait_until
from tests.services.valkey import Valkey

REFUSED = 400
"""What another try doesn't mend: the next step of the chain is due at once."""
SECRET = "whsec_" + "QUJD" * 11
START_S = 60.0


class OtherSide:
    """Gets the letters; each new one kills the notifier before it is answered."""

    def __init__(self) -> None:
        self.got: list[tuple[str, str]] = []
        self.victim: subprocess.Popen[bytes] | None = None
        self.kills = 0
        side = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                letter = (self.headers["webhook-id"], said["data"]["calls"][0]["login"])
                new = letter not in side.got
                side.got.append(letter)
                if new and side.victim is not None:
                    side.kills += 1
                    os.kill(side.victim.pid, signal.SIGKILL)
                    side.victim.wait(10)
                    return
                self.send_response(REFUSED)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                return

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/"


@pytest.fixture
def side() -> Iterator[OtherSide]:
    made = OtherSide()
    thread = threading.Thread(target=made.server.serve_forever, args=(0.01,))
    thread.start()
    yield made
    made.server.shutdown()
    thread.join()
    made.server.server_close()


@pytest.fixture
def living(tmp_path: Path, valkey: Valkey, migrated_sqlite_url: str) -> Iterator[Centre]:
    """A centre at the real time, as a process of its own sees it."""
    found = read_settings(tmp_path, valkey.url, migrated_sqlite_url)
    with Centre(found, MovableClock(None)) as centre:
        for login in ("duty", "foreman", "duty-leader"):
            do(centre, "admin", AddPerson(person=PEOPLE[login], hashed="x"))
        yield centre


@contextmanager
def notifier(centre: Centre) -> Iterator["subprocess.Popen[bytes]"]:
    """A notifier in a process of its own."""
    found = centre.system.settings
    settings = {
        "VAR_FOLDER": str(found.var),
        "DATABASE_URL": found.database_url,
        "REDIS_URL": found.redis_url,
        "SECRET_KEY": found.secret_key,
    }
    command = [sys.executable, "-m", "dashboard", "worker", "notifier"]
    log = (found.var / "notifier.log").open("ab")
    with log, subprocess.Popen(command, env=os.environ | settings, stdout=log, stderr=log) as made:
        try:
            yield made
        finally:
            made.kill()


def test_a_notifier_killed_in_each_step_sends_each_at_least_once_and_in_order(
    living: Centre, side: OtherSide
) -> None:
    channel = CallChannel(name="hook", kind=ChannelKind.WEBHOOK)
    options = {"url": side.url, "private": True, "secrets": [SECRET]}
    outlets.keep(living.system.settings.var, Outlet(channel=channel, options=options))
    on_duty(living)
    alarm(living)
    for kills in (1, 2, 3):
        with notifier(living) as victim:
            side.victim = victim
            assert victim.wait(START_S) == -signal.SIGKILL
            assert side.kills == kills
    side.victim = None
    with notifier(living):
        ended = lambda: all(one.given_up for one in messages(living))  # noqa: E731
        wait_until(ended, START_S, "the last step has ended")
    sent = messages(living)
    assert [one.login for one in sent] == ["duty", "foreman", "duty-leader"]
    firsts = list(dict.fromkeys(side.got))
    assert firsts == [(one.id, one.login) for one in sent]
    assert all(side.got.count(letter) >= 2 for letter in firsts)
    assert {one.state for one in sent} == {MessageState.FAILED}
    assert living.faults() == []
