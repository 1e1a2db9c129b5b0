"""Cases can be found by the number that they had in the system they came from."""

import json

import sqlalchemy as sa
from alembic import op

from dashboard.domain.folding import number_of

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

BATCH = 1_000
_SOME = sa.text(
    "SELECT district, number, body FROM cases WHERE "
    "(district > :district OR (district = :district AND number > :number)) "
    'AND body NOT LIKE \'%"external_no":""%\' ORDER BY district, number LIMIT :most'
)
_WRITE = sa.text(
    "UPDATE cases SET external_no = :known WHERE district = :district AND number = :number"
)


def upgrade() -> None:
    """Adds the column and its index, and fills it in batches."""
    op.add_column("cases", sa.Column("external_no", sa.Text()))
    connection = op.get_bind()
    last = {"district": "", "number": ""}
    while rows := connection.execute(_SOME, last | {"most": BATCH}).all():
        values = [
            {
                "district": row.district,
                "number": row.number,
                "known": number_of(json.loads(row.body).get("external_no", "")) or None,
            }
            for row in rows
        ]
        connection.execute(_WRITE, values)
        last = {"district": rows[-1].district, "number": rows[-1].number}
    op.create_index("cases_external", "cases", ["district", "external_no"], unique=False)


def downgrade() -> None:
    """Removes the index and the column."""
    op.drop_index("cases_external", "cases")
    with op.batch_alter_table("cases") as cases:
        cases.drop_column("external_no")
