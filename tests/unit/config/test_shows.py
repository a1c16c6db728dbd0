"""The file of a show: what it may say, and everything that is wrong with it at once."""

from pathlib import Path

import pytest

from reelhouse.config.cron import Cron
from reelhouse.config.shows import Show, ShowFile, find_shows, read_show

WHOLE = """
recipe: stories
title: Midnight
brief: {source: stories/, voice: "${VOICE}", part: 60}
approve: script
schedule: "0 9  * * *"
zone: Europe/Berlin
catch_up: all
paused: yes
destinations: [kit, "youtube:main"]
budget: {episode: 0.20, month: 30}
out: /videos
approve_within: 2 days
"""


def read(tmp_path: Path, text: str, name: str = "midnight.yaml") -> ShowFile:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_show(path, {"VOICE": "piper:x"})


def test_a_whole_file(tmp_path: Path) -> None:
    file = read(tmp_path, WHOLE)
    assert file.problems == ()
    show = file.show
    assert show is not None
    assert file.name == "midnight"
    assert show.brief == {"source": "stories/", "voice": "piper:x", "part": 60}
    assert show.approve == ("script",)
    assert show.cron == Cron("0 9 * * *", "Europe/Berlin")
    assert (show.budget.episode, show.budget.day, show.budget.month) == (200_000, None, 30_000_000)
    assert show.destinations == ("kit", "youtube:main")
    assert (show.catch_up, show.paused, show.approve_within) == ("all", True, 172_800)


def test_what_need_not_be_said(tmp_path: Path) -> None:
    assert read(tmp_path, "recipe: stories").show == Show(recipe="stories")
    assert Show(recipe="stories").cron is None
    assert Show(recipe="stories").catch_up == "latest"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("recip: stories", ("line 2, key recip", "there is no such key", "Did you mean 'recipe'?")),
        ("title: [a]", ("line 2, key title", "a text is needed", "Correct")),
        ("schedule: 0 25 * * *", ("line 2, key schedule", "bad hour", "Correct")),
        ("zone: Europe/Berln", ("line 2, key zone", "there is no time zone 'Europe/Berln'", "Correct")),
        ("zone: ../../etc/passwd", ("line 2, key zone", "there is no time zone", "Correct")),
        ("zone: ''", ("line 2, key zone", "there is no time zone", "Correct")),
        ("catch_up: some", ("line 2, key catch_up", "'none', 'latest' or 'all'", "Correct")),
        ("paused: perhaps", ("line 2, key paused", "yes or no", "Correct")),
        ("budget: {episod: 1}", ("line 2, key budget.episod", "no such key", "Did you mean 'episode'?")),
        ("budget: {day: -1}", ("line 2, key budget.day", "", "Correct")),
        ("approve_within: 2", ("line 2, key approve_within", "is not how long", "Correct")),
        ("brief: story.md", ("line 2, key brief", "`key: value` lines", "Correct")),
        ("title: ${NOBODY}", ("line 2, key title", "NOBODY is not set", "Set it")),
        ("title: ${file:gone}", ("line 2, key title", "cannot be read", "Put it there")),
    ],
)
def test_one_wrong_line(line: str, told: tuple[str, str, str], tmp_path: Path) -> None:
    file = read(tmp_path, f"recipe: stories\n{line}\n")
    assert file.show is None
    (problem,) = file.problems
    for expected, said in zip(told, (problem.where, problem.message, problem.remedy), strict=True):
        assert expected in said
    assert str(tmp_path / "midnight.yaml") in problem.where


def test_everything_that_is_wrong_is_told(tmp_path: Path) -> None:
    file = read(tmp_path, "zone: Mars\nschedule: x\nfoo: 1\n", name="Not This!.yaml")
    assert [one.where.partition("yaml")[2] for one in file.problems] == [
        "",
        ", key recipe",
        ", line 2, key schedule",
        ", line 1, key zone",
        ", line 3, key foo",
    ]


def test_no_yaml_at_all(tmp_path: Path) -> None:
    file = read(tmp_path, "schedule: * * * * *")
    assert "not YAML" in file.problems[0].message


def test_a_secret_comes_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "title").write_text("Secret\n", encoding="utf-8")
    show = read(tmp_path, "recipe: stories\ntitle: ${file:title}").show
    assert show is not None
    assert show.title == "Secret"


def test_files_are_found_by_folder_and_name(tmp_path: Path) -> None:
    for name in ("a/b.yaml", "a/a.yml", "a/notes.txt", "b/b.yaml", "b/c.yaml", "a/folder.yaml/x"):
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text("", encoding="utf-8")
    found = find_shows([tmp_path / "a", tmp_path / "gone", tmp_path / "b"])
    assert [str(path.relative_to(tmp_path)) for path in found] == ["a/a.yml", "a/b.yaml", "b/c.yaml"]
