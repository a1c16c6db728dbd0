"""What went out, where to, and how far it got."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

Long = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the table of publications, and let an episode say where it goes."""
    op.create_table(
        "publication",
        sa.Column("episode", sa.String, primary_key=True),
        sa.Column("part", sa.Integer, primary_key=True),
        sa.Column("destination", sa.String, primary_key=True),
        sa.Column("edition", sa.Integer, primary_key=True),
        sa.Column("release", sa.String, nullable=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("stage", sa.String, nullable=False),
        sa.Column("holder", sa.String, nullable=False),
        sa.Column("session", sa.String, nullable=False),
        sa.Column("place", sa.String, nullable=False),
        sa.Column("cause", sa.String, nullable=False),
        sa.Column("at", Long, nullable=False),
    )
    op.add_column("production", sa.Column("destinations", sa.JSON, nullable=False, server_default="[]"))
