"""Instructions, with triggers that keep their words; longer names of kinds in the journal."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

KEPT = ("number", "about", "of", "words", "author", "to", "at", "due_at")
"""What never changes once it has been written."""


def upgrade() -> None:
    """Makes the table, its indexes, and what refuses other changes than those it has."""
    op.create_table(
        "instructions",
        sa.Column("district", sa.String(40), nullable=False),
        sa.Column("number", sa.String(24), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(8), nullable=False),
        sa.Column("of", sa.String(24), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("author", sa.String(40), nullable=False),
        sa.Column("to", sa.String(8), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("answered_at", sa.BigInteger()),
        sa.Column("withdrawn_at", sa.BigInteger()),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("look_at", sa.BigInteger()),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("district", "number"),
        sa.CheckConstraint(
            "about IN ('CASE', 'INCIDENT', 'UNIT', 'STREET')", name="instructions_about"
        ),
        sa.CheckConstraint("due_at > at", name="instructions_limit"),
        sa.CheckConstraint("length(words) BETWEEN 1 AND 500", name="instructions_words"),
        sa.CheckConstraint(
            "answered_at IS NULL OR (withdrawn_at IS NULL AND answered_at >= at)",
            name="instructions_answered",
        ),
        sa.CheckConstraint(
            "withdrawn_at IS NULL OR withdrawn_at >= at", name="instructions_withdrawn"
        ),
        sa.CheckConstraint(
            "is_open = (answered_at IS NULL AND withdrawn_at IS NULL)", name="instructions_open"
        ),
    )
    op.create_index("instructions_of", "instructions", ["district", "about", "of"])
    op.create_index("instructions_open", "instructions", ["district", "is_open", "number"])
    op.create_index("instructions_look", "instructions", ["district", "look_at"])
    if op.get_bind().dialect.name == "postgresql":
        _on_postgresql()
    else:
        _on_sqlite()


def _on_postgresql() -> None:
    op.alter_column("journal", "kind", type_=sa.String(16), existing_nullable=False)
    changed = " OR ".join(f'NEW."{name}" IS DISTINCT FROM OLD."{name}"' for name in KEPT)
    op.execute(
        "CREATE FUNCTION keep_instruction() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF TG_OP = 'DELETE' OR {changed} "
        "THEN RAISE EXCEPTION 'an instruction stays as it was written'; END IF; "
        "RETURN NEW; END $$"
    )
    op.execute(
        "CREATE TRIGGER instructions_kept BEFORE UPDATE OR DELETE ON instructions "
        "FOR EACH ROW EXECUTE FUNCTION keep_instruction()"
    )


def _on_sqlite() -> None:
    refused = "BEGIN SELECT RAISE(ABORT, 'an instruction stays as it was written'); END"
    changed = " OR ".join(f'NEW."{name}" IS NOT OLD."{name}"' for name in KEPT)
    op.execute(
        f"CREATE TRIGGER instructions_kept BEFORE UPDATE ON instructions WHEN {changed} {refused}"
    )
    op.execute(f"CREATE TRIGGER instructions_no_delete BEFORE DELETE ON instructions {refused}")


def downgrade() -> None:
    """Takes the table away again; the journal's column stays as long as it is."""
    op.drop_table("instructions")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION keep_instruction()")
