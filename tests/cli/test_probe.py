"""`reelhouse probe` as a person meets it."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from clips import CLIPS
from films import FAST_START, damage, film, run_encoder

Cli = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def phone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A film with sound that was held sideways."""
    folder = tmp_path_factory.mktemp("phone")
    tags = ("-metadata", "title=Midnight", "-metadata:s:a:0", "language=rus")
    upright = film(folder / "upright.mp4", seconds=1, mux=(*FAST_START, *tags))
    run_encoder("-display_rotation", "-90", "-i", str(upright), "-c", "copy", str(folder / "phone.mp4"))
    return folder / "phone.mp4"


def test_what_a_person_would_ask_about(cli: Cli, phone: Path) -> None:
    code, out, err = cli("probe", phone)
    assert (code, err) == (0, "")
    for words in (
        "phone.mp4  video",
        "title      Midnight",
        "180x320, turned by 90 degrees, seen as 320x180",
        "30 frames a second, 30 frames",
        "yuv420p, 8 bits, BT.709",
        "sound      aac, 48000 Hz, stereo",
        "rus",
        "converted first: it is stored turned or mirrored",
    ):
        assert words in out, out
    assert "damage" not in out


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("film.mkv", "23.976 frames a second (24000/1001)"),
        ("jitter.mp4", ", uneven, 60 frames"),
        ("fields.mp4", "interlaced"),
        ("fields.mp4", "pixels 64:45, seen as 273x108"),
        ("hlg.mp4", "BT.2020/HLG, HDR (HLG)"),
        ("mirrored.mp4", "mirrored"),
        ("clear.mov", "transparent, colours not told"),
        ("phone.avi", "full range"),
        ("bt709.mp4", "use        as it is"),
        ("ten-untold.mp4", "note       ten bits"),
    ],
)
def test_what_is_special(cli: Cli, tmp_path: Path, name: str, words: str) -> None:
    CLIPS[name](tmp_path / name)
    code, out, _ = cli("probe", tmp_path / name)
    assert code == 0
    assert words in out, out


def test_several_files_and_their_exit_code(cli: Cli, phone: Path, tmp_path: Path) -> None:
    (tmp_path / "text.mp4").write_text("a story")
    code, out, err = cli("probe", tmp_path / "text.mp4", phone, tmp_path / "nothing.mp4", tmp_path)
    assert code == 1
    assert "phone.mp4  video" in out
    assert "text.mp4: this is no video, sound or picture" in err
    assert "nothing.mp4: there is no such file\n  Check the path" in err
    assert "this is a folder\n  Give the files in it" in err
    assert cli("probe", tmp_path / "nothing.mp4")[0] == 2
    assert cli("probe")[0] == 2


def test_json_holds_every_file(cli: Cli, phone: Path, tmp_path: Path) -> None:
    code, out, err = cli("probe", "--json", phone, tmp_path / "nothing.mp4")
    assert (code, err) == (2, "")
    told = json.loads(out)
    assert told["schema"] == "reelhouse.probe/1"
    first, second = told["files"]
    assert (first["kind"], first["container"], first["milliseconds"]) == ("video", "mp4", 1000)
    assert (first["video"][0]["rotation"], first["video"][0]["rate"]) == (90, {"num": 30, "den": 1})
    assert second["error"]["remedy"] == "Check the path"


def test_damage_is_told_with_its_time(cli: Cli, tmp_path: Path) -> None:
    broken = damage(film(tmp_path / "film.mp4", seconds=2), tmp_path / "broken.mp4")
    code, out, _ = cli("probe", "--deep", broken)
    assert code == 0
    assert "decoder error" in out
    assert cli("probe", "--quiet", broken) == (0, "", "")


def test_no_name_can_command_the_terminal_or_the_program(
    cli: Cli, phone: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("two\nlines.mp4", "red\x1b[31m.mp4", "[bold].mp4"):
        shutil.copy(phone, name)
        code, out, _ = cli("probe", name)
        assert code == 0
        assert "\x1b" not in out
        assert out.splitlines()[0] == f"{name.encode('unicode_escape').decode()}  video"
    shutil.copy(phone, "./-v.mp4")
    assert cli("probe", "--", "-v.mp4")[0] == 0


def test_a_sound_file(cli: Cli, tmp_path: Path) -> None:
    film(tmp_path / "a.wav", picture=None, seconds=0.2, audio=("-c:a", "pcm_s16le"), mux=())
    code, out, _ = cli("probe", tmp_path / "a.wav")
    assert code == 0
    assert "a.wav  sound" in out
    assert "pcm_s16le, 48000 Hz" in out
    assert "use " not in out
