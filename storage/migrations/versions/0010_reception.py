"""Requests to the councils: what was said, what happened, where they are shown."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

MOMENT = sa.TIMESTAMP(timezone=True)

IS_OPEN = "state IN ('in_progress', 'reopened', 'submitted', 'transferred', 'waiting_for_citizen')"
"""As the statements say it word for word: SQLite takes a partial index for the same words alone."""


def _number() -> sa.Column[int]:
    return sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True)


def _person(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, sa.ForeignKey("people.id"), nullable=nullable)


def _request(*, primary_key: bool = False) -> sa.Column[int]:
    return sa.Column(
        "request_id", sa.BigInteger, sa.ForeignKey("requests.id"), nullable=False, primary_key=primary_key
    )


def _text(*names: str, nullable: bool = False) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=nullable) for name in names]


def upgrade() -> None:
    op.create_table(
        "request_numbers",
        sa.Column("year", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("last", sa.Integer, nullable=False),
    )
    _create_requests()
    _create_words()
    _create_places_where_shown()
    op.create_table(
        "request_drafts",
        _person_key(),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
    )
    op.create_table(
        "door_counts",
        *[sa.Column(name, sa.Text, primary_key=True) for name in ("month", "region_code", "door_id")],
        sa.Column("shown", sa.Integer, nullable=False),
        sa.Column("taken", sa.Integer, nullable=False),
    )


def _person_key() -> sa.Column[int]:
    return sa.Column(
        "person_id", sa.BigInteger, sa.ForeignKey("people.id"), primary_key=True, autoincrement=False
    )


def _create_requests() -> None:
    op.create_table(
        "requests",
        _number(),
        sa.Column("number", sa.Text, nullable=False, unique=True),
        sa.Column("action_key", sa.Text, nullable=False, unique=True),
        _person("citizen_id"),
        *_text("language", "council_id", "region_code", "place_id", "topic_id", "state", "reply_way"),
        *_text("care", nullable=True),
        *_text("name", "phone", "consent_version"),
        _person("owner_id", nullable=True),
        *_text("owner_name", "headline"),
        sa.Column("submitted_at", MOMENT, nullable=False),
        *_text("counted_from", "reaction_due_on", "answer_due_on"),
        sa.Column("days_paused", sa.Integer, nullable=False),
        *[
            sa.Column(name, MOMENT)
            for name in ("paused_at", "reacted_at", "answered_at", "confirmed_at", "meeting_at", "settled_at")
        ],
        *_text("close_reason", "door_id", nullable=True),
        *_text("reason"),
        sa.Column("times_reopened", sa.Integer, nullable=False),
        sa.Column("rating", sa.Integer),
        sa.Column("rung", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("stripped_at", MOMENT),
    )
    op.create_index("requests_of_citizen", "requests", ["citizen_id"])
    op.create_index("requests_of_council", "requests", ["council_id", "state"])
    op.create_index("requests_of_place", "requests", ["place_id", "topic_id"])
    op.create_index("requests_of_owner", "requests", ["owner_id"])
    op.create_index(
        "requests_open",
        "requests",
        ["id"],
        postgresql_where=sa.text(IS_OPEN),
        sqlite_where=sa.text(IS_OPEN),
    )


def _create_words() -> None:
    op.create_table(
        "request_messages",
        _number(),
        _request(),
        *_text("purpose", "kind", "text", "file_id", "album"),
        _person("person_id"),
        sa.Column("latitude", sa.Double),
        sa.Column("longitude", sa.Double),
        sa.Column("at", MOMENT, nullable=False),
        *_text("action_key"),
        *_text("delivery", nullable=True),
        sa.UniqueConstraint("action_key"),
    )
    op.create_index("messages_of_request", "request_messages", ["request_id"])
    op.create_index(
        "messages_on_their_way",
        "request_messages",
        ["id"],
        postgresql_where=sa.text("delivery = 'waiting'"),
        sqlite_where=sa.text("delivery = 'waiting'"),
    )
    op.create_table(
        "request_history",
        _number(),
        _request(),
        sa.Column("at", MOMENT, nullable=False),
        *_text("side"),
        sa.Column("person_id", sa.BigInteger),
        *_text("act", nullable=True),
        *_text("state", "details"),
        *_text("action_key", nullable=True),
        sa.UniqueConstraint("action_key"),
    )
    op.create_index("history_of_request", "request_history", ["request_id"])
    op.create_table(
        "request_followers",
        _request(primary_key=True),
        _person_key(),
        sa.Column("at", MOMENT, nullable=False),
    )
    op.create_index("followed_by_person", "request_followers", ["person_id"])


def _create_places_where_shown() -> None:
    op.create_table(
        "request_views",
        _person_key(),
        sa.Column("message_id", sa.BigInteger, primary_key=True, autoincrement=False),
        _request(),
        sa.Column("at", MOMENT, nullable=False),
    )
    op.create_index("views_of_request", "request_views", ["request_id"])
    op.create_table(
        "council_groups",
        sa.Column("council_id", sa.Text, primary_key=True),
        sa.Column("chat_id", sa.BigInteger, nullable=False),
        sa.Column("is_forum", sa.Boolean, nullable=False),
        *_text("language"),
        _person("connected_by"),
        sa.Column("connected_at", MOMENT, nullable=False),
        sa.Column("lost_at", MOMENT),
    )
    op.create_table(
        "group_links",
        sa.Column("token_hash", sa.Text, primary_key=True),
        *_text("council_id"),
        _person("person_id"),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT),
    )
    op.create_table(
        "request_cards",
        _request(primary_key=True),
        sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("thread_id", sa.BigInteger),
        sa.Column("message_id", sa.BigInteger),
        sa.Column("shown_version", sa.Integer, nullable=False),
        sa.Column("is_due", sa.Boolean, nullable=False),
    )
    op.create_index("cards_in_chat", "request_cards", ["chat_id", "message_id"])
    op.create_index(
        "cards_due",
        "request_cards",
        ["request_id"],
        postgresql_where=sa.text("is_due"),
        sqlite_where=sa.text("is_due"),
    )


def downgrade() -> None:
    for table in (
        "door_counts",
        "request_drafts",
        "request_cards",
        "group_links",
        "council_groups",
        "request_views",
        "request_followers",
        "request_history",
        "request_messages",
        "requests",
        "request_numbers",
    ):
        op.drop_table(table)
