"""The notifier: hands over what is due, whoever hangs, and again after its death."""

import json
import threading
from pathlib import Path

import pytest

from dashboard.actions import delivering
from dashboard.domain.duty.channels import CallChannel, ChannelKind
from dashboard.domain.duty.outgoing import MessageState
from dashboard.senders import outlets
from dashboard.senders.letter import CONFIRMED, Attempt, Letter, Outlet
from dashboard.workers.notifier import Notifier
from layouts.outgoing_text import letter
from tests.actions.test_calling import alarm, messages, on_duty
from tests.actions.test_roster import accounts
from tests.helpers.centre import Centre
from tests.helpers.killing import kill_after
from tests.services.centre import wait_until

__all__ = ["accounts"]


def add(centre: Centre, *names: str) -> Path:
    """Adds channels to files; the folder of their letters."""
    var = centre.system.settings.var
    for name in names:
        channel = CallChannel(name=name, kind=ChannelKind.FILE)
        outlets.keep(var, Outlet(channel=channel, options={}))
    return var / outlets.OUTGOING


def test_what_is_due_is_in_the_file_and_confirmed(centre: Centre) -> None:
    folder = add(centre, "one")
    on_duty(centre)
    alarm(centre)
    worker = Notifier(centre.system, letter)
    worker.step()
    worker.wait(20)
    [line] = (folder / "one.jsonl").read_text("utf-8").splitlines()
    told = json.loads(line)
    assert told["id"] == messages(centre)[0].id
    assert "厂房起火" in told["text"]
    assert messages(centre)[0].state is MessageState.CONFIRMED
    assert (folder / "one.jsonl").stat().st_mode & 0o077 == 0
    assert centre.faults() == []


def test_a_channel_that_hangs_stops_no_other_one_and_no_step(centre: Centre) -> None:
    add(centre, "hangs", "works")
    on_duty(centre)
    alarm(centre)
    free = threading.Event()

    def send(outlet: Outlet, _: Letter) -> Attempt:
        if outlet.channel.name == "hangs":
            free.wait(30)
        return CONFIRMED

    worker = Notifier(centre.system, letter, send)
    try:
        worker.step()

        def confirmed() -> list[str]:
            good = MessageState.CONFIRMED
            return [one.login for one in messages(centre) if one.state is good]

        wait_until(lambda: confirmed() == ["duty"], 20, "the other one has sent")
        centre.clock.move(minutes=2)
        worker.step()
        wait_until(lambda: confirmed() == ["duty", "foreman"], 20, "the next person is called")
    finally:
        free.set()
        worker.wait(20)


def test_an_attempt_that_died_is_made_again_under_the_same_id(
    centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = add(centre, "one")
    on_duty(centre)
    alarm(centre)
    with centre.beside() as dying, monkeypatch.context() as patch:
        died = Notifier(dying.system, letter)
        kill_after(patch, delivering, "take")
        patch.setattr(threading, "excepthook", lambda args: None)
        died.step()
        died.wait(20)
    assert messages(centre)[0].state is MessageState.ACCEPTED
    assert not (folder / "one.jsonl").exists()
    worker = Notifier(centre.system, letter)
    worker.step()
    worker.wait(20)
    assert messages(centre)[0].state is MessageState.CONFIRMED
    assert messages(centre)[0].tries == 2
