"""The case desk: working calendar, people and sessions, saved views, alerts that can end."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

BATCH = 1_000


def upgrade() -> None:
    """Adds what the desk needs; keeps existing cases and alerts."""
    _tables()
    with op.batch_alter_table("cases") as cases:
        cases.add_column(sa.Column("case_due_at", sa.BigInteger()))
        cases.add_column(sa.Column("acknowledge_by", sa.BigInteger()))
        cases.add_column(sa.Column("reply_due_at", sa.BigInteger()))
        cases.add_column(sa.Column("resume_at", sa.BigInteger()))
        cases.add_column(sa.Column("handled_at", sa.BigInteger()))
        cases.add_column(sa.Column("on_time", sa.Boolean()))
        cases.add_column(sa.Column("look_at", sa.BigInteger()))
        cases.add_column(
            sa.Column("provisional", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        cases.add_column(sa.Column("said", sa.Text(), nullable=False, server_default=""))
    _fill_said()
    # The timers look once at every open case, and then know when to look again.
    op.execute("UPDATE cases SET look_at = reported_at WHERE is_open")
    op.create_index("cases_look", "cases", ["district", "look_at"], unique=False)
    op.create_index("cases_handled", "cases", ["district", "handled_at"], unique=False)
    op.create_index("cases_of", "cases", ["district", "unit", "is_open"], unique=False)
    op.create_index("incidents_open", "incidents", ["district", "is_open"], unique=False)
    with op.batch_alter_table("alerts") as alerts:
        alerts.alter_column("lamp", type_=sa.String(length=16), existing_nullable=False)
        alerts.add_column(
            sa.Column("version", sa.Integer(), nullable=False, server_default=sa.text("1"))
        )
        alerts.add_column(
            sa.Column("is_open", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        alerts.add_column(sa.Column("back_at", sa.BigInteger()))
    op.create_index("alerts_open", "alerts", ["district", "is_open"], unique=False)
    op.create_index("alerts_at", "alerts", ["district", "at"], unique=False)
    op.create_index("alerts_back", "alerts", ["district", "back_at"], unique=False)
    with op.batch_alter_table("reporters") as reporters:
        reporters.add_column(sa.Column("tail", sa.String(length=64)))
    op.create_index("reporters_tail", "reporters", ["district", "tail"], unique=False)


def _tables() -> None:
    op.create_table(
        "calendar_days",
        sa.Column("district", sa.String(length=40), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("working", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("source", sa.String(length=80), nullable=False),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("district", "day"),
    )
    op.create_table(
        "calendars",
        sa.Column("district", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("district", "name"),
    )
    op.create_table(
        "people",
        sa.Column("district", sa.String(length=40), nullable=False),
        sa.Column("login", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("password", sa.String(length=200), nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("district", "login"),
    )
    op.create_table(
        "denials",
        sa.Column("district", sa.String(length=40), nullable=False),
        sa.Column("login", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("district", "login"),
    )
    op.create_table(
        "disclosures",
        sa.Column("district", sa.String(length=40), nullable=False),
        sa.Column("number", sa.String(length=24), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("district", "number"),
    )
    op.create_table(
        "sessions",
        sa.Column("district", sa.String(length=40), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("login", sa.String(length=40), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("district", "digest"),
    )
    op.create_index("sessions_of", "sessions", ["district", "login"], unique=False)
    op.create_table(
        "views",
        sa.Column("district", sa.String(length=40), nullable=False),
        sa.Column("login", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("search", sa.String(length=500), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("district", "login", "name"),
    )


def _fill_said() -> None:
    """Gives older cases the text that the search looks through."""
    connection = op.get_bind()
    cases = sa.table(
        "cases", sa.column("district"), sa.column("number"), sa.column("body"), sa.column("said")
    )
    rows = connection.execute(sa.select(cases.c.district, cases.c.number, cases.c.body))
    while found := rows.fetchmany(BATCH):
        values = []
        for row in found:
            body = json.loads(row.body)
            said = f"{body.get('text', '')}\n{body.get('address', '')}".lower()
            values.append({"_district": row.district, "_number": row.number, "_said": said})
        connection.execute(
            sa.update(cases)
            .where(
                cases.c.district == sa.bindparam("_district"),
                cases.c.number == sa.bindparam("_number"),
            )
            .values(said=sa.bindparam("_said")),
            values,
        )


def downgrade() -> None:
    """Back to the first schema; people, sessions and calendar are lost."""
    op.drop_index("reporters_tail", "reporters")
    with op.batch_alter_table("reporters") as reporters:
        reporters.drop_column("tail")
    for name in ("alerts_back", "alerts_at", "alerts_open"):
        op.drop_index(name, "alerts")
    op.drop_index("incidents_open", "incidents")
    op.drop_index("cases_look", "cases")
    op.drop_index("cases_handled", "cases")
    op.drop_index("cases_of", "cases")
    with op.batch_alter_table("alerts") as alerts:
        alerts.drop_column("back_at")
        alerts.drop_column("is_open")
        alerts.drop_column("version")
        alerts.alter_column("lamp", type_=sa.String(length=8), existing_nullable=False)
    with op.batch_alter_table("cases") as cases:
        for name in (
            "said",
            "provisional",
            "look_at",
            "on_time",
            "handled_at",
            "resume_at",
            "reply_due_at",
            "acknowledge_by",
            "case_due_at",
        ):
            cases.drop_column(name)
    for name in (
        "views",
        "sessions",
        "disclosures",
        "denials",
        "people",
        "calendars",
        "calendar_days",
    ):
        op.drop_table(name)
