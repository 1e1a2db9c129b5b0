"""The queue of the desk: which case? AG Grid, filled row by row by assets/console-queue.js."""

import dash_ag_grid as dag

from layouts.words import Lang, word

GRID = "console-grid"
ROW_PX = 25
HEAD_PX = 26

COLUMNS: tuple[tuple[str, int], ...] = (
    ("lamp", 40),
    ("urgency", 44),
    ("no", 96),
    ("item", 240),
    ("place", 160),
    ("unit", 96),
    ("state", 88),
    ("due", 84),
    ("used", 72),
    ("looking", 60),
)
"""Field and least width in pixels."""


def queue(lang: Lang) -> dag.AgGrid:
    """The grid without rows: they come over the socket, by case number."""
    return dag.AgGrid(
        id=GRID,
        className="queue-grid",
        columnDefs=[
            {"field": field, "headerName": word(lang, f"queue.{field}"), "width": width}
            for field, width in COLUMNS
        ],
        rowData=[],
        getRowId="params.data.no",
        dashGridOptions={
            "rowHeight": ROW_PX,
            "headerHeight": HEAD_PX,
            "suppressCellFocus": False,
            "animateRows": False,
        },
        style={"height": "100%"},
    )
