"""passages and what becomes of them, objections, tidings to authors, and the ledger in place of the history of concerns."""

import sqlalchemy as sa
from alembic import op

from storage.columns import UtcDateTime

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OUTCOMES = ("open", "adopted", "partly", "not_adopted", "passed_on", "joined", "withdrawn", "erased")


def _words(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=24)


def _key() -> sa.Column:
    return sa.Column("id", BIG, autoincrement=True, nullable=False)


def _partial(name: str, table: str, columns: list[str], only: str, *, unique: bool = False) -> None:
    op.create_index(name, table, columns, unique=unique, sqlite_where=sa.text(only), postgresql_where=sa.text(only))


def upgrade() -> None:
    _join()
    _passages()
    _considerations()
    _tidings()
    _ledger()


def _join() -> None:
    op.create_table(
        "joining",
        sa.Column("concern_id", BIG, nullable=False),
        sa.Column("lead_id", BIG, nullable=False),
        sa.ForeignKeyConstraint(["concern_id"], ["concern.id"], name="fk_joining_concern_id_concern", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["lead_id"], ["concern.id"], name="fk_joining_lead_id_concern", ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("concern_id", name="pk_joining"),
    )
    op.create_index("ix_joining_lead_id", "joining", ["lead_id"])


def _passages() -> None:
    op.create_table(
        "passage",
        _key(),
        sa.Column("concern_id", BIG, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("outcome", _words("outcome", *OUTCOMES), nullable=False),
        sa.ForeignKeyConstraint(["concern_id"], ["concern.id"], name="fk_passage_concern_id_concern", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_passage"),
        sa.UniqueConstraint("concern_id", "start", name="uq_passage_concern_id_start"),
    )
    op.create_table(
        "passage_topic",
        sa.Column("passage_id", BIG, nullable=False),
        sa.Column("topic", sa.String(48), nullable=False),
        sa.ForeignKeyConstraint(["passage_id"], ["passage.id"], name="fk_passage_topic_passage_id_passage", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("passage_id", "topic", name="pk_passage_topic"),
    )
    op.execute("INSERT INTO passage (concern_id, start, outcome) SELECT id, 0, outcome FROM concern ORDER BY id")


def _considerations() -> None:
    op.create_table(
        "plan_paragraph",
        _key(),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("chapter", sa.String(200), nullable=False),
        sa.Column("label", sa.String(16), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_plan_paragraph"),
        sa.UniqueConstraint("label", name="uq_plan_paragraph_label"),
    )
    op.create_table(
        "text_module",
        _key(),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_text_module"),
        sa.UniqueConstraint("title", name="uq_text_module_title"),
    )
    op.create_table(
        "consideration",
        _key(),
        sa.Column("passage_id", BIG, nullable=False),
        sa.Column("outcome", _words("outcome", *OUTCOMES), nullable=False),
        sa.Column("reason", sa.String(48), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("paragraph_id", BIG, nullable=True),
        sa.Column("body", sa.String(48), nullable=False),
        sa.Column("decided_on", sa.String(10), nullable=False),
        sa.Column("state", _words("state", "proposed", "in_force", "refused", "taken_back"), nullable=False),
        sa.Column("proposed_by", BIG, nullable=False),
        sa.Column("proposed_at", UtcDateTime(), nullable=False),
        sa.Column("confirmed_by", BIG, nullable=True),
        sa.Column("confirmed_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["passage_id"], ["passage.id"], name="fk_consideration_passage_id_passage", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["paragraph_id"], ["plan_paragraph.id"], name="fk_consideration_paragraph_id_plan_paragraph", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["proposed_by"], ["moderator.id"], name="fk_consideration_proposed_by_moderator", ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["confirmed_by"], ["moderator.id"], name="fk_consideration_confirmed_by_moderator", ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name="pk_consideration"),
    )
    op.create_index("ix_consideration_passage_id", "consideration", ["passage_id"])
    op.create_index("ix_consideration_paragraph_id", "consideration", ["paragraph_id"])
    _partial("ix_consideration_standing", "consideration", ["passage_id"], "state IN ('proposed', 'in_force')", unique=True)
    _partial("ix_consideration_proposed", "consideration", ["id"], "state = 'proposed'")
    op.create_table(
        "objection",
        _key(),
        sa.Column("concern_id", BIG, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("deciders", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("state", _words("state", "open", "upheld", "changed", "dropped"), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("answered_by", BIG, nullable=True),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["concern_id"], ["concern.id"], name="fk_objection_concern_id_concern", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["answered_by"], ["moderator.id"], name="fk_objection_answered_by_moderator", ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name="pk_objection"),
        sa.UniqueConstraint("concern_id", name="uq_objection_concern_id"),
    )
    _partial("ix_objection_open", "objection", ["id"], "state = 'open'")


def _tidings() -> None:
    op.create_table(
        "tiding",
        _key(),
        sa.Column("resident_id", sa.Uuid(), nullable=False),
        sa.Column("concern_id", BIG, nullable=False),
        sa.Column("act", sa.String(48), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("outgoing_id", BIG, nullable=True),
        sa.ForeignKeyConstraint(["resident_id"], ["resident.id"], name="fk_tiding_resident_id_resident", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["concern_id"], ["concern.id"], name="fk_tiding_concern_id_concern", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["outgoing_id"], ["outgoing.id"], name="fk_tiding_outgoing_id_outgoing", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_tiding"),
    )
    op.create_index("ix_tiding_resident_id", "tiding", ["resident_id"])
    op.create_index("ix_tiding_concern_id", "tiding", ["concern_id"])
    op.create_index("ix_tiding_outgoing_id", "tiding", ["outgoing_id"])
    _partial("ix_tiding_due", "tiding", ["due_at"], "outgoing_id IS NULL")


def _ledger() -> None:
    op.create_table(
        "ledger_entry",
        _key(),
        sa.Column("concern_id", BIG, nullable=True),
        sa.Column("act", sa.String(48), nullable=False),
        sa.Column("actor", sa.String(48), nullable=False),
        sa.Column("detail", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=True),
        sa.Column("mac", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["concern_id"], ["concern.id"], name="fk_ledger_entry_concern_id_concern", ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name="pk_ledger_entry"),
        sa.UniqueConstraint("position", name="uq_ledger_entry_position"),
    )
    columns = "concern_id, act, actor, detail, at"
    op.execute(f"INSERT INTO ledger_entry ({columns}) SELECT {columns} FROM concern_event ORDER BY id")
    op.drop_table("concern_event")
    op.create_index("ix_ledger_entry_concern_id", "ledger_entry", ["concern_id"])
    _partial("ix_ledger_entry_unchained", "ledger_entry", ["id"], "position IS NULL")
    op.create_table(
        "ledger_head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("mac", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_ledger_head"),
    )


def downgrade() -> None:
    op.create_table(
        "concern_event",
        _key(),
        sa.Column("concern_id", BIG, nullable=False),
        sa.Column("act", sa.String(48), nullable=False),
        sa.Column("actor", sa.String(48), nullable=False),
        sa.Column("detail", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["concern_id"], ["concern.id"], name="fk_concern_event_concern_id_concern", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_concern_event"),
    )
    op.create_index("ix_concern_event_concern_id", "concern_event", ["concern_id"])
    columns = "concern_id, act, actor, detail, at"
    op.execute(
        f"INSERT INTO concern_event ({columns}) SELECT {columns} FROM ledger_entry WHERE concern_id IS NOT NULL ORDER BY id"
    )
    for table in ("ledger_head", "ledger_entry", "tiding", "objection", "consideration", "text_module", "plan_paragraph"):
        op.drop_table(table)
    op.drop_table("passage_topic")
    op.drop_table("passage")
    op.drop_table("joining")
