"""The backgrounds of every episode are remembered."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the table of backgrounds.

    For some days software of version 3 remembered backgrounds and no names yet: then it is the names that are missing.
    """
    inspector = sa.inspect(op.get_bind())
    if not inspector.has_table("export"):
        _names()
    if not inspector.has_table("backdrop"):
        _backgrounds()


def _names() -> None:
    op.create_table(
        "export",
        sa.Column("folder", sa.String, primary_key=True),
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("story", sa.String, nullable=False),
    )


def _backgrounds() -> None:
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
