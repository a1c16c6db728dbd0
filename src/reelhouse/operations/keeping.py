"""What is kept of episodes: pinned, archived, given out again, or forgotten."""

from __future__ import annotations

from pathlib import Path

from reelhouse.config import Settings
from reelhouse.errors import UsageError
from reelhouse.model.artifact import Kind
from reelhouse.model.base import Value
from reelhouse.model.deliverable import Deliverable, Release
from reelhouse.operations.episode import KitMade, VideoMade
from reelhouse.operations.episodes import Listed, find_entry, listed_of
from reelhouse.operations.kit import make_kit
from reelhouse.operations.naming import file_name
from reelhouse.operations.output import writing_to
from reelhouse.operations.run import export_video
from reelhouse.production.documents.versions import read_paper
from reelhouse.storage import Store, open_store
from reelhouse.storage.register import ARCHIVED, PINNED, Entry


class Kept(Value):
    """An episode after it was pinned, archived or let go of; `files` and `bytes` are what went."""

    listed: Listed
    files: int = 0
    bytes: int = 0


class GivenOut(Value):
    """The files of an episode, written again."""

    listed: Listed
    videos: tuple[VideoMade, ...]
    kit: KitMade | None = None


def pin(settings: Settings, name: str, *, pinned: bool = True) -> Kept:
    """Keep every file that an episode was made of, whatever the limits say, or stop keeping them.

    Raises:
        UnknownName: There is no such episode.
        UsageError: It was never finished, so that there is nothing to keep.
    """
    with open_store(settings) as store:
        entry = _finished(store, name) if pinned else find_entry(store, name)
        store.register.keep(entry.asked.episode, PINNED if pinned else "")
        return Kept(listed=listed_of(find_entry(store, entry.asked.episode)))


def archive(settings: Settings, name: str) -> Kept:
    """Keep what an episode gave back and its documents for good, and let go of its pieces of picture.

    What another episode has too stays. Made again, it is no longer archived.

    Raises:
        UnknownName: There is no such episode.
        UsageError: It was never finished.
    """
    with open_store(settings) as store:
        episode = _finished(store, name).asked.episode
        store.register.keep(episode, ARCHIVED)
        gone = store.cache.drop(episode, Kind.CHUNK)
        return Kept(listed=listed_of(find_entry(store, episode)), files=len(gone.artifacts), bytes=gone.size)


def give_out(settings: Settings, name: str, out: Path, *, kit: bool = False) -> GivenOut:
    """Write the files of a finished episode again, as they were made last; no step is made.

    Raises:
        UnknownName: There is no such episode.
        UsageError: It was never finished.
        ArtifactMissing: A file was let go of; the episode has to be made again.
        OutputBusy: A run is writing to the same folder.
    """
    with open_store(settings) as store:
        entry = _finished(store, name)
        videos = _release(store, entry)
        for video in videos:  # all of them or none
            store.artifacts.verify(video.video)
        with writing_to(out):
            names = [file_name(video, entry.asked.story, out, store.exports) for video in videos]
            made = tuple(export_video(store, *one, out) for one in zip(videos, names, strict=True))
            packed = make_kit(list(zip(videos, names, strict=True)), out, store.artifacts) if kit else None
    return GivenOut(listed=listed_of(entry), videos=made, kit=packed)


def forget(settings: Settings, name: str) -> Listed:
    """Forget an episode, its documents and what was asked about it.

    Files that were exported stay, and so do the versions that people made of its documents: they belong to the story,
    and are used where it is made again.

    Raises:
        UnknownName: There is no such episode.
    """
    with open_store(settings) as store:
        entry = find_entry(store, name)
        store.register.remove(entry.asked.episode)
    return listed_of(entry)


def _finished(store: Store, name: str) -> Entry:
    entry = find_entry(store, name)
    if entry.release is None:
        made = "it was finished by an earlier version" if entry.made_at else "it was never finished"
        raise UsageError(
            f"{made}: its files are not known", where=entry.asked.episode, remedy="Make it first; nothing is made twice"
        )
    return entry


def _release(store: Store, entry: Entry) -> tuple[Deliverable, ...]:
    return read_paper(store, Release, entry.release).videos if entry.release else ()
