"""Episodes remember the salt of every restart beside that of a refresh."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table of episodes, from one that kept a single salt where there is one.

    Software of version 1 made that table late and changed it without a new version: it is missing, old or as it is now.
    """
    connection = op.get_bind()
    inspector = sa.inspect(connection)
    columns = {one["name"] for one in inspector.get_columns("episode")} if inspector.has_table("episode") else set()
    if "salts" in columns:
        return
    rows = connection.exec_driver_sql("select name, salt from episode").all() if columns else []
    if columns:
        op.drop_table("episode")
    made = op.create_table(
        "episode",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("salts", sa.JSON, nullable=False),
    )
    op.bulk_insert(made, [{"name": row.name, "salts": {"base": row.salt, "again": []}} for row in rows])
