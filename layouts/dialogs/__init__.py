"""The desk's dialogs: pure functions from values to components, made from the table of acts."""

from typing import Any

DO = "console-do"
CANCEL = "console-cancel"
OVERRIDE = "console-override"
ASKED = "console-asked"
ANSWER = "console-answer"
UNDO = "console-undo"
UNDOABLE = "console-undoable"
KEYS = "console-keys"
FIELD = "console-field"
ANOTHER = "another"
"""The field for the number of a case that isn't among the likely ones."""


def field_id(name: Any) -> dict[str, Any]:
    """The id of a dialog's field, or with Dash's `ALL` the pattern for all of them."""
    return {"type": FIELD, "name": name}
