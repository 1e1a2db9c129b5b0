"""A file that gets each letter as a line of JSON: for tests, for a demo, and to try chains out."""

import os
from pathlib import Path

from dashboard import codec
from dashboard.senders.letter import CONFIRMED, Attempt, Letter, Outlet

PRIVATE = 0o600


def send(outlet: Outlet, letter: Letter) -> Attempt:
    """Appends the line; it is confirmed once the disk has it."""
    file = Path(outlet.options["file"])
    line = codec.to_json(
        {
            "id": letter.id,
            "at": letter.at,
            "subject": letter.subject,
            "text": letter.text,
            "calls": letter.facts,
        }
    )
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        number = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, PRIVATE)
        with os.fdopen(number, "ab") as opened:
            opened.write(line + b"\n")
            opened.flush()
            os.fsync(number)
    except OSError as error:
        return Attempt(confirmed=False, why=error.strerror or "the file can't be written")
    return CONFIRMED
