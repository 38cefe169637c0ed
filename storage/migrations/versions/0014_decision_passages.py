"""decisions of meetings that are about single passages."""

import sqlalchemy as sa
from alembic import op

from storage.columns import BIG

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "decision_passage",
        sa.Column("decision_id", BIG, nullable=False),
        sa.Column("passage_id", BIG, nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name="fk_decision_passage_decision_id_decision", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["passage_id"], ["passage.id"], name="fk_decision_passage_passage_id_passage", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("decision_id", "passage_id", name="pk_decision_passage"),
    )
    op.create_index("ix_decision_passage_passage_id", "decision_passage", ["passage_id"])


def downgrade() -> None:
    op.drop_table("decision_passage")
