"""Warnings, and which messages they name."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the tables and their indexes."""
    op.create_table(
        "warnings",
        sa.Column("district", sa.String(40), nullable=False),
        sa.Column("number", sa.String(12), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("identity", sa.String(64), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("taken_at", sa.BigInteger(), nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=False),
        sa.Column("over_at", sa.BigInteger()),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("district", "number"),
    )
    op.create_index("warnings_identity", "warnings", ["district", "identity"], unique=True)
    op.create_index("warnings_open", "warnings", ["district", "is_open", "ends_at"], unique=False)
    op.create_index("warnings_over", "warnings", ["district", "over_at"], unique=False)
    op.create_table(
        "warning_references",
        sa.Column("district", sa.String(40), nullable=False),
        sa.Column("identity", sa.String(64), nullable=False),
        sa.Column("number", sa.String(12), nullable=False),
        sa.PrimaryKeyConstraint("district", "identity", "number"),
    )


def downgrade() -> None:
    """Takes them away again."""
    op.drop_table("warning_references")
    op.drop_table("warnings")
