"""channels that turn our messages to a resident away, and which version of the privacy notice they were told of."""

import sqlalchemy as sa
from alembic import op

from storage.columns import UtcDateTime

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("identity", sa.Column("refused_at", UtcDateTime(), nullable=True))
    op.add_column("resident", sa.Column("told_version", sa.String(32), nullable=True))


def downgrade() -> None:
    op.drop_column("resident", "told_version")
    op.drop_column("identity", "refused_at")
