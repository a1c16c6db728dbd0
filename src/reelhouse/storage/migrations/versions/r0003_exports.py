"""Names in output folders belong to stories."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table of names."""
    op.create_table(
        "export",
        sa.Column("folder", sa.String, primary_key=True),
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("story", sa.String, nullable=False),
    )
