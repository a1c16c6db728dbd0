"""Shows: when they were due, what became of that, and what they have made of their sources."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

Long = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the tables of shows, and let an episode say whose it is."""
    op.create_table(
        "show",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("plan", sa.String, nullable=False),
        sa.Column("since", Long, nullable=False),
        sa.Column("paused", sa.Boolean, nullable=False),
        sa.Column("terms", sa.JSON, nullable=False),
    )
    op.create_table(
        "schedule",
        sa.Column("show", sa.String, primary_key=True),
        sa.Column("due_at", Long, primary_key=True),
        sa.Column("episode", sa.String, nullable=False),
        sa.Column("cause", sa.String, nullable=False),
        sa.Column("at", Long, nullable=False),
    )
    op.create_table(
        "show_source",
        sa.Column("show", sa.String, primary_key=True),
        sa.Column("source", sa.String, primary_key=True),
        sa.Column("episode", sa.String, nullable=False),
        sa.Column("at", Long, nullable=False),
    )
    op.add_column("production", sa.Column("show", sa.String, nullable=False, server_default=""))
