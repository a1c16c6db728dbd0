"""Shared by every test: no network beyond loopback, homes on both databases, and a warm one for whole videos."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import settings as examples

from buckets import Line, S3Server, line_to, serving
from postgres import PostgresServer, running_server
from reelhouse.config import Settings, load_settings

# A shared machine is no clock: examples may take as long as they need.
examples.register_profile("house", deadline=None, derandomize=True)
examples.load_profile("house")

_REAL_CONNECT = socket.socket.connect

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(autouse=True)
def _only_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail a test that reaches for the outside."""

    def connect(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6} and str(address[0]) not in {
            "127.0.0.1",
            "::1",
            "localhost",
        }:
            pytest.fail(f"a test tried to connect to {address}")
        _REAL_CONNECT(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)


@pytest.fixture(scope="session")
def warm_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One home for all whole-video tests of this run, shared by parallel workers: backgrounds are drawn once."""
    base = tmp_path_factory.getbasetemp()
    return (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / "warm-home"


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL server of this run's.

    Not in pytest's own folder: as root the server runs as another user, and every new run of pytest locks that one out.
    """
    with (
        TemporaryDirectory(prefix="pg", ignore_cleanup_errors=True) as folder,
        running_server(Path(folder, "data")) as running,
    ):
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def home(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A home as an installation has it, on a database of its own: in a file or on a server."""
    folder = tmp_path / "home"
    folder.mkdir()
    if request.param == "postgresql":
        server: PostgresServer = request.getfixturevalue("postgres")
        (folder / "settings.yaml").write_text(f"database: {server.new_database()}\n", encoding="utf-8")
    return folder


@pytest.fixture
def settings(home: Path) -> Settings:
    """What the installation in that home reads."""
    return load_settings({"REELHOUSE_HOME": str(home)})


@pytest.fixture(scope="session")
def reelhouse(warm_home: Path) -> Run:
    """The command line as a person calls it, in a process of its own."""

    def run(
        *arguments: str | Path, home: Path = warm_home, stdin: bytes = b"", env: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "REELHOUSE_HOME": str(home), "PYTHONWARNINGS": "ignore", **(env or {})}
        done = subprocess.run(
            [sys.executable, "-m", "reelhouse", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            env=environment,
            check=False,
        )
        return subprocess.CompletedProcess(
            done.args, done.returncode, done.stdout.decode(), done.stderr.decode(errors="replace")
        )

    return run


@pytest.fixture(scope="session")
def s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3Server]:
    """A real S3 server on loopback that checks signatures."""
    with serving(tmp_path_factory.mktemp("s3")) as server:
        yield server


@pytest.fixture
def line(s3: S3Server) -> Iterator[Line]:
    """A line to it that fails as it is told to."""
    with line_to(s3) as opened:
        yield opened
