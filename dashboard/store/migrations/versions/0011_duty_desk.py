"""The duty log and the shifts."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None
TABLES = ("duty_log", "shifts")


def upgrade() -> None:
    """Makes both tables."""
    for name in TABLES:
        op.create_table(
            name,
            sa.Column("district", sa.String(40), nullable=False),
            sa.Column("number", sa.String(12), nullable=False),
            sa.Column("version", sa.Integer(), nullable=False),
            sa.Column("body", sa.Text(), nullable=False),
            sa.PrimaryKeyConstraint("district", "number"),
        )


def downgrade() -> None:
    """Removes both again."""
    for name in TABLES:
        op.drop_table(name)
