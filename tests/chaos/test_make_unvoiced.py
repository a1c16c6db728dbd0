"""An installation without any voice: a folder of links to everything that is installed but the speech engines."""

import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from runs import SHORT

ENGINES = ("piper", "joe_us", "joe-us", "espeak", "py_espeak", "pocketsphinx")
SRC = Path(__file__).parents[2] / "src"


@pytest.fixture
def voiceless(tmp_path: Path) -> dict[str, str]:
    """The environment of a Python that has no speech engine."""
    farm = tmp_path / "packages"
    farm.mkdir()
    for package in Path(sysconfig.get_paths()["purelib"]).iterdir():
        if not package.name.lower().startswith(ENGINES):
            (farm / package.name).symlink_to(package)
    path = os.pathsep.join([str(SRC), str(farm)])
    # No PATH: speech programs of the system are not there either.
    return {**os.environ, "PYTHONPATH": path, "PATH": str(farm), "REELHOUSE_HOME": str(tmp_path / "home")}


def call(env: dict[str, str], *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-S", "-m", "reelhouse", *map(str, arguments)]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False)


def test_without_a_voice_the_message_says_how_to_get_one(voiceless: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "story.md").write_text(SHORT)
    done = call(voiceless, "make", "stories", tmp_path / "story.md", "--out", tmp_path / "out")
    assert done.returncode == 1, done.stderr
    assert "no voice that is installed speaks English" in done.stderr
    assert 'pip install "reelhouse[espeak]"' in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()


def test_the_doctor_and_the_list_say_that_no_voice_is_there(voiceless: dict[str, str]) -> None:
    doctor = call(voiceless, "doctor", "--json")
    assert doctor.returncode == 1, doctor.stderr
    found = {entry["name"]: entry for entry in json.loads(doctor.stdout)}
    assert found["voices"]["state"] == "missing"
    assert "pip install" in found["voices"]["remedy"]
    assert found["extra piper"]["state"] == found["extra espeak"]["state"] == "optional"
    voices = call(voiceless, "voices", "--json")
    assert (voices.returncode, voices.stdout) == (0, "[]\n")
