"""A PostgreSQL server that many machines share.

Statements that are safe beside one another hold a shared advisory lock for the length of their transaction; whoever
must be alone holds it exclusively, and so waits for the others as a writer of SQLite does.
"""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from functools import cached_property
from importlib.util import find_spec
from types import MappingProxyType

import sqlalchemy as sa
from sqlalchemy import exc
from sqlalchemy.dialects import postgresql

from reelhouse.errors import (
    DatabaseAway,
    DatabaseUnusable,
    DiskFull,
    InvalidSettings,
    ProviderNotInstalled,
    ReelhouseError,
)

#: Names our advisory lock among those of other programs in the same database: "reel" in ASCII.
LOCK = 0x7265656C
#: Seconds to wait for a server to answer at all.
CONNECT = 10
#: Of that patience, how long a process may hold others up and do nothing: the server cuts off one that was frozen.
IDLE = 2 / 3
#: Classes (first two letters) and codes of SQLSTATE after which the same may succeed on a new connection: connection
#: exceptions, idle for too long, rollbacks for the sake of others, no free slot, shutdown (PostgreSQL manual,
#: appendix A).
_PASSING = ("08", "25P03", "40", "53300", "57P")
#: SQLSTATE -> what it means and what to do.
_MEANING = MappingProxyType(
    {
        "25006": ("the database is read-only", "Use the server that may be written to"),
        "28000": ("the server does not let this user in", "Check user and password in settings.yaml"),
        "28P01": ("the password is wrong", "Check user and password in settings.yaml"),
        "3D000": ("the server has no such database", "Create it, or correct its name in settings.yaml"),
        "42501": ("this user may not do that", "Give the user the right to create and change tables"),
        "55P03": ("the database is locked by another program", "End whatever holds it, and try again"),
    }
)


@dataclass(frozen=True)
class PostgreSQL:
    """A server by its URL; `patience` is how many seconds to wait for another writer."""

    url: str = field(repr=False)
    patience: float

    @cached_property
    def _parsed(self) -> sa.URL:
        try:
            url = sa.make_url(self.url)
        except exc.ArgumentError:
            raise _wrong() from None  # the cause would show the password
        if url.get_backend_name() != "postgresql":
            raise _wrong()
        return url.set(drivername="postgresql+psycopg")

    @property
    def where(self) -> str:
        """The URL without its password and its options."""
        url = self._parsed.set(drivername="postgresql", query={})
        return url.render_as_string(hide_password=True)

    @property
    def shared(self) -> bool:
        """Always."""
        return True

    def open(self) -> sa.Engine:
        """Connections to the server.

        Raises:
            InvalidSettings: The URL is none of a PostgreSQL server.
            ProviderNotInstalled: The driver is not installed.
        """
        url = self._parsed
        if find_spec("psycopg") is None:
            raise ProviderNotInstalled(
                "the driver for PostgreSQL is not installed",
                where=self.where,
                remedy="Install the extra: pip install 'reelhouse[postgres]'",
            )
        lock, idle = round(self.patience * 1000), round(max(self.patience * IDLE, 2) * 1000)
        waits = f"-c lock_timeout={lock} -c idle_in_transaction_session_timeout={idle}"
        return sa.create_engine(
            url,
            connect_args={"connect_timeout": CONNECT, "options": waits, "application_name": "reelhouse"},
            pool_pre_ping=True,
            pool_size=16,
            max_overflow=-1,
        )

    def prepare(self, connection: sa.Connection) -> None:
        """The server is as its owner set it up."""

    def ours(self, engine: sa.Engine) -> sa.Engine:
        """Transactions begin where we say so: a query without one goes there and back once, and not three times."""
        return engine.execution_options(isolation_level="AUTOCOMMIT")

    def looking(self, connection: sa.Connection) -> None:
        """Every statement is by itself."""

    def alone(self, connection: sa.Connection) -> None:
        """Wait until nobody writes, and keep all others waiting."""
        _begin(connection, "pg_advisory_xact_lock")

    def together(self, connection: sa.Connection) -> None:
        """Wait until nobody is alone."""
        _begin(connection, "pg_advisory_xact_lock_shared")

    def lasting(self, connection: sa.Connection) -> AbstractContextManager[None]:  # noqa: ARG002 - as the others
        """A server syncs every commit, unless its owner told it not to."""
        return nullcontext()

    def insert(self, table: sa.Table) -> postgresql.Insert:
        """PostgreSQL's insertion with `on conflict`."""
        return postgresql.insert(table)

    def explain(self, error: exc.DBAPIError) -> ReelhouseError:
        """What the SQLSTATE means, and what to do; without one, the server did not answer."""
        code = getattr(error.orig, "sqlstate", None) or ""
        said = str(error.orig).strip().partition("\n")[0]
        if code == "53100":
            return DiskFull("the disk of the database is full", where=self.where, remedy="Free some space there")
        if (not code and isinstance(error, exc.OperationalError)) or code.startswith(_PASSING):
            return DatabaseAway(
                f"the database cannot be reached: {said}",
                where=self.where,
                remedy="Check that the server runs, and its address in settings.yaml; then run the same command again",
            )
        message, remedy = _MEANING.get(code, (f"the database refused: {said}", "Check the server's log"))
        return DatabaseUnusable(message, where=self.where, remedy=remedy)


def _begin(connection: sa.Connection, lock: str) -> None:
    """Begin a transaction and take our lock, there and back once; what follows sees what was committed before that."""
    connection.exec_driver_sql(f"begin; select {lock}({LOCK})", execution_options={"no_parameters": True})


def _wrong() -> InvalidSettings:
    return InvalidSettings(
        "this is not the address of a database",
        where="key database",
        remedy="Write postgresql://USER:PASSWORD@HOST/NAME, the password as ${NAME} of a variable",
    )
