"""The doctor on a healthy machine and on machines where something is missing."""

import shutil
from pathlib import Path

import pytest

from reelhouse.config import Settings
from reelhouse.media import ffmpeg
from reelhouse.operations import doctor
from reelhouse.operations.doctor import Diagnosis, State, examine, healthy


def named(found: tuple[Diagnosis, ...]) -> dict[str, Diagnosis]:
    return {diagnosis.name: diagnosis for diagnosis in found}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home")


def test_a_machine_that_can_make_videos_is_healthy(settings: Settings) -> None:
    found = examine(settings)
    assert healthy(found)
    assert {"python", "encoder", "voices", "home", *doctor.PARTS} <= named(found).keys()
    assert all(diagnosis.found for diagnosis in found)


def test_a_missing_package_is_named_with_its_remedy(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "PARTS", {"no-such-package": "nothing", "pillow": "no_such_module"})
    monkeypatch.setattr(doctor, "EXTRAS", {"moon": ("no-moon", "moon", "moonlight")})
    found = named(examine(settings))
    assert found["no-such-package"].found == "not installed"
    assert "pip install" in found["no-such-package"].remedy
    assert "no_such_module" in found["pillow"].found
    assert found["pillow"].state is State.MISSING
    assert found["extra moon"].state is State.OPTIONAL
    assert "adds moonlight" in found["extra moon"].remedy
    assert not healthy(tuple(found.values()))


def test_a_missing_encoder_is_named(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", "/nowhere/ffmpeg")
    ffmpeg.encoder.cache_clear()
    try:
        found = named(examine(settings))["encoder"]
    finally:
        monkeypatch.undo()
        ffmpeg.encoder.cache_clear()
    assert found.state is State.MISSING
    assert "IMAGEIO_FFMPEG_EXE" in found.remedy


def test_a_full_disk_and_a_missing_guard_are_worth_a_note(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "ROOM", shutil.disk_usage(tmp_path).total * 2)
    monkeypatch.setenv("PATH", str(tmp_path))
    found = named(examine(settings))
    assert found["home"].state is State.NOTE
    assert "cache --prune" in found["home"].remedy
    assert found["setpriv"].state is State.NOTE


def test_programs_that_speak_are_named_with_how_to_get_them(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    found = named(doctor._programs(settings))
    for name in ("festival", "flite"):
        assert found[name].state is State.OPTIONAL
        assert f"apt-get install {name}" in found[name].remedy
    program = tmp_path / "more" / "flite"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    found = named(doctor._programs(settings.model_copy(update={"voices": (program.parent,)})))
    assert (found["flite"].state, found["flite"].found) == (State.READY, "4 voices")


def test_a_damaged_voice_is_named(settings: Settings) -> None:
    folder = settings.home / "voices"
    folder.mkdir(parents=True)
    (folder / "ro_RO-ana-low.onnx").write_bytes(b"a model")
    (folder / "ro_RO-ana-low.onnx.json").write_text("{oops")
    found = named(doctor._programs(settings))["voice ro_RO-ana-low.onnx"]
    assert found.state is State.NOTE
    assert "cannot be read" in found.found


def test_a_home_below_a_file_is_none(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert named(examine(Settings(home=tmp_path / "file" / "home")))["home"].state is State.MISSING
