"""The corpus of bad messages through the real intake: all are refused, none stops it (D10)."""

from typing import Any

from dashboard.streams import inbox
from dashboard.workers import intake, relay
from tests.feeds.bad_messages import CORPUS, HARMLESS
from tests.flow.whole import assert_whole
from tests.helpers.centre import Centre, running
from tests.helpers.messages import reports
from tests.services.centre import wait_until


def refused(centre: Centre) -> list[tuple[bytes, str]]:
    """Bytes and code of each refused message."""
    found: Any = centre.system.redis.xrange(inbox.rejected_key(centre.district))
    return sorted((fields[inbox.FIELD], fields[b"code"].decode()) for _, fields in found)


def test_each_bad_message_is_kept_with_its_reason_and_its_neighbours_become_cases(
    centre: Centre,
) -> None:
    follower = centre.follower()
    good = reports(len(CORPUS))
    for bad, plain in zip(CORPUS, good, strict=True):
        centre.send(plain, bad.raw)
    centre.send(*(one.raw for one in HARMLESS))
    assert_whole(centre, follower, len(good) + len(HARMLESS))
    # Reporters are sealed, see tests/flow/test_sealed_on_the_way.py.
    plain_ones = [one for one in refused(centre) if b"sealed" not in one[0]]
    wanted = [(bad.raw, bad.code) for bad in CORPUS]
    assert plain_ones == sorted(one for one in wanted if b"reporter" not in one[0])
    assert sorted(code for _, code in refused(centre)) == sorted(code for _, code in wanted)
    assert all(words.endswith(".") and len(words) > 10 for _, words in centre.rejected())


def test_what_harmless_messages_say_is_kept_to_the_letter(centre: Centre) -> None:
    centre.settle(*(one.raw for one in HARMLESS))
    texts = [centre.case(number).text for number in centre.numbers()]
    assert sorted(texts) == sorted(one.text for one in HARMLESS)


def test_a_running_intake_outlives_the_whole_corpus_one_message_at_a_time(
    sqlite_centre: Centre,
) -> None:
    follower = sqlite_centre.follower()
    with (
        sqlite_centre.beside() as worker,
        running(worker.system, (intake.run, relay.run)),
    ):
        for bad in CORPUS:
            sqlite_centre.send(bad.raw)
        sqlite_centre.send(*reports(1))
        wait_until(lambda: len(sqlite_centre.numbers()) == 1, 20, "the last one is a case")
    assert len(refused(sqlite_centre)) == len(CORPUS)
    assert_whole(sqlite_centre, follower, 1)
