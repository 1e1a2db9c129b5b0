"""What a search looks through, folded as the questions are."""

import json

import sqlalchemy as sa
from alembic import op

from dashboard.domain.folding import said

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
    """Folds what cases say anew, some at a time."""
    connection = op.get_bind()
    last = {"district": "", "number": ""}
    while rows := connection.execute(_SOME, last | {"most": BATCH}).all():
        found = [(row.district, row.number, json.loads(row.body)) for row in rows]
        values = [
            {
                "district": d,
                "number": n,
                "said": said(body.get("text", ""), body.get("address", "")),
            }
            for d, n, body in found
        ]
        connection.execute(_WRITE, values)
        last = {"district": rows[-1].district, "number": rows[-1].number}


def downgrade() -> None:
    """Leaves it as it is: the release before finds less in it, and nothing wrong."""
