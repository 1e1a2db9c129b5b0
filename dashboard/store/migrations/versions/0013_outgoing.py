"""Chains of calls and the outgoing messages."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes both tables and their indexes."""
    op.create_table(
        "chains",
        sa.Column("district", sa.String(40), nullable=False),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("next_at", sa.BigInteger()),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("district", "key"),
    )
    op.create_index("chains_open", "chains", ["district", "is_open"], unique=False)
    op.create_index("chains_next", "chains", ["district", "next_at"], unique=False)
    op.create_table(
        "outbox",
        sa.Column("district", sa.String(40), nullable=False),
        sa.Column("number", sa.String(12), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("chain", sa.String(80), nullable=False),
        sa.Column("next_at", sa.BigInteger()),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("district", "number"),
    )
    op.create_index("outbox_chain", "outbox", ["district", "chain"], unique=False)
    op.create_index("outbox_next", "outbox", ["district", "next_at"], unique=False)


def downgrade() -> None:
    """Removes both again."""
    for name in ("outbox", "chains"):
        op.drop_table(name)
