"""what stood in updates that were set aside."""

import sqlalchemy as sa
from alembic import op

import storage.columns

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('kept_update',
    sa.Column('channel', sa.String(length=24), nullable=False),
    sa.Column('update_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.Column('resident_id', sa.Uuid(), nullable=True),
    sa.Column('at', storage.columns.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['channel', 'update_id'], ['seen_update.channel', 'seen_update.update_id'], name=op.f('fk_kept_update_channel_update_id_seen_update'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['resident_id'], ['resident.id'], name=op.f('fk_kept_update_resident_id_resident'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('channel', 'update_id', name=op.f('pk_kept_update'))
    )
    with op.batch_alter_table('kept_update', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_kept_update_at'), ['at'], unique=False)
        batch_op.create_index(batch_op.f('ix_kept_update_resident_id'), ['resident_id'], unique=False)
    only = sa.text("state = 'set_aside'")
    op.create_index('ix_seen_update_set_aside', 'seen_update', ['at'], unique=False, sqlite_where=only, postgresql_where=only)


def downgrade() -> None:
    op.drop_index('ix_seen_update_set_aside', table_name='seen_update')
    op.drop_table('kept_update')
