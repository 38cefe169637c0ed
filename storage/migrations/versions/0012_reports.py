"""what facilitation writes into reports of forums, and reports as they were released."""

import sqlalchemy as sa
from alembic import op

from storage.columns import UtcDateTime

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "report_note",
        sa.Column("forum_id", BIG, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("changed_by", BIG, nullable=True),
        sa.ForeignKeyConstraint(["forum_id"], ["forum.id"], name="fk_report_note_forum_id_forum", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["changed_by"], ["moderator.id"], name="fk_report_note_changed_by_moderator", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("forum_id", "kind", name="pk_report_note"),
    )
    op.create_table(
        "released_report",
        sa.Column("forum_id", BIG, nullable=False),
        sa.Column("format", sa.String(8), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("released_at", UtcDateTime(), nullable=False),
        sa.Column("released_by", BIG, nullable=True),
        sa.ForeignKeyConstraint(["forum_id"], ["forum.id"], name="fk_released_report_forum_id_forum", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["released_by"], ["moderator.id"], name="fk_released_report_released_by_moderator", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("forum_id", "format", name="pk_released_report"),
    )


def downgrade() -> None:
    op.drop_table("released_report")
    op.drop_table("report_note")
