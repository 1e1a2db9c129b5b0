"""The deadline for answering a supervision, also for cases written before this version."""

import sqlalchemy as sa
from alembic import op

from dashboard.store.records import case_columns, read_case

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

BATCH = 1_000
_SOME = sa.text(
    "SELECT district, number, reported_at, body FROM cases WHERE "
    "(district > :district OR (district = :district AND number > :number)) "
    "AND (reply_due_at IS NOT NULL OR body LIKE '%\"supervision\":{%') "
    "ORDER BY district, number LIMIT :most"
)
_WRITE = sa.text(
    "UPDATE cases SET reply_due_at = :due, look_at = CASE WHEN is_open THEN :at END "
    "WHERE district = :district AND number = :number"
)


def upgrade() -> None:
    """Computes it from each case, and makes the timers look at those cases."""
    connection = op.get_bind()
    last = {"district": "", "number": ""}
    while rows := connection.execute(_SOME, last | {"most": BATCH}).all():
        values = [
            {
                "district": row.district,
                "number": row.number,
                "due": case_columns(read_case(row.body))["reply_due_at"],
                "at": row.reported_at,
            }
            for row in rows
        ]
        connection.execute(_WRITE, values)
        last = {"district": rows[-1].district, "number": rows[-1].number}


def downgrade() -> None:
    """Changes nothing: the release before computes it in the same way."""
