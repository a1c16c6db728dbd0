"""Offers: steps that runs have still to make, for workers that have nothing else to do."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

Long = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the tables of offers."""
    op.create_table(
        "offer",
        sa.Column("run", sa.String, primary_key=True),
        sa.Column("episode", sa.String, nullable=False),
        sa.Column("show", sa.String, nullable=False),
        sa.Column("salt", sa.String, nullable=False),
        sa.Column("code", sa.String, nullable=False),
        sa.Column("threads", sa.Integer, nullable=False),
        sa.Column("at", Long, nullable=False),
    )
    op.create_table(
        "offered",
        sa.Column("run", sa.String, primary_key=True),
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("content", sa.JSON, nullable=False),
    )
