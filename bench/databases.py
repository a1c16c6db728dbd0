"""Both databases, as a person has them: a file in the home folder, and a PostgreSQL server of our own."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from bench.place import ROOT, Place

if TYPE_CHECKING:
    from postgres import PostgresServer

#: By what the table calls them, and what folders are called.
FILE, SERVER = "SQLite", "PostgreSQL"
#: Where the number of the server's process stands in a home, for those who charge its work to whoever wanted it.
SERVER_FILE = "server.pid"
DATABASES = MappingProxyType({FILE: "file", SERVER: "server"})


class Homes:
    """Empty home folders, each with a database of its own."""

    def __init__(self, place: Place, server: PostgresServer) -> None:
        self._place = place
        self._server = server

    def new(self, name: str, database: str) -> Path:
        """An empty home folder whose settings name a database that is empty too."""
        home = self._place.home(f"{name}-{DATABASES[database]}")
        if database == SERVER:
            (home / "settings.yaml").write_text(f'database: "{self._server.new_database()}"\n', encoding="utf-8")
            number = (self._server.folder / "postmaster.pid").read_text(encoding="utf-8").splitlines()[0]
            (home / SERVER_FILE).write_text(number, encoding="utf-8")
        return home


@contextmanager
def homes(place: Place, study: str) -> Iterator[Homes]:
    """Homes for as long as the block; the server runs on this machine, and writes as safely as it does elsewhere."""
    with _running(place.folder / f"{study}-postgres") as server:
        yield Homes(place, server)


@contextmanager
def _running(folder: Path) -> Iterator[PostgresServer]:
    sys.path.append(str(ROOT / "tests"))  # the tests' server; they make it quicker than it is
    from postgres import running_server  # noqa: PLC0415 - as above

    with running_server(folder) as server:
        server.run("alter system reset fsync", "select pg_reload_conf()")
        yield server
