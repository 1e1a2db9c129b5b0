"""The timers look at an incident when one of its reports to the city falls due."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the column and its index; the timers look at running incidents in their next round.

    Incidents that ended before there were report clocks owe nothing.
    """
    op.add_column("incidents", sa.Column("look_at", sa.BigInteger()))
    op.execute(sa.text("UPDATE incidents SET look_at = 0 WHERE is_open"))
    op.create_index("incidents_look", "incidents", ["district", "look_at"], unique=False)


def downgrade() -> None:
    """Removes both again."""
    op.drop_index("incidents_look", "incidents")
    with op.batch_alter_table("incidents") as incidents:
        incidents.drop_column("look_at")
