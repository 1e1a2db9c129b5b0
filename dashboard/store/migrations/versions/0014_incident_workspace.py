"""The workspace of an incident: its notes, its tasks, its situation numbers."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None
TABLES = ("incident_notes", "incident_tasks", "situation_numbers")


def upgrade() -> None:
    """Makes the tables and their indexes."""
    for name in TABLES:
        has_open = name == TABLES[1]
        op.create_table(
            name,
            sa.Column("district", sa.String(40), nullable=False),
            sa.Column("number", sa.String(12), nullable=False),
            sa.Column("version", sa.Integer(), nullable=False),
            sa.Column("incident", sa.String(24), nullable=False),
            sa.Column("body", sa.Text(), nullable=False),
            *([sa.Column("is_open", sa.Boolean(), nullable=False)] if has_open else []),
            sa.PrimaryKeyConstraint("district", "number"),
        )
        op.create_index(f"{name}_of", name, ["district", "incident"], unique=False)
    op.create_index("incident_tasks_open", TABLES[1], ["district", "is_open"], unique=False)


def downgrade() -> None:
    """Removes them again."""
    for name in TABLES:
        op.drop_table(name)
