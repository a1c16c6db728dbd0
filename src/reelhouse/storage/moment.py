"""The time by the database's own clock: machines that share it need not agree on theirs."""

from __future__ import annotations

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class now(FunctionElement[int]):  # noqa: N801 - a function of SQL, written as SQL writes it
    """Milliseconds since 1970."""

    type = sa.BigInteger()
    inherit_cache = True


@compiles(now, "postgresql")
def _on_postgresql(_element: now, _compiler: Any, **_: Any) -> str:
    return "(extract(epoch from clock_timestamp()) * 1000)::bigint"


@compiles(now, "sqlite")
def _on_sqlite(_element: now, _compiler: Any, **_: Any) -> str:
    return "cast((julianday('now') - 2440587.5) * 86400000 as integer)"


def read(connection: sa.Connection) -> int:
    """What the database's clock says, in milliseconds since 1970."""
    return connection.execute(sa.select(now())).scalar_one()


class today(FunctionElement[date]):  # noqa: N801 - as above
    """The day in UTC."""

    type = sa.Date()
    inherit_cache = True


@compiles(today, "postgresql")
def _day_on_postgresql(_element: today, _compiler: Any, **_: Any) -> str:
    return "(clock_timestamp() at time zone 'UTC')::date"


@compiles(today, "sqlite")
def _day_on_sqlite(_element: today, _compiler: Any, **_: Any) -> str:
    return "date('now')"
