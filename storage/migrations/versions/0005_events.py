"""Events, who comes to them, and who wants to hear of new ones."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

MOMENT = sa.TIMESTAMP(timezone=True)


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False, server_default="") for name in names]


def _person(*, primary_key: bool = False) -> sa.Column[int]:
    return sa.Column(
        "person_id", sa.BigInteger, sa.ForeignKey("people.id"), nullable=False, primary_key=primary_key
    )


def _event(*, primary_key: bool = False) -> sa.Column[int]:
    return sa.Column(
        "event_id", sa.BigInteger, sa.ForeignKey("events.id"), nullable=False, primary_key=primary_key
    )


def upgrade() -> None:
    _create_events()
    _create_attendances()
    op.create_table(
        "subscriptions",
        _person(primary_key=True),
        sa.Column("kind", sa.Text, primary_key=True),
        sa.Column("value", sa.Text, primary_key=True),
        sa.Column("since", MOMENT, nullable=False),
    )
    op.create_index("subscriptions_to", "subscriptions", ["kind", "value"])
    op.create_table(
        "digests",
        _person(primary_key=True),
        sa.Column("weekday", sa.Integer, nullable=False),
        sa.Column("hour", sa.Integer, nullable=False),
        sa.Column("digested_until", MOMENT, nullable=False),
        sa.Column("time_since", MOMENT, nullable=False),
    )


def _create_events() -> None:
    op.create_table(
        "events",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
        sa.Column("action_key", sa.Text, nullable=False, unique=True),
        sa.Column("series_id", sa.BigInteger),
        sa.Column("status", sa.Text, nullable=False),
        *_texts("title_kk", "title_ru", "title_en", "text_kk", "text_ru", "text_en"),
        sa.Column("house_id", sa.Text),
        sa.Column("place_id", sa.Text),
        *_texts("address", "region_code"),
        sa.Column("starts_at", MOMENT),
        sa.Column("ends_at", MOMENT),
        sa.Column("capacity", sa.Integer),
        *_texts("languages", "topic", "picture", "source"),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("created_by", sa.BigInteger, sa.ForeignKey("people.id")),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("published_at", MOMENT),
        sa.Column("notice_due_at", MOMENT),
        sa.Column("timed_at", MOMENT),
    )
    op.create_index("events_by_start", "events", ["status", "starts_at"])
    op.create_index("events_by_series", "events", ["series_id"])
    op.create_index(
        "events_to_tell",
        "events",
        ["notice_due_at"],
        postgresql_where=sa.text("notice_due_at IS NOT NULL"),
        sqlite_where=sa.text("notice_due_at IS NOT NULL"),
    )
    op.create_table(
        "event_versions",
        _event(primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("edited_by", sa.BigInteger, sa.ForeignKey("people.id")),
        sa.Column("edited_at", MOMENT, nullable=False),
    )


def _create_attendances() -> None:
    op.create_table(
        "attendances",
        _event(primary_key=True),
        _person(primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("code", sa.Text, nullable=False, unique=True),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("seats", sa.Integer, nullable=False),
        sa.Column("seats_offered", sa.Integer),
        sa.Column("offered_until", MOMENT),
        sa.Column("joined_at", MOMENT, nullable=False),
        sa.Column("confirmed_at", MOMENT),
        sa.Column("lead", sa.Text, nullable=False),
        sa.Column("lead_since", MOMENT, nullable=False),
        sa.Column("told_version", sa.Integer, nullable=False),
        sa.Column("card_message_id", sa.BigInteger),
        sa.Column("has_calendar", sa.Boolean, nullable=False),
        sa.Column("checked_in_at", MOMENT),
        sa.Column("checked_in_by_update", sa.BigInteger),
        sa.UniqueConstraint("event_id", "number"),
    )
    op.create_index("attendances_of_person", "attendances", ["person_id"])
    op.create_index(
        "attendances_offered",
        "attendances",
        ["offered_until"],
        postgresql_where=sa.text("state = 'offered'"),
        sqlite_where=sa.text("state = 'offered'"),
    )


def downgrade() -> None:
    for table in ("digests", "subscriptions", "attendances", "event_versions", "events"):
        op.drop_table(table)
