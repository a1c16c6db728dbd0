"""The backgrounds of every episode are remembered."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the table of backgrounds."""
    op.create_table(
        "backdrop",
        sa.Column("place", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("show", sa.String, nullable=False),
        sa.Column("series", sa.String, nullable=False),
        sa.Column("part", sa.Integer, nullable=False),
        sa.Column("style", sa.String, nullable=False),
        sa.Column("names", sa.JSON, nullable=False),
        sa.UniqueConstraint("show", "series", "part", "style"),
    )
