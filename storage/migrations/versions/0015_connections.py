"""private links to the web chat, codes that connect channels, and through which channel a message goes."""

import sqlalchemy as sa
from alembic import op
from storage.columns import UtcDateTime

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("identity", sa.Column("chosen_at", UtcDateTime(), nullable=True))
    op.add_column("outgoing", sa.Column("channel", sa.String(length=24), nullable=True))
    op.create_table(
        "chat_link",
        _resident(),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["resident_id"], ["resident.id"], name="fk_chat_link_resident_id_resident", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("resident_id", name="pk_chat_link"),
        sa.UniqueConstraint("digest", name="uq_chat_link_digest"),
    )
    op.create_table(
        "connect_code",
        _resident(),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("channel", sa.Enum("telegram", "web", name="channel", native_enum=False, create_constraint=True, length=24), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["resident_id"], ["resident.id"], name="fk_connect_code_resident_id_resident", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("resident_id", name="pk_connect_code"),
        sa.UniqueConstraint("digest", name="uq_connect_code_digest"),
    )
    op.create_table(
        "former_number",
        sa.Column("id", sa.Uuid(), nullable=False),
        _resident(),
        sa.ForeignKeyConstraint(["resident_id"], ["resident.id"], name="fk_former_number_resident_id_resident", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_former_number"),
    )
    op.create_index("ix_former_number_resident_id", "former_number", ["resident_id"])


def downgrade() -> None:
    op.drop_table("former_number")
    op.drop_table("connect_code")
    op.drop_table("chat_link")
    op.drop_column("outgoing", "channel")
    op.drop_column("identity", "chosen_at")


def _resident() -> sa.Column:
    return sa.Column("resident_id", sa.Uuid(), nullable=False)
