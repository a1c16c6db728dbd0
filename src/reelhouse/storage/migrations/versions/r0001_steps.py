"""Runs, steps and artifacts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

Long = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the first tables."""
    op.create_table(
        "run",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("host", sa.String, nullable=False),
        sa.Column("pid", sa.Integer, nullable=False),
        sa.Column("born", sa.String, nullable=False),
        sa.Column("started_at", Long, nullable=False),
    )
    op.create_table(
        "step",
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("provider", sa.String, nullable=False),
        sa.Column("salt", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("holder", sa.String, nullable=False),
        sa.Column("fence", sa.Integer, nullable=False),
        sa.Column("result", sa.JSON),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("seconds", sa.Float, nullable=False),
        sa.Column("made_at", Long, nullable=False),
        sa.Column("used_at", Long, nullable=False),
    )
    _artifacts()


def _artifacts() -> None:
    op.create_table(
        "artifact",
        sa.Column("sha256", sa.String, primary_key=True),
        sa.Column("suffix", sa.String, primary_key=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("size", Long, nullable=False),
        sa.Column("mtime_ns", Long, nullable=False),
        sa.Column("made_at", Long, nullable=False),
        sa.Column("used_at", Long, nullable=False),
        sa.Column("pinned", sa.Boolean, nullable=False),
    )
    op.create_table(
        "step_artifact",
        sa.Column("key", sa.String, sa.ForeignKey("step.key", ondelete="CASCADE"), primary_key=True),
        sa.Column("sha256", sa.String, primary_key=True),
        sa.Column("suffix", sa.String, primary_key=True),
        sa.ForeignKeyConstraint(["sha256", "suffix"], ["artifact.sha256", "artifact.suffix"], ondelete="CASCADE"),
    )
    op.create_index("step_artifact_by_artifact", "step_artifact", ["sha256", "suffix"])
