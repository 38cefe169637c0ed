"""asides."""

import sqlalchemy as sa
from alembic import op

import storage.columns

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('aside',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=True, nullable=False),
    sa.Column('resident_id', sa.Uuid(), nullable=False),
    sa.Column('source', sa.Enum('telegram', 'web', 'paper', 'table_note', 'phone', 'mail', name='source', native_enum=False, create_constraint=True, length=24), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('triage', sa.String(length=24), nullable=False),
    sa.Column('at', storage.columns.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['resident_id'], ['resident.id'], name=op.f('fk_aside_resident_id_resident'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_aside'))
    )
    with op.batch_alter_table('aside', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_aside_at'), ['at'], unique=False)
        batch_op.create_index(batch_op.f('ix_aside_resident_id'), ['resident_id'], unique=False)


def downgrade() -> None:
    op.drop_table('aside')
