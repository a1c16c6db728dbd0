"""What is kept of episodes, on a store with made steps: pins, archives, files given out again, and forgetting."""

from pathlib import Path

import pytest

from finished import KINDS, ask, finish
from reelhouse.config import Settings
from reelhouse.errors import ArtifactMissing, InvalidSettings, UnknownName, UsageError
from reelhouse.operations.cache import prune_cache
from reelhouse.operations.episodes import list_episodes, show_episode
from reelhouse.operations.keeping import archive, forget, give_out, pin
from reelhouse.operations.variants import duplicate
from reelhouse.storage import open_store
from reelhouse.storage.register import Asked, Made


def kept(settings: Settings) -> set[str]:
    """The endings of all that is left, without papers."""
    with open_store(settings) as store:
        return {path.suffix for path in store.artifacts.files()} - {".json"}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home")


def test_nothing_of_a_pinned_episode_goes_until_it_is_unpinned(settings: Settings, tmp_path: Path) -> None:
    finish(settings, "stories-1", "one", tmp_path)
    finish(settings, "stories-2", "two", tmp_path)
    assert pin(settings, "stories-1").listed.kept == "pinned"
    assert prune_cache(settings, everything=True).count == 5
    assert kept(settings) == set(KINDS)
    assert give_out(settings, "stories-1", tmp_path / "out").videos[0].title == "A key"
    pin(settings, "stories-1", pinned=False)
    assert prune_cache(settings, everything=True).count == 6
    assert kept(settings) == set()


def test_an_archive_keeps_the_files_and_drops_only_its_own_pieces(settings: Settings, tmp_path: Path) -> None:
    finish(settings, "stories-1", "one", tmp_path)
    finish(settings, "stories-2", "two", tmp_path)
    done = archive(settings, "stories-1")
    assert (done.listed.kept, done.files, done.bytes) == ("archived", 1, 3)
    assert archive(settings, "stories-1").files == 0
    prune_cache(settings, everything=True)
    assert kept(settings) == {".mp4", ".srt", ".jpg"}
    finish(settings, "stories-1", "one", tmp_path)
    assert [one.kept for one in list_episodes(settings)[0]] == ["", ""]


def test_files_are_given_out_again_without_a_step(settings: Settings, tmp_path: Path) -> None:
    finish(settings, "stories-1", "one", tmp_path)
    given = give_out(settings, "stories-1", tmp_path / "again", kit=True)
    files = {
        path.name: path.read_text()
        for path in (tmp_path / "again").glob("a-key*")
        if path.suffix != ".zip" and path.is_file()
    }
    assert files == {"a-key.mp4": "one .mp4", "a-key.srt": "one .srt", "a-key.jpg": "one .jpg"}
    assert given.kit is not None
    assert Path(given.kit.archive).is_file()
    prune_cache(settings, everything=True)
    with pytest.raises(ArtifactMissing):
        give_out(settings, "stories-1", tmp_path / "late")
    assert not (tmp_path / "late").exists()


def test_what_was_never_finished_has_nothing_to_keep(settings: Settings, tmp_path: Path) -> None:
    with open_store(settings) as store:
        ask(store, "stories-1", tmp_path)
    for verb in (pin, archive):
        with pytest.raises(UsageError, match="never finished"):
            verb(settings, "stories-1")
    with pytest.raises(UsageError, match="never finished"):
        give_out(settings, "stories-1", tmp_path)
    with open_store(settings) as store:
        store.register.finish("stories-1", "done", Made("A key", []))
    with pytest.raises(UsageError, match="an earlier version"):
        archive(settings, "stories-1")


def test_a_forgotten_episode_leaves_its_files_and_can_be_asked_for_again(settings: Settings, tmp_path: Path) -> None:
    finish(settings, "stories-1", "one", tmp_path)
    give_out(settings, "stories-1", tmp_path / "out")
    assert forget(settings, "stories-1").episode == "stories-1"
    assert list_episodes(settings) == ((), 0)
    assert (tmp_path / "out" / "a-key.mp4").exists()
    with pytest.raises(UnknownName):
        forget(settings, "stories-1")
    with open_store(settings) as store:  # a run that was still going on when it was forgotten
        store.register.finish("stories-1", "done", Made("A key", [], None, frozenset("k")))
    assert list_episodes(settings) == ((), 0)


def test_a_duplicate_is_the_same_story_with_other_choices(settings: Settings, tmp_path: Path) -> None:
    finish(settings, "stories-1", "one", tmp_path)
    new = duplicate(settings, "stories-1", ["style=paper", "part=30"])
    assert (new.status, new.source, new.out) == ("asked", "/a.md", str(tmp_path / new.episode))
    with open_store(settings) as store:
        entry = store.register.find(new.episode)
        assert entry is not None
        assert (entry.asked.brief["style"], entry.asked.brief["part"], entry.asked.story) == ("paper", 30, "stories/a")
    assert duplicate(settings, new.episode, ["style=neon"], tmp_path / "o").out == str(tmp_path / "o")
    with pytest.raises(UsageError, match="it is the same episode"):
        duplicate(settings, new.episode, ["renditions=square"])
    with pytest.raises(UnknownName, match="no style 'papr'"):
        duplicate(settings, "stories-1", ["style=papr"])
    with pytest.raises(UnknownName, match="no option"):
        duplicate(settings, "stories-1", ["colour=red"])


def test_choices_of_another_version_are_refused(settings: Settings, tmp_path: Path) -> None:
    with open_store(settings) as store:
        story = Asked("stories-1", "stories", "s", "-", "a", {"gone": 1}, str(tmp_path), kit=False, text=None)
        store.register.ask(story)
    with pytest.raises(InvalidSettings, match="another version"):
        duplicate(settings, "stories-1", ["part=30"])


def test_a_beginning_is_enough_where_it_means_one_episode(settings: Settings, tmp_path: Path) -> None:
    finish(settings, "stories-1", "one", tmp_path)
    finish(settings, "stories-2", "two", tmp_path)
    finish(settings, "letters-1", "three", tmp_path)
    assert show_episode(settings, "let").listed.episode == "letters-1"
    with pytest.raises(UsageError, match="2 episodes begin like this: stories-1, stories-2") as said:
        show_episode(settings, "stories")
    assert said.value.remedy
    with pytest.raises(UnknownName):
        show_episode(settings, "storiesx")
