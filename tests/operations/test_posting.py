"""An episode is over once it is where it goes: what is known of it meanwhile, and after a refusal."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from posting import NAME, install, run
from reelhouse.config import Settings
from reelhouse.destinations.base import Post
from reelhouse.errors import Cancelled, ProviderError
from reelhouse.jobs.progress import Reckoning
from reelhouse.media.stop import stoppable
from reelhouse.model.quality import Level
from reelhouse.operations.following import Event, failed_episodes, follow_episode
from reelhouse.operations.keeping import give_out
from reelhouse.operations.queueing import pause_episode
from reelhouse.storage import Store, open_store
from trial import Site, Uploads

Placed = Callable[..., None]


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    with open_store(settings) as opened:
        yield opened


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Placed:
    """Installs destinations."""

    def installed(**sites: Site) -> None:
        monkeypatch.syspath_prepend(install(tmp_path / "package", **sites))

    return installed


def stands(settings: Settings) -> Event:
    """How far it is, as the first look says."""
    return next(iter(follow_episode(settings, NAME, lambda _: None)))


@dataclass(frozen=True)
class Strict(Uploads):
    """Refuses to begin as often as it has reasons."""

    reasons: list[str] = field(default_factory=list)

    def begin(self, post: Post, to: str) -> str:
        if self.reasons:
            raise ProviderError(self.reasons.pop(), refused=True, remedy="Say less")
        return super().begin(post, to)


def test_it_is_being_made_until_it_is_there(store: Store, settings: Settings, place: Placed, tmp_path: Path) -> None:
    seen: list[tuple[str, str]] = []
    watch = Reckoning()
    site = Uploads(tmp_path / "site", lambda _: seen.append((stands(settings).status, watch.step)))
    place(trial=site)
    episode = run(store, tmp_path / "out", watch=watch)
    assert seen == [("making", "post")] * 4
    assert (episode.status, episode.exit_code, stands(settings).status) == ("done", 0, "done")
    assert (site.posted(), run(store, tmp_path / "out").publications[0].stage) == (["A key"], "sent")
    assert site.posted() == ["A key"]


def test_what_was_refused_loses_nothing(store: Store, settings: Settings, place: Placed, tmp_path: Path) -> None:
    site = Strict(tmp_path / "site", reasons=["the title is too long"])
    place(trial=site)
    with pytest.raises(ProviderError):
        run(store, tmp_path / "out")
    assert stands(settings).status == "failed"
    (failed,) = failed_episodes(settings)
    assert (failed.message, failed.remedy) == ("the title is too long", "Say less")
    (video,) = give_out(settings, NAME, tmp_path / "again").videos
    assert Path(video.path).read_text() == "the key .mp4"
    run(store, tmp_path / "out")
    assert (site.posted(), stands(settings).status, failed_episodes(settings)) == (["A key"], "done", ())


def test_one_can_pause_it_between_two_destinations(
    store: Store, settings: Settings, place: Placed, tmp_path: Path
) -> None:
    told = threading.Event()

    def stop(point: str) -> None:
        if point == "before begin" and not told.is_set():
            pause_episode(settings, NAME)
            told.set()

    first, second = Uploads(tmp_path / "first", stop), Uploads(tmp_path / "second")
    place(trial=first, other=second)
    with stoppable(told), pytest.raises(Cancelled):
        run(store, tmp_path / "out", ("trial", "other"))
    assert (stands(settings).status, first.posted(), second.posted()) == ("paused", ["A key"], [])
    run(store, tmp_path / "out", ("trial", "other"))
    assert (stands(settings).status, first.posted(), second.posted()) == ("done", ["A key"], ["A key"])


def test_what_is_held_goes_nowhere(store: Store, settings: Settings, place: Placed, tmp_path: Path) -> None:
    site = Uploads(tmp_path / "site")
    place(trial=site)
    episode = run(store, tmp_path / "out", level=Level.FAIL)
    assert (episode.exit_code, episode.publications, stands(settings).status) == (4, (), "held")
    assert site.posted() == []
