"""the state "claimed" is none any more; a forum's messages are found by their unique key alone.

SQLite can change no CHECK: the table is copied, which needs its room once more for a moment. Nothing may refer to it yet: with the
original such references would be emptied or go.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

STATES = ("waiting", "sending", "sent", "failed", "ambiguous", "dropped")


def upgrade() -> None:
    _allow(STATES)
    op.drop_index("ix_outgoing_forum_id", table_name="outgoing")


def downgrade() -> None:
    op.create_index("ix_outgoing_forum_id", "outgoing", ["forum_id"], unique=False)
    _allow(("claimed", *STATES))


def _allow(states: tuple[str, ...]) -> None:
    """Put another CHECK in the place of the one on the state."""
    check = _one_of("state", states)
    if op.get_bind().dialect.name != "sqlite":
        op.drop_constraint(op.f("ck_outgoing_state"), "outgoing", type_="check")
        op.create_check_constraint(op.f("ck_outgoing_state"), "outgoing", check)
        return
    # One that is given with the copy beside the one that is there would win or lose by chance.
    with op.batch_alter_table("outgoing", recreate="always") as batch_op:
        batch_op.drop_constraint(op.f("ck_outgoing_state"), type_="check")
        batch_op.create_check_constraint(op.f("ck_outgoing_state"), check)


def _one_of(column: str, words: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join(repr(word) for word in words)})"
