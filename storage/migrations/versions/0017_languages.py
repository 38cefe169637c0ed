"""room for the tags of language forms, such as de-simple.

Copying the table of residents on SQLite would take everything that hangs on it along, so the words of its definition are changed,
as section 7 of sqlite.org/lang_altertable.html describes it. SQLite never counted the length; only the models are to agree with it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

NARROW, WIDE = 8, 16


def upgrade() -> None:
    _resize(NARROW, WIDE)


def downgrade() -> None:
    op.execute(f"UPDATE resident SET language = 'de' WHERE length(language) > {NARROW}")
    _resize(WIDE, NARROW)


def _resize(before: int, after: int) -> None:
    connection = op.get_bind()
    if connection.dialect.name != "sqlite":
        op.alter_column("resident", "language", existing_type=sa.String(before), type_=sa.String(after))
        return
    version = connection.exec_driver_sql("PRAGMA schema_version").scalar_one()
    connection.exec_driver_sql("PRAGMA writable_schema=ON")
    connection.exec_driver_sql(
        "UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE type = 'table' AND name = 'resident'",
        (f"language VARCHAR({before})", f"language VARCHAR({after})"),
    )
    connection.exec_driver_sql(f"PRAGMA schema_version={version + 1}")
    connection.exec_driver_sql("PRAGMA writable_schema=OFF")
