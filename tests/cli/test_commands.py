"""Every command: its help, its list, its JSON, and that asking for help loads nothing heavy."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reelhouse.captions.read import read_captions
from reelhouse.media.wav import read_wav
from reelhouse.operations.doctor import PARTS

Cli = Callable[..., tuple[int, str, str]]

COMMANDS = ("demo", "check", "probe", "cache", "doctor", "recipes", "voices", "styles", "make")
HEAVY = ("av", "numpy", "sqlalchemy", "PIL", "resvg", "uharfbuzz", "fontTools", "jinja2", "yaml", "rich")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str, cli: Cli) -> None:
    code, out, _ = cli(command, "--help")
    assert code == 0
    assert "Usage:" in out


def test_no_command_at_all_shows_the_list(cli: Cli) -> None:
    code, out, err = cli()
    assert code == 2
    assert all(command in out + err for command in COMMANDS)


def test_the_help_of_a_recipe_lists_its_keys_with_limits_and_defaults(cli: Cli) -> None:
    _, out, _ = cli("make", "stories", "--help")
    words = " ".join(out.split())
    assert "style | calm | suspense | lofi | bright; default: style" in words
    assert "number 15..180; default: 60" in words
    assert "list of portrait | square | landscape | portrait-720p" in words
    assert "list of tiktok | shorts | reels | youtube | feed; default: empty" in words
    assert "24 | 25 | 30 | 60; default: 30" in words


@pytest.mark.parametrize("arguments", [["--help"], ["make", "--help"], ["cache", "--help"]])
def test_asking_for_help_loads_nothing_heavy(arguments: list[str]) -> None:
    program = f"import sys; from reelhouse.cli.main import run; run({arguments}); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = set(done.stderr.split())
    assert "typer" in loaded
    assert loaded.isdisjoint(HEAVY)


def test_lists_are_for_people_and_for_programs(cli: Cli) -> None:
    for command, word in (("recipes", "stories"), ("styles", "midnight"), ("voices", "espeak:en-us")):
        code, out, err = cli(command)
        assert (code, err) == (0, "")
        assert word in out
        code, out, _ = cli(command, "--json")
        assert code == 0
        assert word in {entry.get("name") or entry.get("ref") for entry in json.loads(out)}


def test_recipes_are_listed_with_what_they_can_be_made_for(cli: Cli) -> None:
    _, out, _ = cli("recipes")
    assert "landscape 1920x1080" in out
    assert "tiktok, shorts, reels, youtube, feed" in out


def test_the_cache_shows_what_is_kept_and_lets_go_of_it(cli: Cli, tmp_path: Path) -> None:
    assert cli("cache", "--json") == (0, "[]\n", "")
    code, _, err = cli("voices", "--say", "One word.", "--voice", "espeak:en-us", "--out", tmp_path / "said")
    assert code == 0, err
    code, out, _ = cli("cache")
    assert "speech" in out
    assert json.loads(cli("cache", "--json")[1])[0]["count"] == 1
    assert "1 files" in cli("cache", "--prune", "--all", "--dry-run")[1]
    assert json.loads(cli("cache", "--prune", "--all", "--json")[1])["count"] == 1
    assert cli("cache", "--json") == (0, "[]\n", "")


def test_a_voice_says_a_text_into_files(cli: Cli, tmp_path: Path) -> None:
    code, out, _ = cli("voices", "--say", "Open the door.", "--voice", "espeak:en-us", "--out", tmp_path / "said")
    assert code == 0
    assert [Path(line).name for line in out.splitlines()] == ["said.wav", "said.json", "said.srt"]
    code, out, _ = cli("voices", "--say", "Open it.", "--voice", "espeak:en-us", "--out", tmp_path / "said", "--json")
    assert [word["text"] for word in json.loads(out)["words"]] == ["Open", "it."]
    assert sorted(path.name for path in (tmp_path / "said").iterdir()) == ["said.json", "said.srt", "said.wav"]


@pytest.mark.parametrize(
    ("name", "content", "words", "code"),
    [
        ("film.mp4", b"Once upon a time", "not a video or sound file", 1),
        ("empty.md", b"", "the file is empty", 1),
        ("film.srt", b"nothing", "no captions in this SubRip file", 1),
        ("nowhere.mp4", None, "there is no such file", 2),
    ],
)
def test_a_file_that_cannot_be_checked_is_still_one_json_document(
    cli: Cli, tmp_path: Path, name: str, content: bytes | None, words: str, code: int
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    ended, out, err = cli("check", path, "--json")
    told = json.loads(out)
    assert (ended, told["passed"], told["findings"]) == (code, False, [])
    assert words in told["error"]["message"]
    assert told["error"]["remedy"]
    assert err.startswith(f"reelhouse: {told['error']['where']}: {told['error']['message']}\n")
    assert name not in told["error"]["message"]


def test_what_is_no_file_is_called_what_it_is(cli: Cli) -> None:
    code, _, err = cli("check", "/dev/null")
    assert code == 1
    assert "/dev/null: this is a device or a pipe, not a file" in err


def test_no_cue_is_shown_after_the_end_of_the_sound(cli: Cli, tmp_path: Path) -> None:
    """One short word is read longer than it is said: its cue ends with the sound all the same."""
    code, out, _ = cli("voices", "--say", "Go.", "--voice", "espeak:en-us", "--out", tmp_path, "--json")
    assert code == 0
    (track,) = read_captions((tmp_path / "said.srt").read_bytes(), "said.srt")
    assert track.cues[-1].end // 48 <= json.loads(out)["milliseconds"]


@pytest.mark.parametrize(
    ("text", "voice", "word", "remedy"),
    [
        ("Привет всем", "espeak:en-us", "espeak:en-us cannot say 'Привет'", "--voice 'espeak:ru'"),
        ("안녕하세요", "espeak:ru", "cannot say '안녕하세요'", "--voice 'espeak:ko'"),
        ("مرحبا", "espeak:en-us", "cannot say 'مرحبا'", "`reelhouse voices` lists them"),
        ("?! ...", "espeak:en-us", "there is nothing to say in this text", "Give at least one word"),
    ],
)
def test_words_that_a_voice_cannot_say_are_named(
    cli: Cli, tmp_path: Path, text: str, voice: str, word: str, remedy: str
) -> None:
    code, _, err = cli("voices", "--say", text, "--voice", voice, "--out", tmp_path / "said")
    assert code == 1
    assert word in err
    assert remedy in err
    assert not (tmp_path / "said").exists()


def test_every_voice_of_a_language_speaks_a_sample(cli: Cli, tmp_path: Path) -> None:
    code, out, err = cli("voices", "--sample", tmp_path / "all", "--language", "ro", "--json")
    assert code == 0, err
    voices = json.loads(out)["voices"]
    assert {voice["voice"] for voice in voices} >= {"espeak:ro", "espeak:ro+f2"}
    assert all(Path(voice["file"]).is_file() for voice in voices if voice["file"])
    assert json.loads((tmp_path / "all" / "voices.json").read_text()) == json.loads(out)
    code, out, _ = cli("voices", "--sample", tmp_path / "all", "--language", "ro")
    assert (code, out.split()[0]) == (0, "VOICE")
    code, _, err = cli("voices", "--say", "x", "--sample", tmp_path / "all")
    assert code == 2
    assert "different things" in err


def test_two_sentences_become_one_sound_with_a_pause_between_them(cli: Cli, tmp_path: Path) -> None:
    code, out, _ = cli("voices", "--say", "Open it. Close it.", "--voice", "espeak:en-us", "--out", tmp_path, "--json")
    assert code == 0
    said = json.loads(out)
    sound = read_wav(tmp_path / "said.wav")
    assert sound.shape == (1, pytest.approx(said["milliseconds"] * 48, abs=48))
    starts, ends = [[word[side] for word in said["words"]] for side in ("start", "end")]
    assert starts == sorted(starts)
    assert starts[2] - ends[1] >= 300
    quiet = sound[0, ends[1] * 48 + 4800 : starts[2] * 48 - 4800]
    assert abs(quiet).max() < 0.02


def test_the_doctor_finds_everything_that_the_tests_need(cli: Cli) -> None:
    code, out, _ = cli("doctor")
    assert code == 0
    assert "MISS" not in out
    code, out, _ = cli("doctor", "--json")
    assert code == 0
    assert {entry["name"] for entry in json.loads(out)} >= {"python", "encoder", "voices", "home", *PARTS}


def test_a_checked_file_that_fails_ends_with_four(cli: Cli, tmp_path: Path) -> None:
    subtitles = tmp_path / "late.srt"
    subtitles.write_text("1\n00:00:05,000 --> 00:00:01,000\nToo late\n")
    code, out, _ = cli("check", subtitles)
    assert code == 4
    assert "failed" in out
    code, out, _ = cli("check", subtitles, "--json")
    assert code == 4
    quality = json.loads(out)
    assert quality["schema"] == "reelhouse.quality/1"
    assert quality["passed"] is False
    assert cli("check", subtitles, "--quiet")[1:] == ("", "")


@pytest.mark.parametrize(
    ("name", "content", "code", "said"),
    [
        ("nosuch.mp4", None, 2, "there is no such file"),
        ("empty.mp4", b"", 1, "empty"),
        ("text.mp4", b"this is no video" * 100, 1, "is not a video or sound file"),
        ("x" * 300, None, 2, "there is no such file"),
    ],
)
def test_a_file_that_cannot_be_checked(
    name: str, content: bytes | None, code: int, said: str, cli: Cli, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    ended, _, err = cli("check", tmp_path / name)
    assert ended == code
    assert said in err
    assert cli("check", tmp_path)[0] == 1


def test_our_own_mistakes_have_no_traceback_unless_asked_for(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A home whose name is no name at all gets past every check of ours."""
    monkeypatch.setattr(os, "environ", {"REELHOUSE_HOME": "/srv/a\0b"})
    code, _, err = cli("cache")
    assert code in {1, 2}
    assert err.startswith("reelhouse: ")
