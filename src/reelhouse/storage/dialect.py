"""What a kind of database does in its own way."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Protocol, TypeAlias

import sqlalchemy as sa
from sqlalchemy import exc

from reelhouse.errors import ReelhouseError

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql, sqlite

Insert: TypeAlias = "postgresql.Insert | sqlite.Insert"


class Dialect(Protocol):
    """A kind of database at one place."""

    @property
    def where(self) -> str:
        """The place, for messages; never a password."""
        ...

    @property
    def shared(self) -> bool:
        """Whether other machines may use it too; then a run lives by its pulse, and not by its process."""
        ...

    def open(self) -> sa.Engine:
        """Connections to it; they may only be made when they are first used."""
        ...

    def ours(self, engine: sa.Engine) -> sa.Engine:
        """An engine's connections, for those who say where a transaction begins by one of the next three."""
        ...

    def prepare(self, connection: sa.Connection) -> None:
        """Before tables are made or changed, outside of any transaction."""
        ...

    def looking(self, connection: sa.Connection) -> None:
        """Begin to read; every query sees what was committed before it."""
        ...

    def alone(self, connection: sa.Connection) -> None:
        """Begin to write, and keep every other writer waiting until the transaction ends."""
        ...

    def together(self, connection: sa.Connection) -> None:
        """Begin to write beside others who do the same, and after whoever is alone."""
        ...

    def lasting(self, connection: sa.Connection) -> AbstractContextManager[None]:
        """Have every commit inside the block reach the disk before it returns."""
        ...

    def insert(self, table: sa.Table) -> Insert:
        """An insertion that can say what happens when the row is there already."""
        ...

    def explain(self, error: exc.DBAPIError) -> ReelhouseError:
        """The driver's error in our words."""
        ...
