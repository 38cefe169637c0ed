"""the work on the queue: claims, and how concerns stood before a change of the desk."""

import sqlalchemy as sa
from alembic import op

from storage.columns import UtcDateTime

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
STATUSES = ("new", "seen", "confirmed", "assigned", "considered", "closed")


def upgrade() -> None:
    op.create_table(
        "claim",
        sa.Column("concern_id", BIG, nullable=False),
        sa.Column("moderator_id", BIG, nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["concern_id"], ["concern.id"], name="fk_claim_concern_id_concern", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["moderator_id"], ["moderator.id"], name="fk_claim_moderator_id_moderator", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("concern_id", name="pk_claim"),
    )
    op.create_index("ix_claim_moderator_id", "claim", ["moderator_id"])
    op.create_table(
        "desk_change",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("actor", sa.String(48), nullable=False),
        sa.Column("act", sa.String(48), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_desk_change"),
    )
    op.create_index("ix_desk_change_actor", "desk_change", ["actor", "id"])
    op.create_index("ix_desk_change_at", "desk_change", ["at"])
    op.create_table(
        "state_before",
        sa.Column("change_id", BIG, nullable=False),
        sa.Column("concern_id", BIG, nullable=False),
        sa.Column("status", sa.Enum(*STATUSES, name="status", native_enum=False, create_constraint=True, length=24), nullable=False),
        sa.Column("topics", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("redacted", sa.Text(), nullable=True),
        sa.Column("starts", sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(["change_id"], ["desk_change.id"], name="fk_state_before_change_id_desk_change", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["concern_id"], ["concern.id"], name="fk_state_before_concern_id_concern", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("change_id", "concern_id", name="pk_state_before"),
    )
    op.create_index("ix_state_before_concern_id", "state_before", ["concern_id"])
    op.create_index("ix_concern_queue", "concern", ["status", "outcome", "received_at", "id"])


def downgrade() -> None:
    op.drop_index("ix_concern_queue", "concern")
    for table in ("state_before", "desk_change", "claim"):
        op.drop_table(table)
