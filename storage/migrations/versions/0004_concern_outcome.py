"""concerns by outcome, the newest first."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_concern_outcome", "concern", ["outcome", "id"])


def downgrade() -> None:
    op.drop_index("ix_concern_outcome", table_name="concern")
