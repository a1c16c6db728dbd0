"""A register of episodes, their documents, and every version of these that a person made."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

Long = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the tables of episodes, documents and versions."""
    _episodes()
    op.create_table(
        "document",
        sa.Column("episode", sa.String, primary_key=True),
        sa.Column("kind", sa.String, primary_key=True),
        sa.Column("part", sa.Integer, primary_key=True),
        sa.Column("origin", sa.String, nullable=False),
        sa.Column("base", sa.JSON, nullable=False),
    )
    _versions()


def _episodes() -> None:
    op.create_table(
        "production",
        sa.Column("episode", sa.String, primary_key=True),
        sa.Column("recipe", sa.String, nullable=False),
        sa.Column("story", sa.String, nullable=False),
        sa.Column("source", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("brief", sa.JSON, nullable=False),
        sa.Column("out", sa.String, nullable=False),
        sa.Column("kit", sa.Boolean, nullable=False),
        sa.Column("text", sa.JSON),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("videos", sa.JSON, nullable=False),
        sa.Column("asked_at", Long, nullable=False),
        sa.Column("made_at", Long, nullable=False),
    )


def _versions() -> None:
    op.create_table(
        "edit",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("story", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("part", sa.Integer, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("episode", sa.String, nullable=False),
        sa.Column("deed", sa.String, nullable=False),
        sa.Column("who", sa.String, nullable=False),
        sa.Column("at", Long, nullable=False),
        sa.Column("origin", sa.String, nullable=False),
        sa.Column("base", sa.JSON, nullable=False),
        sa.Column("before", sa.JSON, nullable=False),
        sa.Column("after", sa.JSON, nullable=False),
        sa.UniqueConstraint("story", "kind", "part", "number"),
    )
