"""A clock of the database that stands still until it is put forward."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

import sqlalchemy as sa


@dataclass
class Moment:
    """Milliseconds since 1970, and the expression that a query asks for them."""

    at: int = int(datetime(2026, 3, 31, 22, 0, tzinfo=UTC).timestamp() * 1000)
    expression: sa.ColumnElement[int] = field(init=False)

    def __post_init__(self) -> None:
        self.expression = sa.cast(sa.bindparam("moment", type_=sa.BigInteger, callable_=lambda: self.at), sa.BigInteger)

    def forward(self, *, seconds: float = 0, hours: float = 0) -> None:
        self.at += round(1000 * (seconds + 3600 * hours))
