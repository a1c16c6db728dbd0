"""Making an episode, without the minutes of a whole video: names, settings, steps that are known."""

import ast
from pathlib import Path

import reelhouse.production
from reelhouse.config import Settings
from reelhouse.operations import make
from reelhouse.production.material import Material
from reelhouse.production.names import STEP_NAMES
from reelhouse.recipes.stories import Stories


def test_the_same_request_has_the_same_name_and_another_has_another() -> None:
    one = make.episode_name("stories", Stories(), None)
    assert one == make.episode_name("stories", Stories(), None)
    assert one.startswith("stories-")
    others = {
        make.episode_name("stories", Stories(mood="calm"), None),
        make.episode_name("stories", Stories(), Material(name="a.md", content=b"")),
    }
    assert one not in others
    assert len(others) == 2


def test_settings_speak_for_keys_that_the_brief_has(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, voice="espeak:en-us")
    assert list(make._defaults(Stories, settings)) == ["voice=espeak:en-us"]
    assert list(make._defaults(Stories, Settings(home=tmp_path))) == []


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
