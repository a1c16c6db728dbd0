"""Making an episode, without the minutes of a whole video: names, held deliverables, steps that are known."""

import ast
from pathlib import Path

import pytest

import reelhouse.production
from reelhouse.config import Settings
from reelhouse.model.artifact import Artifact, Kind
from reelhouse.model.deliverable import Deliverable, Sidecar
from reelhouse.model.layout import RENDITIONS
from reelhouse.model.quality import Finding, Level, QualityReport
from reelhouse.operations import make, run
from reelhouse.operations.episode import Status
from reelhouse.production.names import STEP_NAMES
from reelhouse.production.steps import StepRecord
from reelhouse.recipes.stories import Stories
from reelhouse.storage import Store, open_store


def kept(store: Store, folder: Path, name: str, kind: Kind) -> Artifact:
    (folder / name).write_text(name)
    return store.artifacts.put(folder / name, kind, move=True)


def deliverable(store: Store, folder: Path, level: Level) -> Deliverable:
    return Deliverable(
        title="A key",
        slug="a-key-draft",
        rendition=RENDITIONS["draft"],
        frames=45,
        video=kept(store, folder, "video.mp4", Kind.DELIVERABLE),
        thumbnail=kept(store, folder, "cover.jpg", Kind.STILL),
        sidecars=(
            Sidecar(kind="srt", artifact=kept(store, folder, "words.srt", Kind.SIDECAR)),
            Sidecar(kind="contact", artifact=kept(store, folder, "sheet.jpg", Kind.SIDECAR)),
        ),
        quality=QualityReport(findings=(Finding(check="black", level=level, message="m"),)),
    )


@pytest.mark.parametrize(("level", "folder", "code"), [(Level.WARN, "", 0), (Level.FAIL, "held", 4)])
def test_what_fails_its_report_is_held_aside_and_the_exit_code_says_so(
    level: Level, folder: str, code: int, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    with open_store(Settings(home=tmp_path / "home")) as store:
        video = run._export(store, deliverable(store, tmp_path, level), "a-key-draft", out)
    episode = run._result("stories-1", "stories", (video,), [StepRecord("join", "draft", 1.23456, False, 1)])
    assert {path.name: path.read_text() for path in (out / folder).iterdir() if path.is_file()} == {
        "a-key-draft.mp4": "video.mp4",
        "a-key-draft.jpg": "cover.jpg",
        "a-key-draft.srt": "words.srt",
        "a-key-draft.contact.jpg": "sheet.jpg",
    }
    assert Path(video.path) == out / folder / "a-key-draft.mp4"
    assert (video.seconds, video.width, video.height) == (1.5, 540, 960)
    assert episode.exit_code == code
    assert episode.status is (Status.HELD if code else Status.DONE)
    printed = episode.printed()
    assert printed["schema"] == "reelhouse.episode/1"
    assert printed["steps"] == [{"name": "join", "label": "draft", "seconds": 1.235, "cached": False, "attempts": 1}]
    assert printed["deliverables"][0]["sidecars"][1]["kind"] == "contact"
    assert "error" not in printed


def test_a_video_that_passes_takes_what_was_held_of_it_away(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with open_store(Settings(home=tmp_path / "home")) as store:
        run._export(store, deliverable(store, tmp_path, Level.FAIL), "a-key-draft", out)
        (out / "held" / "another.mp4").write_text("stays")
        run._export(store, deliverable(store, tmp_path, Level.OK), "a-key-draft", out)
        assert [path.name for path in (out / "held").iterdir()] == ["another.mp4"]
        (out / "held" / "another.mp4").unlink()
        run._export(store, deliverable(store, tmp_path, Level.FAIL), "a-key-draft", out)
        run._export(store, deliverable(store, tmp_path, Level.OK), "a-key-draft", out)
    assert not (out / "held").exists()


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
    assert make._settled(Stories(), settings).voice == "espeak:en-us"
    assert make._settled(Stories(), Settings(home=tmp_path)) == Stories()


def test_a_voice_of_the_settings_speaks_its_own_language_only(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, voice="espeak:en-us | espeak:ru | espeak:en-us?speed=1.1")
    assert make._settled(Stories(), settings).voice == "espeak:en-us | espeak:en-us?speed=1.1"
    assert make._settled(Stories(language="ru"), settings).voice == "espeak:ru"
    assert make._settled(Stories(language="ro"), settings).voice == ""
    chosen = Stories(language="ro", voice="espeak:en-us")
    assert make._settled(chosen, settings) == chosen


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
