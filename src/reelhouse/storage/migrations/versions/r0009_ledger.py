"""A ledger: what every paid call cost, and how much was made without paying."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

Long = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the tables of charges and volumes."""
    op.create_table(
        "charge",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("episode", sa.String, nullable=False),
        sa.Column("show", sa.String, nullable=False),
        sa.Column("service", sa.String, nullable=False),
        sa.Column("account", sa.String, nullable=False),
        sa.Column("unit", sa.String, nullable=False),
        sa.Column("quantity", Long, nullable=False),
        sa.Column("price", Long, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("run", sa.String, nullable=False),
        sa.Column("at", Long, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
    )
    op.create_index("charge_by_day", "charge", ["day", "show", "state", "price"])
    op.create_index("charge_by_episode", "charge", ["episode", "state", "price"])
    op.create_index("charge_open", "charge", ["state", "run"])
    op.create_table(
        "volume",
        sa.Column("episode", sa.String, primary_key=True),
        sa.Column("show", sa.String, primary_key=True),
        sa.Column("service", sa.String, primary_key=True),
        sa.Column("unit", sa.String, primary_key=True),
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("quantity", Long, nullable=False),
    )
    op.create_index("volume_by_day", "volume", ["day"])
