"""the pace of each chat; a message is no longer claimed before it is being sent.

The CHECK of outgoing.state still allows "claimed": to change it SQLite would have to copy the table.
"""

import sqlalchemy as sa
from alembic import op

from storage.columns import UtcDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("UPDATE outgoing SET state = 'waiting', leased_until = NULL WHERE state = 'claimed'")
    op.add_column("identity", sa.Column("paced_until", UtcDateTime(), nullable=True))


def downgrade() -> None:
    op.drop_column("identity", "paced_until")
