"""The switch of the kill tests: it ends a process at one border, and nonsense in it does nothing."""

import os
import signal
import subprocess
import sys

import pytest

BORDERS = "from reelhouse.production.crash import border\nfor _ in range(3):\n    border()\n    print('passed')"


@pytest.mark.parametrize(
    ("value", "passed", "code"),
    [("2", 1, -signal.SIGKILL), ("9", 3, 0), ("x", 3, 0), ("", 3, 0), ("-1", 3, 0), ("2.0", 3, 0)],
)
def test_only_a_number_ends_the_process(value: str, passed: int, code: int) -> None:
    env = {**os.environ, "REELHOUSE_CRASH_AT": value, "PYTHONUNBUFFERED": "1"}
    done = subprocess.run([sys.executable, "-c", BORDERS], env=env, capture_output=True, text=True, check=False)
    assert (done.stdout.count("passed"), done.returncode) == (passed, code), done.stderr
