"""passwords, second factors, known devices, brakes on guessing, sessions in plain words, readers with an end.

SQLite cannot change a CHECK, and copying the table of people would take their links and sessions with it. So the words of its
definition are changed, as section 7 of sqlite.org/lang_altertable.html describes it: what is stored stays valid.
"""

import sqlalchemy as sa
from alembic import op

from storage.columns import UtcDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
THREE, FOUR = "'admin', 'moderator', 'member'", "'admin', 'moderator', 'member', 'reader'"


def upgrade() -> None:
    op.add_column("moderator", sa.Column("ends_at", UtcDateTime(), nullable=True))
    op.add_column("moderator", sa.Column("came_at", UtcDateTime(), nullable=True))
    _allow_roles(THREE, FOUR)
    op.add_column("desk_session", sa.Column("used_at", UtcDateTime(), nullable=True))
    op.add_column("desk_session", sa.Column("by_password", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("desk_session", sa.Column("browser", sa.String(24), nullable=False, server_default=""))
    op.add_column("desk_session", sa.Column("system", sa.String(24), nullable=False, server_default=""))
    op.create_table(
        "credential",
        _person(),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("password", sa.String(200), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        _goes_with_person("credential"),
        sa.PrimaryKeyConstraint("moderator_id", name="pk_credential"),
        sa.UniqueConstraint("name", name="uq_credential_name"),
    )
    op.create_table(
        "second_factor",
        _person(),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("since", UtcDateTime(), nullable=True),
        sa.Column("last_step", sa.BigInteger(), nullable=False),
        sa.Column("begun", sa.LargeBinary(), nullable=True),
        sa.Column("begun_at", UtcDateTime(), nullable=True),
        _goes_with_person("second_factor"),
        sa.PrimaryKeyConstraint("moderator_id", name="pk_second_factor"),
    )
    op.create_table(
        "recovery_code",
        sa.Column("digest", sa.String(64), nullable=False),
        _person(),
        _goes_with_person("recovery_code"),
        sa.PrimaryKeyConstraint("digest", name="pk_recovery_code"),
    )
    op.create_index("ix_recovery_code_moderator_id", "recovery_code", ["moderator_id"])
    op.create_table(
        "pending_sign_in",
        sa.Column("digest", sa.String(64), nullable=False),
        _person(),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        _goes_with_person("pending_sign_in"),
        sa.PrimaryKeyConstraint("digest", name="pk_pending_sign_in"),
    )
    op.create_index("ix_pending_sign_in_moderator_id", "pending_sign_in", ["moderator_id"])
    op.create_index("ix_pending_sign_in_expires_at", "pending_sign_in", ["expires_at"])
    op.create_table(
        "known_device",
        sa.Column("digest", sa.String(64), nullable=False),
        _person(),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        _goes_with_person("known_device"),
        sa.PrimaryKeyConstraint("digest", name="pk_known_device"),
    )
    op.create_index("ix_known_device_moderator_id", "known_device", ["moderator_id"])
    op.create_index("ix_known_device_expires_at", "known_device", ["expires_at"])
    op.create_table(
        "sign_in_brake",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_sign_in_brake"),
    )
    op.create_index("ix_sign_in_brake_at", "sign_in_brake", ["at"])


def downgrade() -> None:
    for table in ("sign_in_brake", "known_device", "pending_sign_in", "recovery_code", "second_factor", "credential"):
        op.drop_table(table)
    for column in ("system", "browser", "by_password", "used_at"):
        op.drop_column("desk_session", column)
    op.execute("DELETE FROM moderator WHERE role = 'reader'")
    _allow_roles(FOUR, THREE)
    op.drop_column("moderator", "came_at")
    op.drop_column("moderator", "ends_at")


def _person() -> sa.Column:
    return sa.Column("moderator_id", KEY, nullable=False)


def _goes_with_person(table: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_moderator_id_moderator"
    return sa.ForeignKeyConstraint(["moderator_id"], ["moderator.id"], name=name, ondelete="CASCADE")


def _allow_roles(before: str, after: str) -> None:
    if op.get_bind().dialect.name != "sqlite":
        op.drop_constraint(op.f("ck_moderator_role"), "moderator", type_="check")
        op.create_check_constraint(op.f("ck_moderator_role"), "moderator", f"role IN ({after})")
        return
    connection = op.get_bind()
    version = connection.exec_driver_sql("PRAGMA schema_version").scalar_one()
    connection.exec_driver_sql("PRAGMA writable_schema=ON")
    connection.exec_driver_sql(
        "UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE type = 'table' AND name = 'moderator'",
        (f"({before})", f"({after})"),
    )
    connection.exec_driver_sql(f"PRAGMA schema_version={version + 1}")
    connection.exec_driver_sql("PRAGMA writable_schema=OFF")
