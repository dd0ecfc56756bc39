"""The facts of the reception: doors, topics, helplines, words of alarm, ready answers, days off."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def _text(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _in_three_languages(*words: str) -> list[sa.Column[str]]:
    return _text(*(f"{word}_{code}" for word in words for code in ("kk", "ru", "en")))


def _record(key: str = "id") -> list[sa.Column[str] | sa.Column[int]]:
    """Give the columns that every sheet begins with; `position` is the row's place in its file."""
    return [
        sa.Column(key, sa.Text, primary_key=True),
        sa.Column("position", sa.Integer, nullable=False),
    ]


def upgrade() -> None:
    # Both databases read this; Alembic would add the reference by an ALTER that SQLite does not have.
    op.execute("ALTER TABLE councils ADD COLUMN place_id TEXT REFERENCES places (id)")
    op.create_table(
        "doors",
        *_record(),
        *_in_three_languages("name", "purpose", "ready_text"),
        *_text("phone", "url", "words", "source_url", "source_date"),
    )
    op.create_table(
        "request_topics",
        *_record(),
        *_in_three_languages("name", "hint"),
        *_text("council_kind", "doors"),
    )
    op.create_table(
        "helplines",
        *_record(),
        *_in_three_languages("name", "hours"),
        *_text("phone", "kinds", "source_url", "source_date"),
    )
    op.create_table("care_words", *_record(), *_text("kind", "language", "pattern", "reviewed"))
    op.create_table("ready_answers", *_record(), *_in_three_languages("title", "text"))
    op.create_table(
        "days_off",
        *_record("date"),
        *_in_three_languages("name"),
        *_text("kind", "source_url", "source_date"),
    )


def downgrade() -> None:
    for table in ("days_off", "ready_answers", "care_words", "helplines", "request_topics", "doors"):
        op.drop_table(table)
    op.drop_column("councils", "place_id")
