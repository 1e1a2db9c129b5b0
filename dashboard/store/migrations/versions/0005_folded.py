"""Folds the text that the search looks through, as questions are folded."""

import json

import sqlalchemy as sa
from alembic import op

from dashboard.domain.folding import search_text

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

BATCH = 1_000
_SOME = sa.text(
    "SELECT district, number, body FROM cases WHERE district > :district "
    "OR (district = :district AND number > :number) ORDER BY district, number LIMIT :most"
)
_WRITE = sa.text("UPDATE cases SET said = :said WHERE district = :district AND number = :number")


def upgrade() -> None:
    """Folds every case's text anew, in batches."""
    connection = op.get_bind()
    last = {"district": "", "number": ""}
    while rows := connection.execute(_SOME, last | {"most": BATCH}).all():
        found = [(row.district, row.number, json.loads(row.body)) for row in rows]
        values = [
            {
                "district": d,
                "number": n,
                "said": search_text(body.get("text", ""), body.get("address", "")),
            }
            for d, n, body in found
        ]
        connection.execute(_WRITE, values)
        last = {"district": rows[-1].district, "number": rows[-1].number}


def downgrade() -> None:
    """Changes nothing: the release before finds less in folded text, but nothing wrong."""
