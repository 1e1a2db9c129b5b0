"""The timers: whatever falls due is recorded, once, even if nobody is watching."""

import threading
from contextlib import suppress

from dashboard.actions import sealing, warnings
from dashboard.actions.deadline_recount import Recount
from dashboard.actions.sampling import Sampling
from dashboard.actions.sealing import Sealing
from dashboard.actions.supervising import look_after
from dashboard.store.engines import empty_log
from dashboard.store.leases import lease
from dashboard.system import System
from dashboard.workers.loop import PASSING, run_loop

LOOK_S = 1.0


def run(system: System, stop: threading.Event) -> None:
    """Looks for passed deadlines every second until stopped. One timer works, others stand by.

    It also empties the database's log, which no commit then has to do.
    """
    mine = lease(system.engine, system.district.key, "timers")
    recount, sampling, seals = Recount(), Sampling(), Sealing()

    def step() -> None:
        if not mine.held():
            stop.wait(LOOK_S)
            return
        turned, moved = look_after(system), recount.step(system)
        turned += warnings.expire(system)
        sampling.step(system)
        seals.step(system)
        empty_log(system.reader)
        if not (turned or moved):
            stop.wait(LOOK_S)

    try:
        run_loop(system, "timers", step, stop)
        with suppress(*PASSING):  # a stop must not wait; the next start writes the seal
            if mine.held():
                sealing.seal(system)
    finally:
        mine.release()
