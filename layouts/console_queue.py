"""The queue of the desk: AG Grid, filled row by row by assets/js/desk/grid.js."""

from typing import Any

import dash_ag_grid as dag
from dash import html
from dash.development.base_component import Component

from layouts.words import Lang, word

GRID = "console-grid"
FOOT = "console-list"
EMPTY = "console-empty"
ROW_PX = 25
HEAD_PX = 26
# How many rows beyond the view exist, so that a held-down key can move on.
AHEAD = 10

WIDTHS: dict[str, dict[str, int]] = {
    "lamp": {"width": 50},
    "urgency": {"width": 44},
    "no": {"width": 92},
    "item": {"flex": 1, "minWidth": 120},
    "place": {"width": 164},
    "unit": {"width": 92},
    "state": {"width": 84},
    "due": {"width": 106},
    "used": {"width": 78},
    "looking": {"width": 66},
}
"""Columns in their order, in pixels; the item gets the rest."""

# What Dash would keep in its own store at every change of a row: thousands of rows, for nobody.
UNHEARD = (
    "onRowDataUpdated",
    "onSelectionChanged",
    "onFilterChanged",
    "onSortChanged",
    "onPaginationChanged",
    "onCellClicked",
    "onCellDoubleClicked",
)


def queue(lang: Lang) -> list[Component]:
    """The grid without rows, which come over the socket; below it its foot."""
    options: dict[str, Any] = {
        "rowHeight": ROW_PX,
        "headerHeight": HEAD_PX,
        "rowBuffer": AHEAD,
        "animateRows": False,
        # The selection moves by case number: assets/js/desk/selection.js.
        "suppressCellFocus": True,
        "suppressMovableColumns": True,
        "enableCellTextSelection": True,
        "suppressNoRowsOverlay": True,
        # The grid reads its own words aloud, in English, whatever it shows.
        "localeText": dict.fromkeys(("noMatchingRows", "noRowsToShow"), word(lang, "queue.none")),
        **dict.fromkeys(UNHEARD),
    }
    return [
        dag.AgGrid(
            id=GRID,
            className="queue-grid",
            columnDefs=[_column(lang, field) for field in WIDTHS],
            defaultColDef={
                "resizable": False,
                "suppressHeaderMenuButton": True,
                "sortingOrder": ["asc", "desc", None],
            },
            rowData=[],
            getRowId="params.data.no",
            dashGridOptions=options,
            style={"height": "100%"},
        ),
        html.Div(id=EMPTY, className="queue-empty", hidden=True),
        html.Footer(id=FOOT, className="queue-foot"),
    ]


def _column(lang: Lang, field: str) -> dict[str, Any]:
    """Renderers and sort orders are code, so the browser adds them."""
    return {
        "field": field,
        "headerName": word(lang, f"queue.{field}"),
        "cellClass": f"cell-{field}",
        "headerClass": f"head-{field}",
        **WIDTHS[field],
    }
