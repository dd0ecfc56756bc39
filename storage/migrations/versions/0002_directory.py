"""The institution's facts, as their files give them, and the version by which bots notice a change."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def _text(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _record() -> list[sa.Column[str] | sa.Column[int]]:
    """Give the columns that every sheet begins with; `position` is the row's place in its file."""
    return [
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("position", sa.Integer, nullable=False),
    ]


def _point() -> list[sa.Column[float]]:
    return [
        sa.Column("latitude", sa.Double, nullable=False),
        sa.Column("longitude", sa.Double, nullable=False),
    ]


def upgrade() -> None:
    _create_places()
    _create_houses()
    _create_schools()
    _create_councils()
    op.create_table(
        "calendar_days",
        *_record(),
        *_text("name_kk", "name_ru", "name_en", "month_day", "rule", "what", "source_url", "source_date"),
    )
    op.create_table("facts", *_record(), *_text("document"))
    directory = op.create_table(
        "directory",
        sa.Column("id", sa.Integer, sa.CheckConstraint("id = 1"), primary_key=True),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.Column("loaded_at", sa.TIMESTAMP(timezone=True)),
    )
    op.bulk_insert(directory, [{"id": 1, "version": 0}])


def _create_places() -> None:
    op.create_table(
        "places",
        *_record(),
        *_text("kind", "name_kk", "name_ru", "name_en", "variants", "region_code"),
        *_point(),
        sa.Column("population", sa.BigInteger),
        *_text("source"),
    )


def _create_houses() -> None:
    op.create_table(
        "houses",
        *_record(),
        *_text("name_kk", "name_ru", "name_en", "level", "region_code"),
        *_text("locality_ru", "locality_kk", "locality_en", "address_ru", "address_kk", "phone", "website"),
        *_point(),
        *_text("coordinate_precision", "opening_hours", "source_url", "source_date", "verified"),
        *_text("other_sources", "notes"),
    )


def _create_schools() -> None:
    op.create_table(
        "schools",
        *_record(),
        *_text("name_ru", "name_kk", "name_en"),
        sa.Column("house_id", sa.Text, sa.ForeignKey("houses.id")),
        *_text("region_code", "locality_en", "locality_ru", "locality_kk", "languages", "run_by"),
        *_text("address_ru", "schedule_ru", "schedule_kk", "schedule_en"),
        *_text("source_url", "source_date", "kind", "notes"),
    )


def _create_councils() -> None:
    op.create_table(
        "councils",
        *_record(),
        *_text("kind", "name_ru", "name_kk", "name_en", "region_code", "contact", "address_ru"),
        *_text("reception_hours", "source_url", "source_date", "evidence"),
        sa.Column("house_id", sa.Text, sa.ForeignKey("houses.id")),
        *_text("notes"),
    )


def downgrade() -> None:
    for table in ("directory", "facts", "calendar_days", "councils", "schools", "houses", "places"):
        op.drop_table(table)
