"""Whatever a person gives wrongly: one message with place and remedy, the documented exit code, nothing made."""

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

Cli = Callable[..., tuple[int, str, str]]

STORY = "# A key\n\nI tried the old key. Then I heard someone breathing.\n"


@pytest.fixture
def story(tmp_path: Path) -> Path:
    (tmp_path / "story.md").write_text(STORY)
    return tmp_path / "story.md"


@pytest.mark.parametrize(
    ("arguments", "said", "remedy"),
    [
        (["--set", "moood=calm"], "--set: there is no option 'moood'", "Did you mean 'mood'?"),
        (["--set", "source=x"], "--set: there is no option 'source'", ""),
        (["--set", "mood=clam"], "--set mood: there is no mood 'clam'", "Did you mean 'calm'?"),
        (["--set", "renditions=drft"], "--set renditions: there is no rendition 'drft'", "Did you mean 'draft'?"),
        (["--set", "profanity=x"], "there is no profanity 'x'", "keep | soften | bleep | reject (default soften)"),
        (["--set", "mood"], "--set takes key=value, not 'mood'", "Write --set mood=VALUE"),
        (["--set", "=x"], "there is no option ''", "Known: "),
        (
            ["--set", "part=5"],
            "--set part: '5' does not fit: it is too small",
            "It takes number 15..180 (default 60)",
        ),
        (["--set", "part=181"], "--set part: '181' does not fit", "It takes number 15..180 (default 60)"),
        (
            ["--set", "part=soon"],
            "--set part: 'soon' does not fit: it is no whole number",
            "It takes number 15..180 (default 60)",
        ),
        (["--set", "renditions=1081x1920"], "there is no rendition '1081x1920'", "It takes list of portrait | square"),
        (["--set", "fps=17"], "--set fps: 17 does not fit", "It takes 24 | 25 | 30 | 60 (default 30)"),
        (["--set", "fps=smooth"], "--set fps: 'smooth' does not fit", "24 | 25 | 30 | 60"),
        (["--set", "platforms=tiktoc"], "there is no platform 'tiktoc'", "Did you mean 'tiktok'?"),
        (["--set", f"question={'x' * 81}"], "at most 80 characters", "It takes text (default empty)"),
        (["--set", "style=midnite"], "there is no style 'midnite'", "Did you mean 'midnight'?"),
        (["--set", "voice=piper:en_US-jo"], "there is no voice 'piper:en_US-jo'", "Did you mean 'piper:en_US-joe'?"),
        (["--set", "voice=espek:en-us"], "there is no voice engine 'espek'", "Did you mean 'espeak'?"),
        (["--set", "voice=joe"], "'joe' is not a voice", "Write `engine:voice`"),
        (["--set", "language=xx"], "there is no language 'xx'", "Known: en"),
        (["--from", "render chunks"], "--from: there is no step 'render chunks'", "Did you mean 'render chunk'?"),
        (["--from", "bleep line"], "--from: this episode has no step 'bleep line'", "with --set profanity=bleep"),
        (["--from", "move still"], "--from: this episode has no step 'move still'", "with --set footage=FOLDER"),
    ],
)
def test_a_wrong_key_value_or_name_is_refused_before_anything_is_made(
    arguments: list[str], said: str, remedy: str, cli: Cli, story: Path, tmp_path: Path
) -> None:
    code, out, err = cli("make", "stories", story, "--out", tmp_path / "out", *arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert remedy in err
    assert err.count("\n") <= 2
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["make", "storys"], "No such command 'storys'. Did you mean 'stories'?"),
        (["make", "stories", "--otu", "x"], "No such option: --otu"),
        (["nosuch"], "No such command 'nosuch'"),
        (["make", "stories", "a", "b"], "unexpected extra argument"),
        (["check"], "Missing argument"),
    ],
)
def test_wrong_commands_and_options_are_named(arguments: list[str], said: str, cli: Cli) -> None:
    code, _, err = cli(*arguments)
    assert code == 2
    assert said in err


