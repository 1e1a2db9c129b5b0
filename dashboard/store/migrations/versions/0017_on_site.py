"""The command of an incident, its resources, and who is on site."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None
TABLES = ("command_seats", "incident_resources", "site_parties")


def upgrade() -> None:
    """Makes the tables and their indexes."""
    for name in TABLES:
        op.create_table(
            name,
            sa.Column("district", sa.String(40), nullable=False),
            sa.Column("number", sa.String(12), nullable=False),
            sa.Column("version", sa.Integer(), nullable=False),
            sa.Column("incident", sa.String(24), nullable=False),
            sa.Column("body", sa.Text(), nullable=False),
            sa.PrimaryKeyConstraint("district", "number"),
        )
        op.create_index(f"{name}_of", name, ["district", "incident"], unique=False)


def downgrade() -> None:
    """Removes them again."""
    for name in TABLES:
        op.drop_table(name)
