"""Sets a paper as PDF in a child process with limits; whatever goes wrong is a failure.

The child has no environment, no input but the values, and no way to the network that a template
could ask for. A warning of the typesetter counts as an error: a paper without its font, or with a
character left out, would look finished.
"""

import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore

from dashboard.runtime import typesetting_child

AT_ONCE = 2
WAIT_S = 10.0
CHILD = Path(typesetting_child.__file__)
MEBI = 1 << 20
DATA_MAX = 2 * MEBI
PDF_HEAD, PDF_END = b"%PDF-", b"%%EOF"
WORDS_MAX = 300
_room = BoundedSemaphore(AT_ONCE)


class TypesettingFailed(Exception):
    """There is no PDF; the message says why, for the log and whoever runs the centre."""


class TypesettingBusy(TypesettingFailed):
    """Too many papers at once; the same request may succeed a moment later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Typesetter:
    """A template with the folder of its only fonts, and what setting it may cost."""

    template: Path
    fonts: Path
    seconds: float = 20.0
    memory: int = 768 * MEBI
    """Address space, in bytes."""
    size: int = 4 * MEBI
    """The largest PDF, in bytes."""

    def pdf(self, paper: bytes) -> bytes:
        """The PDF of these values (JSON); raises `TypesettingFailed`."""
        if len(paper) > DATA_MAX:
            raise TypesettingFailed(f"The paper has more than {DATA_MAX // MEBI} MiB of text.")
        if not _room.acquire(timeout=WAIT_S):
            raise TypesettingBusy("Too many papers are being set at once.")
        try:
            return self._set(paper)
        finally:
            _room.release()

    def _set(self, paper: bytes) -> bytes:
        limits = (self.memory, int(self.seconds) + 1, self.size)
        command = [sys.executable, "-I", str(CHILD), *map(str, (self.template, self.fonts))]
        with tempfile.TemporaryFile() as made:
            try:
                ended = subprocess.run(
                    [*command, *map(str, limits)],
                    input=paper,
                    stdout=made,
                    stderr=subprocess.PIPE,
                    timeout=self.seconds,
                    env={"RAYON_NUM_THREADS": "1"},
                    check=False,
                )
            except subprocess.TimeoutExpired as error:
                raise TypesettingFailed(f"Setting took over {self.seconds:g} seconds.") from error
            except OSError as error:
                raise TypesettingFailed(f"The typesetter doesn't start: {error}.") from error
            made.seek(0)
            found = made.read(self.size + 1)
        if ended.returncode:
            said = ended.stderr.decode(errors="replace").strip()[-WORDS_MAX:]
            raise TypesettingFailed(said or f"The typesetter ended with {ended.returncode}.")
        if not found.startswith(PDF_HEAD) or PDF_END not in found[-64:]:
            raise TypesettingFailed("The typesetter gave no whole PDF.")
        return found
