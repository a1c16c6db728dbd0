"""Workers, the legs of episodes that they make, and why legs failed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

Long = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the tables, and let a run name its worker."""
    op.add_column("run", sa.Column("worker", sa.String, nullable=False, server_default=""))
    op.create_table(
        "worker",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("host", sa.String, nullable=False),
        sa.Column("pid", sa.Integer, nullable=False),
        sa.Column("born", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("seen_at", Long, nullable=False),
    )
    _legs()


def _legs() -> None:
    op.create_table(
        "leg",
        sa.Column("episode", sa.String, primary_key=True),
        sa.Column("leg", sa.String, nullable=False),
        sa.Column("worker", sa.String, nullable=False),
        sa.Column("again", sa.Boolean, nullable=False),
        sa.Column("percent", sa.Integer, nullable=False),
        sa.Column("step", sa.String, nullable=False),
        sa.Column("left_seconds", sa.Float, nullable=False),
        sa.Column("at", Long, nullable=False),
    )
    op.create_table(
        "failure",
        sa.Column("episode", sa.String, primary_key=True),
        sa.Column("leg", sa.String, nullable=False),
        sa.Column("step", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("message", sa.String, nullable=False),
        sa.Column("place", sa.String, nullable=False),
        sa.Column("remedy", sa.String, nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.Column("at", Long, nullable=False),
    )
