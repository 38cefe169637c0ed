"""press releases with their versions; partners and how often their links were opened, and no longer who came by them."""

import sqlalchemy as sa
from alembic import op

from storage.columns import UtcDateTime

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
KINDS = ("meeting_centre", "local_council", "library", "housing", "association", "other")


def by_moderator(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["moderator.id"], name=f"fk_{table}_{column}_moderator", ondelete="SET NULL")


def upgrade() -> None:
    op.create_table(
        "press_release",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("slug", sa.String(96), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        sa.Column("withdrawn_by", BIG, nullable=True),
        sa.Column("withdrawn_reason", sa.String(500), nullable=False),
        by_moderator("press_release", "withdrawn_by"),
        sa.PrimaryKeyConstraint("id", name="pk_press_release"),
        sa.UniqueConstraint("slug", name="uq_press_release_slug"),
    )
    op.create_table(
        "press_version",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("release_id", BIG, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("lead", sa.String(600), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("papers", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(500), nullable=False),
        sa.Column("embargo_until", UtcDateTime(), nullable=True),
        sa.Column("written_by", BIG, nullable=True),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("approved_by", BIG, nullable=True),
        sa.Column("approved_at", UtcDateTime(), nullable=True),
        sa.Column("public_from", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["release_id"], ["press_release.id"], name="fk_press_version_release_id_press_release", ondelete="CASCADE"),
        by_moderator("press_version", "written_by"),
        by_moderator("press_version", "approved_by"),
        sa.PrimaryKeyConstraint("id", name="pk_press_version"),
        sa.UniqueConstraint("release_id", "number", name="uq_press_version_release_id_number"),
    )
    op.create_table(
        "partner",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("kind", sa.Enum(*KINDS, name="kind", native_enum=False, create_constraint=True, length=24), nullable=False),
        sa.Column("code", sa.String(24), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_partner"),
        sa.UniqueConstraint("code", name="uq_partner_code"),
    )
    op.create_table(
        "arrival",
        sa.Column("partner_id", BIG, nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("way", sa.String(12), nullable=False),
        sa.Column("opened", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["partner_id"], ["partner.id"], name="fk_arrival_partner_id_partner", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("partner_id", "day", "way", name="pk_arrival"),
    )
    op.drop_column("resident", "partner")


def downgrade() -> None:
    op.add_column("resident", sa.Column("partner", sa.String(64), nullable=True))
    op.drop_table("arrival")
    op.drop_table("partner")
    op.drop_table("press_version")
    op.drop_table("press_release")
