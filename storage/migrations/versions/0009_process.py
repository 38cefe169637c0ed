"""the process: changes of its plan, workgroup members, meetings, decisions, documents, budget."""

import sqlalchemy as sa
from alembic import op

import storage.columns

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Before anything refers to it: SQLite copies the table and drops the old one.
    with op.batch_alter_table('phase', schema=None) as batch_op:
        batch_op.add_column(sa.Column('state', sa.Enum('planned', 'running', 'done', 'stopped', name='state', native_enum=False, create_constraint=True, length=24), nullable=False, server_default='planned'))
        batch_op.add_column(sa.Column('version', sa.Integer(), nullable=False, server_default='1'))

    op.create_table('budget_line',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=True, nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('unit', sa.Enum('cents', 'minutes', name='unit', native_enum=False, create_constraint=True, length=24), nullable=False),
    sa.Column('planned', sa.Integer(), nullable=False),
    sa.Column('weeks', sa.Integer(), nullable=False),
    sa.Column('note', sa.String(length=500), nullable=False),
    sa.Column('example', sa.Boolean(), nullable=False),
    sa.Column('changed_at', storage.columns.UtcDateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_budget_line'))
    )
    op.create_table('meeting',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=True, nullable=False),
    sa.Column('body', sa.String(length=48), nullable=False),
    sa.Column('held_on', sa.String(length=10), nullable=False),
    sa.Column('place', sa.String(length=200), nullable=False),
    sa.Column('agenda', sa.Text(), nullable=False),
    sa.Column('minutes', sa.Text(), nullable=False),
    sa.Column('changed_at', storage.columns.UtcDateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_meeting'))
    )
    with op.batch_alter_table('meeting', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_meeting_body'), ['body'], unique=False)
        batch_op.create_index(batch_op.f('ix_meeting_held_on'), ['held_on'], unique=False)

    op.create_table('paper',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=True, nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('kind', sa.Enum('draft', 'report', 'council_paper', 'minutes', 'study', 'press', 'other', name='kind', native_enum=False, create_constraint=True, length=24), nullable=False),
    sa.Column('created_at', storage.columns.UtcDateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_paper'))
    )
    op.create_table('workgroup_member',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=True, nullable=False),
    sa.Column('workgroup', sa.String(length=48), nullable=False),
    sa.Column('organisation', sa.String(length=200), nullable=False),
    sa.Column('kind', sa.String(length=48), nullable=False),
    sa.Column('represented_by', sa.String(length=200), nullable=False),
    sa.Column('since', sa.String(length=10), nullable=True),
    sa.Column('until', sa.String(length=10), nullable=True),
    sa.Column('example', sa.Boolean(), nullable=False),
    sa.Column('changed_at', storage.columns.UtcDateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_workgroup_member'))
    )
    with op.batch_alter_table('workgroup_member', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_workgroup_member_workgroup'), ['workgroup'], unique=False)

    op.create_table('decision',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=True, nullable=False),
    sa.Column('meeting_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('kind', sa.Enum('strategic', 'operative', name='kind', native_enum=False, create_constraint=True, length=24), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('in_charge', sa.String(length=200), nullable=False),
    sa.Column('due', sa.String(length=10), nullable=True),
    sa.Column('state', sa.Enum('open', 'done', 'dropped', name='state', native_enum=False, create_constraint=True, length=24), nullable=False),
    sa.Column('changed_at', storage.columns.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_decision_meeting_id_meeting'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_decision'))
    )
    with op.batch_alter_table('decision', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_decision_meeting_id'), ['meeting_id'], unique=False)

    op.create_table('booking',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=True, nullable=False),
    sa.Column('line_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('booked_on', sa.String(length=10), nullable=False),
    sa.Column('amount', sa.Integer(), nullable=False),
    sa.Column('purpose', sa.String(length=300), nullable=False),
    sa.Column('counters', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('moderator_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('at', storage.columns.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['counters'], ['booking.id'], name=op.f('fk_booking_counters_booking'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['line_id'], ['budget_line.id'], name=op.f('fk_booking_line_id_budget_line'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['moderator_id'], ['moderator.id'], name=op.f('fk_booking_moderator_id_moderator'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_booking')),
    sa.UniqueConstraint('counters', name=op.f('uq_booking_counters'))
    )
    with op.batch_alter_table('booking', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_booking_line_id'), ['line_id'], unique=False)

    op.create_table('decision_concern',
    sa.Column('decision_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('concern_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.ForeignKeyConstraint(['concern_id'], ['concern.id'], name=op.f('fk_decision_concern_concern_id_concern'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['decision_id'], ['decision.id'], name=op.f('fk_decision_concern_decision_id_decision'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('decision_id', 'concern_id', name=op.f('pk_decision_concern'))
    )
    with op.batch_alter_table('decision_concern', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_decision_concern_concern_id'), ['concern_id'], unique=False)

    op.create_table('paper_version',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=True, nullable=False),
    sa.Column('paper_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('visibility', sa.Enum('public', 'internal', name='visibility', native_enum=False, create_constraint=True, length=24), nullable=False),
    sa.Column('file_type', sa.String(length=8), nullable=True),
    sa.Column('size_bytes', sa.Integer(), nullable=True),
    sa.Column('sha256', sa.String(length=64), nullable=True),
    sa.Column('link', sa.String(length=500), nullable=True),
    sa.Column('note', sa.String(length=500), nullable=False),
    sa.Column('moderator_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('added_at', storage.columns.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['moderator_id'], ['moderator.id'], name=op.f('fk_paper_version_moderator_id_moderator'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['paper_id'], ['paper.id'], name=op.f('fk_paper_version_paper_id_paper'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_paper_version')),
    sa.UniqueConstraint('paper_id', 'number', name=op.f('uq_paper_version_paper_id_number'))
    )
    op.create_table('phase_change',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=True, nullable=False),
    sa.Column('phase_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('course', sa.Enum('added', 'edited', 'moved', 'stopped', 'resumed', name='course', native_enum=False, create_constraint=True, length=24), nullable=False),
    sa.Column('was', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('became', sa.JSON(none_as_null=True), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('told', sa.Integer(), nullable=False),
    sa.Column('moderator_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('at', storage.columns.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['moderator_id'], ['moderator.id'], name=op.f('fk_phase_change_moderator_id_moderator'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['phase_id'], ['phase.id'], name=op.f('fk_phase_change_phase_id_phase'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_phase_change'))
    )
    with op.batch_alter_table('phase_change', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_phase_change_phase_id'), ['phase_id'], unique=False)

    op.create_table('paper_file',
    sa.Column('version_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['version_id'], ['paper_version.id'], name=op.f('fk_paper_file_version_id_paper_version'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('version_id', name=op.f('pk_paper_file'))
    )
    op.add_column('outgoing', sa.Column('phase_change_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True))
    only = sa.text('phase_change_id IS NOT NULL')
    op.create_index('ix_outgoing_phase_change', 'outgoing', ['phase_change_id', 'resident_id'], unique=True, sqlite_where=only, postgresql_where=only)


def downgrade() -> None:
    op.drop_index('ix_outgoing_phase_change', table_name='outgoing')
    op.drop_column('outgoing', 'phase_change_id')
    op.drop_table('paper_file')
    op.drop_table('phase_change')
    op.drop_table('paper_version')
    op.drop_table('decision_concern')
    op.drop_table('booking')
    op.drop_table('decision')
    op.drop_table('workgroup_member')
    op.drop_table('paper')
    op.drop_table('meeting')
    op.drop_table('budget_line')
    with op.batch_alter_table('phase', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_phase_state'), type_='check')
        batch_op.drop_column('version')
        batch_op.drop_column('state')
