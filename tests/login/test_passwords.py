"""Passwords are slow to guess, checked in separate threads, and don't reveal who has an account."""

import threading
import time

import pytest

from dashboard.access import passwords

HASHED = passwords.hashed("correct horse")
TRIES = 5
# Compared in processor time, so that other processes don't count.
SPREAD = 0.5


def test_a_hash_is_argon2id_with_a_salt_of_its_own() -> None:
    assert HASHED.startswith("$argon2id$")
    assert passwords.hashed("correct horse") != HASHED


def test_the_right_password_matches_and_no_other() -> None:
    assert passwords.matches(HASHED, "correct horse")
    assert not passwords.matches(HASHED, "correct horse ")
    assert not passwords.matches("not a hash", "correct horse")
    assert not passwords.matches(None, "correct horse")


def test_an_unknown_name_takes_as_long_as_a_wrong_password() -> None:
    passwords.matches(None, "x")  # the hash to compare with is made at its first use

    def best(kept: str | None) -> float:
        times = []
        for _ in range(TRIES):
            began = time.process_time()
            passwords.matches(kept, "wrong")
            times.append(time.process_time() - began)
        return min(times)

    known, unknown = best(HASHED), best(None)
    assert abs(known - unknown) < SPREAD * known


def test_a_made_password_is_long_and_holds_nothing_that_is_misread() -> None:
    made = {passwords.make() for _ in range(50)}
    assert len(made) == 50
    for one in made:
        assert [len(part) for part in one.split("-")] == [5, 5, 5]
        assert not set(one) & set("il1o0")


def test_a_crowd_at_the_door_is_turned_away_before_it_takes_the_memory() -> None:
    """64 MiB each, two at a time; a limited number waits, and further ones are refused at once."""
    let = threading.Event()

    def work() -> str:
        let.wait()
        return "x"

    def wait() -> None:
        passwords._in_turn(work)  # noqa: SLF001 - the door alone is looked at

    crowd = [threading.Thread(target=wait) for _ in range(passwords.WAITING_MAX)]
    for thread in crowd:
        thread.start()
    while passwords._room._value:  # noqa: SLF001
        time.sleep(0.001)
    with pytest.raises(passwords.Busy):
        passwords.matches(HASHED, "correct horse")
    let.set()
    for thread in crowd:
        thread.join()
    assert passwords.matches(HASHED, "correct horse")
