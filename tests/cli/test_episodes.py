"""`reelhouse episodes` in a terminal, on episodes that are known and need not be made."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reelhouse.config import Settings
from reelhouse.model.captions import Captions, Cue
from reelhouse.model.script import Line, Parts, Role, Scene, Script
from reelhouse.production.documents.captioned import origin_of_captions
from reelhouse.production.documents.scripted import origin_of_script
from reelhouse.production.documents.versions import write_paper
from reelhouse.recipes.stories import Stories
from reelhouse.storage import Store, open_store
from reelhouse.storage.edits import Deed, Draft
from reelhouse.storage.edits import Line as Document
from reelhouse.storage.register import Asked, Made, Original

Cli = Callable[..., tuple[int, str, str]]
NAME = "stories-0123456789"


def script(text: str) -> Parts:
    lines = (Line(id="s1.1", text=text, shown=text),)
    scenes = (Scene(id="s1", role=Role.STORY, lines=lines),)
    return Parts(scripts=(Script(title="A \x1b[31mkey", language="en", scenes=scenes),))


def edited(store: Store, before: Parts, after: Parts, number: int) -> None:
    base = write_paper(store, before)
    draft = Draft(NAME, Deed.EDIT, "anna\x07", origin_of_script(before), base, base, write_paper(store, after))
    assert store.versions.add(Document("stories/a", "script", 0), draft, number)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An episode whose script was changed once."""
    folder = tmp_path / "home"
    brief = Stories().model_dump(mode="json")
    with open_store(Settings(home=folder)) as store:
        store.register.ask(
            Asked(NAME, "stories", "stories/a", "/a.md", "a.md", brief, str(tmp_path), kit=False, text=None)
        )
        video = {"title": "A", "rendition": "draft", "path": "/o/a.mp4"}
        store.register.finish(NAME, "done", Made("A \x1b[31mkey", [video]))
        base = write_paper(store, script("One."))
        store.register.meet(NAME, Original("script", 0, origin_of_script(script("One.")), base))
        edited(store, script("One."), script("Two."), 0)
    return folder


def test_nothing_is_listed_where_nothing_was_made(cli: Cli) -> None:
    assert cli("episodes", "list")[1].startswith("Nothing was made yet")


def test_lists_and_histories_can_be_read_and_command_no_terminal(cli: Cli, home: Path) -> None:
    code, out, _ = cli("episodes", "list")
    assert code == 0
    assert NAME in out
    assert "edited, to be made" in out
    code, out, _ = cli("episodes", "show", "stories-0123")
    assert "version 1, by anna\\x07" in out
    assert "/o/a.mp4" in out
    code, out, _ = cli("episodes", "history", NAME)
    assert "script, version 1  changed by anna\\x07" in out
    assert "in use" in out
    assert ("- One." in out, "+ Two." in out) == (True, True)
    assert "\x1b[31m" not in out


def test_two_versions_are_shown_until_one_is_chosen(cli: Cli, home: Path) -> None:
    assert "nothing has to be chosen" in cli("episodes", "choose", NAME, "script")[1]
    with open_store(Settings(home=home)) as store:
        now = script("Three.")
        store.register.meet(NAME, Original("script", 0, origin_of_script(now), write_paper(store, now)))
    assert "two versions" in cli("episodes", "show", NAME)[1]
    code, out, _ = cli("episodes", "choose", NAME, "script")
    assert (code, "- Three." in out, "+ Two." in out) == (0, True, True)
    assert f"reelhouse episodes choose {NAME} script mine" in out
    code, _, err = cli("episodes", "edit", NAME, "script", "--file", "x.yaml")
    assert (code, "two versions of the script: choose one" in err) == (3, True)


def test_each_part_of_a_series_has_captions_of_its_own(cli: Cli, home: Path) -> None:
    with open_store(Settings(home=home)) as store:
        for part in (1, 2):
            cues = Captions(language="en", cues=(Cue(start=0, end=48_000, text=f"Part {part}."),))
            paper = write_paper(store, cues)
            store.register.meet(NAME, Original("captions", part, origin_of_captions(cues), paper))
    code, _, err = cli("episodes", "history", NAME, "captions")
    assert (code, "it has 2 parts" in err, "--part 1 to 2" in err) == (2, True, True)
    assert cli("episodes", "history", NAME, "captions", "--part", "2")[0] == 0
    assert "there is no part 3" in cli("episodes", "history", NAME, "captions", "--part", "3")[2]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show", "stories-9"], "there is no episode"),
        (["history", NAME, "captions"], "there is no captions yet"),
        (["restore", NAME, "script", "7"], "there is no version 7"),
        (["edit", NAME, "script", "--part", "2"], "one script holds all parts"),
        (["choose", NAME, "script", "mine"], "only one version"),
        (["edit", NAME, "script", "--file", "none.yaml", "--yes"], "there is no such file"),
        (["edit", NAME, "words"], "words"),
    ],
)
def test_what_is_not_there_is_named(arguments: list[str], said: str, cli: Cli, home: Path) -> None:
    if arguments[0] == "edit" and arguments[-1] != "--yes":
        arguments.append("--yes")
    code, _, err = cli("episodes", *arguments)
    assert code == 2
    assert said in err
