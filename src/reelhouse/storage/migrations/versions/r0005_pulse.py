"""Runs say now and then that they live: other machines cannot see their processes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the time of a run's last sign of life."""
    wide = sa.BigInteger().with_variant(sa.Integer, "sqlite")
    op.add_column("run", sa.Column("seen_at", wide, nullable=False, server_default="0"))
