"""`warning import` from the command line: what is sent, and what is refused and why."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from dashboard import codec
from dashboard.domain.warned.messages import PublishWarning
from dashboard.streams import inbox
from dashboard.system import real_clock
from tests.feeds.cap_files import chinese, identifier
from tests.helpers.web import Web
from tests.login.conftest import Command


def sent(web: Web) -> list[PublishWarning]:
    """The inbox's content; the command uses the real clock, the centre here its own."""
    found: Any = web.centre.system.redis.xrange(inbox.key(web.centre.district))
    commands = [codec.read_report(fields[inbox.FIELD]).command for _, fields in found]
    return [one for one in commands if isinstance(one, PublishWarning)]


def test_each_file_is_sent_or_refused_for_itself(
    web: Web, command: Command, tmp_path: Path
) -> None:
    at = (real_clock() - timedelta(minutes=5)).replace(microsecond=0)
    good, test, broken = (tmp_path / name for name in ("good.xml", "test.xml", "broken.xml"))
    good.write_bytes(chinese(at))
    test.write_bytes(chinese(at, status="Test"))
    broken.write_bytes(b"<alert>")
    assert command("warning", "import", str(good), "--dry-run") == "1 would be taken, 0 refused"
    assert sent(web) == []
    files = (str(good), str(test), str(broken))
    told = command("warning", "import", *files, code=1)
    assert "1 sent, 2 refused" in told
    assert f"{test}: Its status is TEST: only an actual warning is shown." in told
    assert f"{broken}: It is no XML:" in told
    assert [one.identifier for one in sent(web)] == [identifier(at)]
