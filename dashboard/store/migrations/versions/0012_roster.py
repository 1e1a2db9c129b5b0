"""The roster of the duty desk."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the table and its indexes."""
    op.create_table(
        "roster",
        sa.Column("district", sa.String(40), nullable=False),
        sa.Column("number", sa.String(12), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("login", sa.String(40), nullable=False),
        sa.Column("begins_at", sa.BigInteger(), nullable=False),
        sa.Column("ends_at", sa.BigInteger()),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("district", "number"),
    )
    op.create_index("roster_ends", "roster", ["district", "ends_at"], unique=False)
    op.create_index("roster_login", "roster", ["district", "login"], unique=False)


def downgrade() -> None:
    """Takes them away again."""
    op.drop_table("roster")
