"""What each API key may do, and which key an act came through."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds both; existing keys may report until somebody grants more."""
    op.create_table(
        "keys",
        sa.Column("district", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("district", "name"),
    )
    op.add_column(
        "journal", sa.Column("via", sa.String(length=100), nullable=False, server_default="")
    )


def downgrade() -> None:
    """Removes the grants; the journal keeps its column, because acts are chained to it."""
    op.drop_table("keys")
