"""A person's clips as an episode uses them: looked at once, and what is shown of each made ready once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from reelhouse.errors import PathNotFound, ProgramFailed, UnreadableMedia
from reelhouse.media.ffmpeg import encoder_version, was_ended
from reelhouse.media.footage.conform import conform, frames_in
from reelhouse.media.footage.damage import Damage
from reelhouse.media.footage.draw import prepare_still
from reelhouse.media.footage.facts import Kind, Probe
from reelhouse.media.footage.need import need_of
from reelhouse.media.footage.probe import probe
from reelhouse.media.footage.wanted import Wanted
from reelhouse.model.artifact import Artifact, Sha256
from reelhouse.model.artifact import Kind as Kept
from reelhouse.model.base import Value
from reelhouse.model.money import Unit
from reelhouse.model.time import TimeRange, frames_to_milliseconds
from reelhouse.pictures.drift import Drift, large, make_drift
from reelhouse.production.keys import versions
from reelhouse.production.scratch import Scratch
from reelhouse.production.steps import Step
from reelhouse.production.till import FOOTAGE
from reelhouse.production.workshop import Workshop
from reelhouse.sources.clips import ClipFile
from reelhouse.storage.content import sha256


class Looked(Value):
    """A file that can be shown: its facts and the hash of its content."""

    sha256: Sha256
    probe: Probe


class Ready(Value):
    """A piece of a clip that can be cut in: what was made, how many frames, and what its decoder complained about."""

    artifact: Artifact
    frames: int
    damage: Damage = Damage()
    #: The same for frames of other proportions.
    shaped: tuple[tuple[int, int, Artifact], ...] = ()
    #: The size of its picture, where it does not fill the frame but lies on a page of itself; and all such frames.
    whole: tuple[int, int] | None = None
    laid: tuple[tuple[int, int, int, int], ...] = ()


@dataclass
class Reel:
    """The files of a folder, for one size and rate."""

    shop: Workshop
    wanted: Wanted
    looked: dict[str, Looked] = field(default_factory=dict)
    #: Why a file cannot be used, by its name.
    refused: dict[str, str] = field(default_factory=dict)

    def length(self, file: ClipFile) -> int | None:
        """Its frames at the wanted rate, 0 when it cannot be used, None when it lasts as long as one likes."""
        looked = self.look(file)
        if looked is None:
            return 0
        return frames_in(looked.probe, self.wanted.rate) if looked.probe.kind is Kind.VIDEO else None

    def look(self, file: ClipFile) -> Looked | None:
        """What a file holds; None, and the reason is kept, when it cannot be used."""
        if file.name in self.refused:
            return None
        if file.name not in self.looked:
            try:
                self.looked[file.name] = _look(self.shop, file, self.wanted)
            except (UnreadableMedia, PathNotFound) as error:
                self.refuse(file, error.message)
        return self.looked.get(file.name)

    def refuse(self, file: ClipFile, why: str) -> None:
        """Use a file no more."""
        self.refused[file.name] = why

    def is_still(self, file: ClipFile) -> bool:
        """Whether a file that was looked at is a picture that has to be moved."""
        looked = self.looked.get(file.name)
        return looked is not None and looked.probe.kind is Kind.STILL

    def ready(self, file: ClipFile, source: TimeRange, drift: Drift, wanted: Wanted | None = None) -> Ready | None:
        """Make a piece of a file ready, a still by moving it; None, and the reason is kept, when it is impossible.

        `wanted` is another size than the usual one.
        """
        looked = self.look(file)
        if looked is None:
            return None
        make = _move if looked.probe.kind is Kind.STILL else _conform
        try:
            ready = make(self.shop, file, looked, source, wanted or self.wanted, drift)
        except (UnreadableMedia, PathNotFound) as error:
            self.refuse(file, error.message)
            return None
        return ready.model_copy(update={"whole": _whole(looked.probe, wanted or self.wanted)})


def _whole(facts: Probe, wanted: Wanted) -> tuple[int, int] | None:
    """Videos are laid on their page where they are shown: one piece then does for every frame that they lie in."""
    need = need_of(facts, wanted)
    return need.frame.size if need.laid else None


def _look(shop: Workshop, file: ClipFile, wanted: Wanted) -> Looked:
    def work(_: Scratch) -> Looked:
        try:
            facts = probe(file.path)
            need_of(facts, wanted)  # refuses what has no picture
            looked = Looked(sha256=sha256(file.path), probe=facts)
        except OSError as error:
            raise _changed(file) from error
        _demand_same(file)
        return looked

    inputs = {"path": file.path.as_posix().encode(errors="surrogateescape").hex(), "size": file.size}
    step = Step("look at footage", 1, {**inputs, "changed": file.changed, "by": versions("av", "pillow")}, Looked)
    return shop.steps.make(step, work, label=file.name)


def _conform(shop: Workshop, file: ClipFile, looked: Looked, source: TimeRange, wanted: Wanted, _: Drift) -> Ready:
    """A piece of a video or an animation, at a constant rate, upright, in ordinary colours."""

    def work(scratch: Scratch) -> Ready:
        path = scratch.path("piece.mp4")
        told = lambda done: scratch.progress(done, source.duration)  # noqa: E731 - the shortest way to say it
        with _blaming(file):
            made = conform(file.path, looked.probe, source, wanted, path, on_frame=told)
        scratch.count(FOOTAGE, Unit.MILLISECOND, frames_to_milliseconds(made.frames, wanted.rate))
        _demand_same(file)
        return Ready(artifact=scratch.keep(path, Kept.FOOTAGE), frames=made.frames, damage=made.damage)

    drawn_by = versions("pillow") if looked.probe.kind is Kind.ANIMATION else {}
    inputs = {
        "sha256": looked.sha256,
        "source": source,
        "rate": wanted.rate,
        "frame": need_of(looked.probe, wanted).frame,
        "untagged": wanted.untagged,
        "handles": wanted.handles,
        "drawn by": drawn_by,
    }
    return shop.steps.make(Step("conform footage", 3, inputs, Ready, encoder_version()), work, label=file.name)


def _move(shop: Workshop, file: ClipFile, looked: Looked, source: TimeRange, wanted: Wanted, drift: Drift) -> Ready:
    """A still that glides."""
    shown = Wanted(rate=wanted.rate, size=large(wanted.size), fit=wanted.fit)

    def work(scratch: Scratch) -> Ready:
        still, path = scratch.path("still.ppm"), scratch.path("piece.mp4")
        with _blaming(file):
            prepare_still(file.path, looked.probe, shown, still)
            _demand_same(file)
            make_drift(still, drift, source.duration, wanted.rate, wanted.size, path)
        scratch.count(FOOTAGE, Unit.MILLISECOND, frames_to_milliseconds(source.duration, wanted.rate))
        return Ready(artifact=scratch.keep(path, Kept.FOOTAGE), frames=source.duration)

    inputs = {
        "sha256": looked.sha256,
        "frames": source.duration,
        "drift": drift,
        "wanted": wanted,
        "drawn by": versions("av", "pillow", "numpy"),
    }
    return shop.steps.make(Step("move still", 6, inputs, Ready, encoder_version()), work, label=file.name)


@contextmanager
def _blaming(file: ClipFile) -> Iterator[None]:
    """Where the encoder fails by itself at a file that was looked at, the file is at fault: others can be shown.

    Raises:
        UnreadableMedia: It was changed, or the encoder failed at it; the message has its last words.
        ProgramFailed: Something else ended the encoder.
    """
    try:
        yield
    except (UnreadableMedia, PathNotFound):
        _demand_same(file)
        raise
    except ProgramFailed as error:
        if was_ended(error):
            raise
        _demand_same(file)
        remedy = "Convert it with a video editor, or take it out of the folder"
        raise UnreadableMedia(error.message, where=file.name, remedy=remedy) from error


def _demand_same(file: ClipFile) -> None:
    """What was made of a file that changed meanwhile must not be kept under the name of what it was."""
    try:
        known = file.path.stat()
    except OSError as error:
        raise _changed(file) from error
    if (known.st_size, known.st_mtime_ns) != (file.size, file.changed):
        raise _changed(file)


def _changed(file: ClipFile) -> UnreadableMedia:
    return UnreadableMedia(
        "it was changed or removed while it was used", where=file.name, remedy="Leave it alone until the video is made"
    )
