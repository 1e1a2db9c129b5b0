"""No process of the centre outlives the one that started it, and would start another one."""

import ctypes
import signal
import sys

PR_SET_PDEATHSIG = 1


def end_with_parent() -> None:
    """Has the kernel send SIGTERM to this process when its parent dies, also after an exec.

    Only Linux can do that; elsewhere an orphan is ended by hand.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
