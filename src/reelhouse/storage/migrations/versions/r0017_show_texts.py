"""Shows that are in the database: every text that one had, and whose word counts where texts differ."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

Long = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the table of texts, and let a show say which worker read it last; those of now never said."""
    op.create_table(
        "show_text",
        sa.Column("show", sa.String, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("deed", sa.String, nullable=False),
        sa.Column("who", sa.String, nullable=False),
        sa.Column("at", Long, nullable=False),
        sa.Column("text", sa.String, nullable=False),
    )
    op.add_column("show", sa.Column("reader", sa.String, nullable=False, server_default=""))
