"""`make prove`: all tests at full length, and the record of them.

Writes `docs/proof.md`: which commit was proved, when, on what machine, how many tests of each kind,
in what time, and what failed. A run of only some tests (with arguments) writes nothing.
"""

import os
import platform
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from dashboard.system import real_clock

ROOT = Path(__file__).parents[1]
RECORD = ROOT / "docs" / "proof.md"
GIBIBYTE = 2**30


@dataclass(frozen=True, slots=True)
class Ran:
    """One test: its folder, its name, its seconds, and whether it passed."""

    folder: str
    name: str
    seconds: float
    outcome: str

    @property
    def failed(self) -> bool:
        """Whether it failed."""
        return self.outcome in ("failure", "error")


def read(report: Path) -> Iterator[Ran]:
    """The tests in pytest's JUnit report; a test that was repeated counts once."""
    for case in ElementTree.parse(report).getroot().iter("testcase"):  # noqa: S314 - our own file
        where = case.get("classname", "").split(".")
        outcome = next((child.tag for child in case if child.tag != "properties"), "passed")
        name = f"{'/'.join(where)}.py::{case.get('name')}"
        yield Ran(where[1], name, float(case.get("time", 0)), outcome)


def record(tests: Sequence[Ran], seconds: float, began: str, commit: str) -> str:
    """The text of `docs/proof.md`."""
    failed = [test for test in tests if test.failed]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / GIBIBYTE
    machine = f"{os.cpu_count()} cores, {memory:.0f} GB, Python {platform.python_version()}"
    lines = [
        "# The last proof",
        "",
        "Written by `make prove`, which runs every test at length: those of the gate, the kills,",
        "outages, hostile and slow clients, the soak, all sizes, languages and databases, and long",
        "stories. Run it before a capability is called done, and whenever `live`, `workers`,",
        "`streams` or `store` change.",
        "",
        f"- Commit: {commit}",
        f"- Began: {began}",
        f"- Took: {seconds / 60:.1f} minutes ({machine})",
        f"- Tests: {len(tests)}, of which failed: {len(failed)}",
        "",
        "| folder | tests | seconds | failed |",
        "|---|---|---|---|",
    ]
    for folder in sorted({test.folder for test in tests}):
        own = [test for test in tests if test.folder == folder]
        took, wrong = sum(test.seconds for test in own), sum(test.failed for test in own)
        lines.append(f"| {folder} | {len(own)} | {took:.0f} | {wrong} |")
    lines += ["", *(f"- failed: `{test.name}`" for test in failed)]
    return "\n".join(lines).rstrip() + "\n"


def _git(*words: str) -> str:
    asked = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True)
    return asked.stdout.strip()


def _commit() -> str:
    changed = _git("status", "--porcelain", "--untracked-files=no")
    return f"`{_git('rev-parse', 'HEAD')}`" + (
        " with changes that are not in it" if changed else ""
    )


def main(arguments: Sequence[str]) -> int:
    """Runs the tests; returns pytest's exit code."""
    report = ROOT / "var" / "proof.xml"
    report.parent.mkdir(exist_ok=True)
    report.unlink(missing_ok=True)
    commit, now, began = _commit(), real_clock(), time.monotonic()
    command = [sys.executable, "-m", "pytest", "--ignore", "tests/rules"]
    command += ["--numprocesses", "2", "--dist", "loadfile", "--no-loadscope-reorder"]
    command += [f"--junit-xml={report}", *arguments]
    ended = subprocess.run(command, cwd=ROOT, env=os.environ | {"PROVE": "1"}, check=False)
    if not arguments and report.exists():
        took = time.monotonic() - began
        told = record(list(read(report)), took, f"{now:%Y-%m-%d %H:%M} UTC", commit)
        RECORD.write_text(told, encoding="utf-8")
        sys.stdout.write(told)
    return ended.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
