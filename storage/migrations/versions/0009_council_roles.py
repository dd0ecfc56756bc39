"""Roles at a council: whose coordinator somebody is, and how colleagues see them."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.add_column("invitations", sa.Column("council_id", sa.Text, nullable=False, server_default=""))
    op.add_column("invitations", sa.Column("invited_by", sa.BigInteger))
    op.add_column("grants", sa.Column("council_id", sa.Text, nullable=False, server_default=""))
    op.add_column("grants", sa.Column("shown_as", sa.Text, nullable=False, server_default=""))
    op.drop_index("grants_in_force", "grants")
    _create_index(["person_id", "role", "region_code", "council_id"])
    op.create_index(
        "grants_of_council",
        "grants",
        ["council_id"],
        postgresql_where=sa.text("withdrawn_at IS NULL"),
        sqlite_where=sa.text("withdrawn_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_index("grants_of_council", "grants")
    op.drop_index("grants_in_force", "grants")
    for table, column in (
        ("grants", "shown_as"),
        ("grants", "council_id"),
        ("invitations", "invited_by"),
        ("invitations", "council_id"),
    ):
        op.drop_column(table, column)
    _create_index(["person_id", "role", "region_code"])


def _create_index(columns: list[str]) -> None:
    op.create_index(
        "grants_in_force",
        "grants",
        columns,
        unique=True,
        postgresql_where=sa.text("withdrawn_at IS NULL"),
        sqlite_where=sa.text("withdrawn_at IS NULL"),
    )
