"""When a callback fails: logs it with a number, and shows that number to the person."""

import secrets

import structlog
from dash import ctx, set_props

from callbacks.shell import language
from dashboard.store.engines import DatabaseUnavailable
from layouts import console, shell
from layouts.dialogs import answers
from layouts.words import word

log = structlog.get_logger()
SEARCH = f"{shell.LOCATION}.search"


def tell(error: Exception) -> None:
    """Dash's `on_error`: changes nothing on the screen except the message at its foot."""
    number = secrets.token_hex(3).upper()
    log.error("a callback has failed", number=number, exc_info=error)
    key = "error.database" if isinstance(error, DatabaseUnavailable) else "error.number"
    if _at_a_desk():
        said = word(language(ctx.states.get(SEARCH)), key, number=number)
        set_props(console.TOAST, {"children": answers.toast(said, good=False)})


def _at_a_desk() -> bool:
    """Whether the page has a place for it: only the desk has a toast."""
    return any(console.ROOT in str(output) for output in ctx.outputs_grouping or ())
