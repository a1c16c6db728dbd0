"""What waits for people and what they said; what episodes are made of, and which of them are kept."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

Long = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the table of approvals, and let episodes name what they made."""
    op.add_column("production", sa.Column("release", sa.JSON))
    op.add_column("production", sa.Column("kept", sa.String, nullable=False, server_default=""))
    op.create_table(
        "episode_step",
        sa.Column("episode", sa.String, primary_key=True),
        sa.Column("key", sa.String, primary_key=True),
    )
    op.create_index("episode_step_by_key", "episode_step", ["key"])
    _approvals()


def _approvals() -> None:
    op.create_table(
        "approval",
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("episode", sa.String, nullable=False),
        sa.Column("gate", sa.String, nullable=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("paper", sa.JSON, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("who", sa.String, nullable=False, server_default=""),
        sa.Column("note", sa.String, nullable=False, server_default=""),
        sa.Column("asked_at", Long, nullable=False),
        sa.Column("due_at", Long),
        sa.Column("reminded_at", Long),
        sa.Column("decided_at", Long),
    )
    op.create_index("approval_by_state", "approval", ["state", "due_at"])
    op.create_index("approval_by_episode", "approval", ["episode", "gate"])
