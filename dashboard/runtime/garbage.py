"""Garbage: what a process has made at its start is never looked through for it again."""

import gc


def spare_the_start() -> None:
    """Leaves all that is there now out of every collection to come; to be called once all is made.

    A full collection stops every thread while it looks through all objects: of a web process with
    many cases for more than a tenth of a second, in the middle of a telling.
    """
    gc.collect()
    gc.freeze()