@pytest.mark.parametrize(
    ("arguments", "said", "remedy"),
    [
        (["cache", "--all"], "--all does nothing without --prune", "Add --prune, or leave out --all"),
        (["cache", "--dry-run", "--json"], "--dry-run does nothing without --prune", "Add --prune"),
        (["voices", "--voice", "espeak:en-us"], "--voice does nothing without --say", "Add --say TEXT"),
        (["voices", "--out", "said"], "--out does nothing without --say", "Add --say TEXT, or leave out --out"),
        (["voices", "--say", "Hi.", "--language", "ru"], "--language: --say speaks in the language", "with --voice"),
    ],
)
def test_an_option_that_would_be_ignored_is_refused(
    arguments: list[str], said: str, remedy: str, cli: Cli, tmp_path: Path
) -> None:
    code, out, err = cli(*arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert remedy in err
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the file is empty"),
        (b" \n\t\n", "nothing but white space"),
        (bytes(range(256)) * 20, "not text but binary data"),
        (b"word", "it has only 1 word"),
        ("😀😀 🎉".encode(), "there are no words in it"),
        ("هذه قصة طويلة عن مفتاح قديم وباب لم يفتحه أحد".encode(), "most of it is not in English but in Arabic"),
        ("Это длинная история о ключе, который никто не искал".encode(), "most of it is not in English"),
        (b"# Only a long and winding title\n", "it has a title and no story"),
        (b"---\ntitle: x\nnonsense\n---\nText", "which is not `key: value`"),
    ],
)
def test_what_is_no_story_is_refused_with_its_name(content: bytes, said: str, cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "story.md").write_bytes(content)
    code, out, err = cli("make", "stories", tmp_path / "story.md", "--out", tmp_path / "out")
    assert (code, out) == (1, "")
    assert "story.md" in err
    assert said in err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("source", "code", "said"),
    [
        ("nosuch.md", 2, "nosuch.md: there is no such file"),
        (".", 1, "this is a folder"),
        ("", 1, "this is a folder"),
        ("story.md/inside", 2, "there is no such file"),
        ("I tried the old key. " * 400, 2, "…: there is no such file"),
        ("a\0b", 2, "a\\x00b: there is no such file"),
        ("\x1b[2Jx", 2, "\\x1b[2Jx: there is no such file"),
    ],
)
def test_a_path_that_is_no_file_is_named(
    source: str, code: int, said: str, cli: Cli, story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(story.parent)
    ended, _, err = cli("make", "stories", source, "--out", "out")
    assert ended == code
    assert said in err
    assert len(err) < 400


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(cli: Cli, story: Path) -> None:
    story.chmod(0)
    code, _, err = cli("make", "stories", story)
    assert code == 1
    assert "it may not be read" in err


@pytest.mark.parametrize("out", ["story.md", "story.md/inside", "/proc/x"])
def test_an_output_folder_that_cannot_be_written_to(
    out: str, cli: Cli, story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not Path("/proc").exists():
        pytest.skip("this system has no /proc")
    monkeypatch.chdir(story.parent)
    code, _, err = cli("make", "stories", story, "--out", out)
    assert code == 1
    assert f"{out}: cannot write here" in err
    assert "Give a folder that you may write to with --out" in err
    assert story.read_text() == STORY


@pytest.mark.parametrize(
    ("settings", "place", "said"),
    [
        ("workers: none\n", "settings.yaml, line 1", "workers"),
        ("\nwrokers: 2\n", "settings.yaml, line 2", "workers"),
        ("cache:\n  chunk: {size: lots}\n", "settings.yaml, line 2", "is not a size"),
        ("workers: 2\ndatabase: postgresql://me:${NO_SUCH_SECRET}@host/name\n", "line 2", "NO_SUCH_SECRET"),
        ("a: [1\n", "settings.yaml", ""),
    ],
)
def test_a_broken_settings_file_is_named_with_its_line_and_key(
    settings: str, place: str, said: str, cli: Cli, story: Path, tmp_path: Path
) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "settings.yaml").write_text(settings)
    for command in (["make", "stories", story], ["doctor"], ["cache"], ["voices"]):
        code, _, err = cli(*command)
        assert code == 2
        assert place in err
        assert said in err


@pytest.mark.parametrize(
    ("settings", "said", "remedy"),
    [
        (
            "workers: 1\nvoice: piper:en_US-jo\n",
            "settings.yaml, line 2, key voice: there is no voice 'piper:en_US-jo'",
            "Did you mean 'piper:en_US-joe'?",
        ),
        (
            '\n\nvoice: "piper:en_US-joe | espeak:en-uus"\n',
            "settings.yaml, line 3, key voice: there is no voice 'espeak:en-uus'",
            "Did you mean 'espeak:en-us'?",
        ),
        ("voice: joe\n", "settings.yaml, line 1, key voice: 'joe' is not a voice", "Write `engine:voice`"),
        (
            "style: midnite\n",
            "settings.yaml, line 1, key style: there is no style 'midnite'",
            "Did you mean 'midnight'?",
        ),
    ],
)
def test_a_wrong_name_in_the_settings_is_named_with_its_line_and_key(
    settings: str, said: str, remedy: str, cli: Cli, story: Path, tmp_path: Path
) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "settings.yaml").write_text(settings)
    code, out, err = cli("make", "stories", story, "--out", tmp_path / "out")
    assert (code, out) == (2, "")
    assert f"{tmp_path / 'home'}/{said}" in err
    assert remedy in err
    _, _, err = cli("make", "stories", story, "--set", "voice=espeak:en-uz", "--set", "style=midnight")
    assert "--set voice: there is no voice 'espeak:en-uz'" in err


def test_a_wrong_voice_to_say_something_is_named_where_it_stands(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "settings.yaml").write_text("voice: espeak:en-uz\n")
    code, _, err = cli("voices", "--say", "Hello.", "--out", tmp_path / "out")
    assert code == 2
    assert "settings.yaml, line 1, key voice: there is no voice 'espeak:en-uz'" in err
    code, _, err = cli("voices", "--say", "Hello.", "--voice", "espeak:ruu", "--out", tmp_path / "out")
    assert code == 2
    assert "--voice: there is no voice 'espeak:ruu'" in err


@pytest.mark.parametrize("home", ["story.md", "story.md/inside", "/proc/x"])
def test_a_home_that_cannot_be_used(
    home: str, cli: Cli, story: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("REELHOUSE_HOME", str(home if home.startswith("/") else tmp_path / home))
    code, _, err = cli("make", "stories", story, "--out", tmp_path / "out")
    assert code == 1
    assert "REELHOUSE_HOME" in err
    assert not (tmp_path / "out").exists()


def test_a_damaged_database_and_one_of_a_newer_version(cli: Cli, story: Path, tmp_path: Path) -> None:
    file = tmp_path / "home" / "reelhouse.db"
    file.parent.mkdir()
    file.write_bytes(b"this is something else" * 1000)
    code, _, err = cli("make", "stories", story, "--out", tmp_path / "out")
    assert code == 1
    assert f"{file}: this is not a database" in err
    assert "Move it away" in err
    file.unlink()
    with sqlite3.connect(file) as database:
        database.execute("pragma user_version=99")
    database.close()
    code, _, err = cli("make", "stories", story, "--out", tmp_path / "out")
    assert code == 1
    assert "the database has version 99" in err
    assert not (tmp_path / "out").exists()
