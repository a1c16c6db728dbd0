"""A whole video without any network: the run is put where there is none, not even loopback."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from runs import SHORT

ALONE = ("unshare", "--map-root-user", "--net")
REACH = "import socket; socket.create_connection(('127.0.0.1', 9), timeout=2)"


def may_be_alone() -> bool:
    return shutil.which("unshare") is not None and subprocess.run([*ALONE, "true"], check=False).returncode == 0


@pytest.mark.skipif(not may_be_alone(), reason="this system does not let us make a network of our own")
def test_a_video_is_made_where_there_is_no_network(warm_home: Path, tmp_path: Path) -> None:
    reach = subprocess.run([*ALONE, sys.executable, "-c", REACH], capture_output=True, text=True, check=False)
    assert "Network is unreachable" in reach.stderr

    (tmp_path / "offline.md").write_text(SHORT.replace("old key", "rusty key"))
    asked = ("make", "stories", tmp_path / "offline.md", "--set", "renditions=draft", "--json", "--kit")
    done = subprocess.run(
        [*ALONE, sys.executable, "-m", "reelhouse", *map(str, asked), "--out", str(tmp_path / "out")],
        capture_output=True,
        text=True,
        env={**os.environ, "REELHOUSE_HOME": str(warm_home), "PYTHONWARNINGS": "ignore"},
        check=False,
    )

    assert done.returncode == 0, done.stderr
    printed = json.loads(done.stdout)
    made = {step["name"] for step in printed["steps"] if not step["cached"]}
    assert {"speak line", "render chunk", "mix sound", "join", "check quality"} <= made
    assert Path(printed["deliverables"][0]["path"]).is_file()
