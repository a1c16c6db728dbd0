"""Runs: which episode each makes, so that one which nobody makes any more can be told from one that somebody does."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0012"


def upgrade() -> None:
    """Let a run say what it makes; those that are open now never said."""
    op.add_column("run", sa.Column("episode", sa.String, nullable=False, server_default=""))
