"""Ends a process of the centre with its parent; else a restart would run it twice."""

import ctypes
import signal
import sys

PR_SET_PDEATHSIG = 1


def end_with_parent() -> None:
    """Makes the kernel send SIGTERM to this process when its parent dies, even after an exec.

    Only Linux can do that; elsewhere an orphan must be ended by hand.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
