"""What all workers know of an outside service: whether it fails, and when it may be asked next."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

Long = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the tables of circuits and buckets."""
    op.create_table(
        "circuit",
        sa.Column("service", sa.String, primary_key=True),
        sa.Column("account", sa.String, primary_key=True),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("open_until", Long, nullable=False),
        sa.Column("cooling", Long, nullable=False),
        sa.Column("probe", sa.String, nullable=False),
        sa.Column("probe_until", Long, nullable=False),
    )
    op.create_table(
        "bucket",
        sa.Column("service", sa.String, primary_key=True),
        sa.Column("account", sa.String, primary_key=True),
        sa.Column("due", Long, nullable=False),
    )
