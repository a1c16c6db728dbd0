"""Happenings: what went on with an episode of late, for those who follow it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

Long = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the table of happenings."""
    op.create_table(
        "happening",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("episode", sa.String, nullable=False),
        sa.Column("what", sa.String, nullable=False),
        sa.Column("who", sa.String, nullable=False),
        sa.Column("note", sa.String, nullable=False),
        sa.Column("at", Long, nullable=False),
    )
    op.create_index("happening_by_episode", "happening", ["episode", "id"])
