"""The walls: named screens, the figures of each minute, their indexes, the journal by time."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds what walls need; changes nothing else."""
    op.create_table(
        "screens",
        sa.Column("district", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("district", "name"),
    )
    op.create_table(
        "samples",
        sa.Column("district", sa.String(length=40), nullable=False),
        sa.Column("at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("district", "at"),
    )
    op.create_index(
        "cases_dispatched", "cases", ["district", "dispatched_at", "unit"], unique=False
    )
    counted_by = ["unit", "state", "due_at", "amber_at", "severe_at", "reply_due_at"]
    op.create_index("cases_counted", "cases", ["district", "is_open", *counted_by], unique=False)
    op.create_index("journal_at", "journal", ["district", "at"], unique=False)


def downgrade() -> None:
    """Removes it again, and with it what screens were told to show and the minutes' figures."""
    op.drop_index("journal_at", "journal")
    op.drop_index("cases_counted", "cases")
    op.drop_index("cases_dispatched", "cases")
    op.drop_table("samples")
    op.drop_table("screens")
