"""The command line inside the test's own process."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reelhouse.cli.main import run

#: Exit code, standard output, standard error.
Ended = tuple[int, str, str]
Cli = Callable[..., Ended]


@pytest.fixture
def cli(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Cli:
    monkeypatch.setenv("REELHOUSE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "120")

    def call(*arguments: str | Path) -> Ended:
        code = run([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return code, out, err

    return call
