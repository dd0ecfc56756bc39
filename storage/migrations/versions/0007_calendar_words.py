"""What happens on the yearly dates, in the three languages."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

ADDED = ("rule_kk", "rule_ru", "what_kk", "what_ru")


def upgrade() -> None:
    op.alter_column("calendar_days", "rule", new_column_name="rule_en")
    op.alter_column("calendar_days", "what", new_column_name="what_en")
    for name in ADDED:
        op.add_column("calendar_days", sa.Column(name, sa.Text, nullable=False, server_default=""))


def downgrade() -> None:
    for name in ADDED:
        op.drop_column("calendar_days", name)
    op.alter_column("calendar_days", "what_en", new_column_name="what")
    op.alter_column("calendar_days", "rule_en", new_column_name="rule")
