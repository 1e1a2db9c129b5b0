"""The first schema: states, journal and chain, the intake's tables, tokens."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Rows of these tables are never changed or deleted: doing so is a mistake or a crime.
WRITTEN_ONCE = ("journal", "chain")


def upgrade() -> None:
    """Makes the tables, and triggers that refuse changes to the journal."""
    op.create_table(
        "alerts",
        sa.Column("district", sa.String(length=40), nullable=False),
        sa.Column("case_number", sa.String(length=24), nullable=False),
        sa.Column("lamp", sa.String(length=8), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("district", "case_number", "lamp", "due_at"),
    )
    op.create_table(
        "cases",
        sa.Column("district", sa.String(length=40), nullable=False),
        sa.Column("number", sa.String(length=24), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("urgency", sa.String(length=2), nullable=False),
        sa.Column("item", sa.String(length=8), nullable=True),
        sa.Column("grid", sa.Integer(), nullable=False),
        sa.Column("community", sa.String(length=20), nullable=False),
        sa.Column("street", sa.String(length=8), nullable=False),
        sa.Column("unit", sa.String(length=8), nullable=True),
        sa.Column("reported_at", sa.BigInteger(), nullable=False),
        sa.Column("dispatched_at", sa.BigInteger(), nullable=True),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("amber_at", sa.BigInteger(), nullable=True),
        sa.Column("due_at", sa.BigInteger(), nullable=True),
        sa.Column("severe_at", sa.BigInteger(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("district", "number"),
    )
    op.create_index("cases_closed", "cases", ["district", "closed_at"], unique=False)
    op.create_index("cases_open", "cases", ["district", "is_open", "due_at"], unique=False)
    op.create_index("cases_reported", "cases", ["district", "reported_at"], unique=False)
    op.create_table(
        "chain",
        sa.Column("district", sa.String(length=40), nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("entry", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("district", "seq"),
        sa.UniqueConstraint("entry"),
    )
    op.create_table(
        "incidents",
        sa.Column("district", sa.String(length=40), nullable=False),
        sa.Column("number", sa.String(length=24), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("district", "number"),
    )
    op.create_table(
        "journal",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("district", sa.String(length=40), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=40), nullable=False),
        sa.Column("by", sa.String(length=200), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("txid", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("journal_of", "journal", ["district", "kind", "key", "version"], unique=True)
    op.create_index("journal_order", "journal", ["district", "txid", "id"], unique=False)
    op.create_table(
        "numbering",
        sa.Column("district", sa.String(length=40), nullable=False),
        sa.Column("series", sa.String(length=24), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("district", "series"),
    )
    op.create_table(
        "received",
        sa.Column("district", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("id", sa.String(length=200), nullable=False),
        sa.Column("number", sa.String(length=80), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("district", "source", "id"),
    )
    op.create_table(
        "reporters",
        sa.Column("district", sa.String(length=40), nullable=False),
        sa.Column("number", sa.String(length=24), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("district", "number"),
    )
    op.create_table(
        "strengths",
        sa.Column("district", sa.String(length=40), nullable=False),
        sa.Column("unit", sa.String(length=8), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("district", "unit"),
    )
    op.create_table(
        "tokens",
        sa.Column("district", sa.String(length=40), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("use", sa.String(length=8), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("revoked_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("district", "digest"),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column(
            "journal", "txid", server_default=sa.text("pg_current_xact_id()::text::bigint")
        )
        _shut_postgresql()
    else:
        _shut_sqlite()


def _shut_sqlite() -> None:
    for table in WRITTEN_ONCE:
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'the {table} is only ever appended to'); END"
            )


def _shut_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION only_append() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the % is only ever appended to', TG_TABLE_NAME; END $$"
    )
    for table in WRITTEN_ONCE:
        op.execute(
            f"CREATE TRIGGER {table}_only_append BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION only_append()"
        )


def downgrade() -> None:
    """There is nothing before the first schema."""
    raise NotImplementedError("restore a backup instead")
