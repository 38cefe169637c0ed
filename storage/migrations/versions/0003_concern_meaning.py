"""concern meaning."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('concern_meaning',
    sa.Column('concern_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('vector', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['concern_id'], ['concern.id'], name=op.f('fk_concern_meaning_concern_id_concern'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('concern_id', name=op.f('pk_concern_meaning'))
    )


def downgrade() -> None:
    op.drop_table('concern_meaning')
