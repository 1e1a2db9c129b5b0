"""The browser of the machine: found on the PATH, never downloaded."""

import os
import shutil
import subprocess
import sys

_NAMES = ("google-chrome", "google-chrome-stable", "chromium", "chromium-browser")
# The same engine without a window: half the work for each page.
_SHELL = "chromium-headless-shell"

# As root Chromium needs --no-sandbox; the others stop its requests to its maker.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class NoChromiumError(RuntimeError):
    """No working browser; the message is for the person who runs the tests."""


def chromium_path(*, light: bool = False) -> str:
    """The first browser that really runs: $CHROMIUM, else one of its usual names on the PATH.

    `light` prefers the one without a window.

    Ubuntu has a script in place of the browser that only advertises its snap, so each candidate is
    asked for its version. Raises NoChromiumError.
    """
    names = [os.environ.get("CHROMIUM", ""), *([_SHELL] if light else []), *_NAMES]
    for name in filter(None, names):
        path = shutil.which(name)
        if path is not None and _runs(path):
            return path
    raise NoChromiumError(
        f"None of {', '.join(_NAMES)} runs here: install Chromium, or set CHROMIUM to its path."
    )


def _runs(path: str) -> bool:
    asked = subprocess.run([path, "--version"], capture_output=True, check=False, timeout=60)
    return asked.returncode == 0


if __name__ == "__main__":
    try:
        sys.stdout.write(f"{chromium_path()}\n")
    except NoChromiumError as missing:
        sys.exit(str(missing))
