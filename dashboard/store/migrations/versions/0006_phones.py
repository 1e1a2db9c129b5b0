"""Reporters are found by any whole phone number, not only by the last four digits of one."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Moves the last four digits; a later step, which has the key, adds whole numbers."""
    op.create_table(
        "reporter_phones",
        sa.Column("district", sa.String(length=40), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("number", sa.String(length=24), nullable=False),
        sa.PrimaryKeyConstraint("district", "digest", "number"),
    )
    op.execute(
        "INSERT INTO reporter_phones (district, digest, number) "
        "SELECT district, tail, number FROM reporters WHERE tail IS NOT NULL"
    )
    op.drop_index("reporters_tail", "reporters")
    with op.batch_alter_table("reporters") as reporters:
        reporters.drop_column("tail")
        reporters.add_column(
            sa.Column("in_full", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    op.create_index("reporters_in_full", "reporters", ["district", "in_full"], unique=False)


def downgrade() -> None:
    """Removes the table; the reporters of older cases can then not be found by phone."""
    op.drop_index("reporters_in_full", "reporters")
    with op.batch_alter_table("reporters") as reporters:
        reporters.drop_column("in_full")
        reporters.add_column(sa.Column("tail", sa.String(length=64)))
    op.create_index("reporters_tail", "reporters", ["district", "tail"], unique=False)
    op.drop_table("reporter_phones")
