"""Making an episode, without the minutes of a whole video: names, settings, steps that are known."""

import ast
from pathlib import Path

import pytest

import reelhouse.production
from reelhouse.config import Settings
from reelhouse.operations import make
from reelhouse.production.names import STEP_NAMES
from reelhouse.recipes.stories import Stories


def test_the_same_request_has_the_same_name_and_another_has_another() -> None:
    one = make.episode_name("stories", Stories(), "stories/demo")
    assert one == make.episode_name("stories", Stories(), "stories/demo")
    assert one.startswith("stories-")
    assert one == make.episode_name("stories", Stories(renditions=("draft",), source="demo"), "stories/demo")
    others = {
        make.episode_name("stories", Stories(mood="calm"), "stories/demo"),
        make.episode_name("stories", Stories(), "stories//home/a.md"),
    }
    assert one not in others
    assert len(others) == 2


def test_what_an_episode_is_made_with_means_the_same_from_everywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine.yaml").write_text("description: mine\n")
    monkeypatch.chdir(tmp_path)
    settled = make.settled(Stories(style="mine.yaml", footage="clips"))
    assert (settled.style, settled.footage) == (str(tmp_path / "mine.yaml"), str(tmp_path / "clips"))
    assert make.settled(Stories()) == Stories()


def test_settings_speak_for_keys_that_the_brief_has(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, voice="espeak:en-us", style="neon")
    assert list(make._style(Stories, settings)) == ["style=neon"]
    assert list(make._style(Stories, Settings(home=tmp_path))) == []
    assert make._voiced(Stories(), settings).voice == "espeak:en-us"
    assert make._voiced(Stories(), Settings(home=tmp_path)) == Stories()


def test_a_voice_of_the_settings_speaks_its_own_language_only(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, voice="espeak:en-us | espeak:ru | espeak:en-us?speed=1.1")
    assert make._voiced(Stories(), settings).voice == "espeak:en-us | espeak:en-us?speed=1.1"
    assert make._voiced(Stories(language="ru"), settings).voice == "espeak:ru"
    assert make._voiced(Stories(language="ro"), settings).voice == ""
    chosen = Stories(language="ro", voice="espeak:en-us")
    assert make._voiced(chosen, settings) == chosen


def test_every_step_of_the_code_has_its_name_in_the_list() -> None:
    """A step's name is the first argument of `Step(...)`, or of the one function that makes steps for cards."""
    folder = Path(reelhouse.production.__path__[0])
    found = {name for path in folder.glob("*.py") for name in _step_names(ast.parse(path.read_text(encoding="utf-8")))}
    assert found == set(STEP_NAMES)


def _step_names(tree: ast.Module) -> set[str]:
    constants = {
        node.targets[0].id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Constant)
    }
    names = set()
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and ast.unparse(call.func) in {"Step", "self._draw"}:
            first = call.args[0]
            name = first.value if isinstance(first, ast.Constant) else constants.get(ast.unparse(first))
            names |= {str(name)} if name else set()
    return names
