"""Media that an edited timeline names: found only in named folders, looked at, and made ours as a step."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit

from reelhouse.edit.exchange.cut import Admitted, Wish
from reelhouse.errors import ContentError, PathNotFound, ReelhouseError, UnreadableMedia
from reelhouse.media.ffmpeg import encoder_version
from reelhouse.media.footage.admit import admit
from reelhouse.media.footage.conform import conform, frames_in
from reelhouse.media.footage.facts import Kind as Form
from reelhouse.media.footage.facts import Probe
from reelhouse.media.footage.need import need_of
from reelhouse.media.footage.probe import probe
from reelhouse.media.footage.sound import conform_sound
from reelhouse.media.footage.wanted import Wanted
from reelhouse.model.artifact import Artifact, Kind
from reelhouse.model.base import Value
from reelhouse.model.layout import PORTRAIT
from reelhouse.model.money import Unit
from reelhouse.model.time import Count, Rate, TimeRange, frames_to_milliseconds
from reelhouse.model.timeline import ExternalReference
from reelhouse.production.scratch import Scratch
from reelhouse.production.steps import Step
from reelhouse.production.till import FOOTAGE
from reelhouse.production.workshop import Workshop
from reelhouse.storage.content import sha256

#: Where a footage of ours is made for: the largest picture there is.
SIZE = (PORTRAIT.width, PORTRAIT.height)


class Taken(Value):
    """Media made ours: how much it holds, where the wanted span begins in it, and what is doubtful."""

    artifact: Artifact
    available: Count
    start: Count = 0
    note: str = ""


def admitting(shop: Workshop, folders: tuple[Path, ...], rate: Rate) -> Callable[[Wish], Admitted]:
    """A way to take in media from these folders, in frames of a rate."""

    def take(wish: Wish) -> Admitted:
        path = find(wish, folders)
        try:
            taken = _take(shop, wish, path, rate)
        except ReelhouseError as error:
            error.where = f"{wish.place} ({error.where})" if error.where else wish.place
            raise
        source = TimeRange(start=taken.start, duration=wish.source.duration)
        return Admitted(
            media=ExternalReference(artifact=taken.artifact, available=taken.available), source=source, note=taken.note
        )

    return take


def find(wish: Wish, folders: tuple[Path, ...]) -> Path:
    """The file that an edit names, inside one of the folders and nowhere else.

    Raises:
        ContentError: It is an address, or lies outside of the folders, by its name or through a link.
        PathNotFound: There is no such file in them.
    """
    name = _local(wish)
    outside = False
    for folder in folders:
        root, place = folder.resolve(), (folder / name)
        try:
            real = place.resolve()
            if not real.is_relative_to(root):
                outside = True
            elif real.is_file():
                return real
        except (OSError, ValueError, RuntimeError):
            continue
    if outside:
        raise ContentError(
            f"{name!r} lies outside of the folders that may be used",
            where=wish.place,
            remedy="Copy it beside the timeline, or name its folder with --media",
        )
    raise PathNotFound(
        f"there is no media file {name!r}",
        where=wish.place,
        remedy="Put it beside the timeline, or name its folder with --media",
    )


def _local(wish: Wish) -> str:
    """A path out of an address; only files on this machine have one."""
    parts = urlsplit(wish.url) if "://" in wish.url or wish.url.startswith("file:") else None
    if parts is None:
        return wish.url
    if parts.scheme != "file" or parts.netloc not in {"", "localhost"}:
        raise ContentError(
            f"{wish.url[:120]!r} is not a file on this machine",
            where=wish.place,
            remedy="Download it, and put it beside the timeline",
        )
    return unquote(parts.path)


def _take(shop: Workshop, wish: Wish, path: Path, rate: Rate) -> Taken:
    admit(path)
    named = sha256(path)
    inputs = {"sha256": named, "sound": wish.sound, "span": wish.source, "rate": rate, "size": list(SIZE)}

    def work(scratch: Scratch) -> Taken:
        # A copy first: what is decoded is what was named, whatever happens to the file meanwhile.
        copy = scratch.path(f"source{path.suffix.lower()}")
        shutil.copyfile(path, copy)
        if sha256(copy) != named:
            raise UnreadableMedia(
                "the file has changed while it was read", where=str(path), remedy="Wait until it is finished; run again"
            )
        facts = probe(copy)
        return _sound(scratch, copy, facts, wish.source) if wish.sound else _picture(scratch, copy, facts, wish, rate)

    step = Step("conform media", 1, inputs, Taken, encoder_version())
    return shop.steps.make(step, work, label=path.name)


def _sound(scratch: Scratch, path: Path, facts: Probe, span: TimeRange) -> Taken:
    into = scratch.path("sound.wav")
    heard = conform_sound(path, facts, span, into)
    note = "" if heard else "there is no sound in its media"
    return Taken(artifact=scratch.keep(into, Kind.MUSIC), available=span.duration, note=note)


def _picture(scratch: Scratch, path: Path, facts: Probe, wish: Wish, rate: Rate) -> Taken:
    wanted = Wanted(rate=rate, size=SIZE)
    track = facts.picture
    # Counted where it can be: lengths are rounded to microseconds.
    there = ((track.frames if track else 0) or frames_in(facts, rate)) if facts.kind is Form.VIDEO else 0
    as_it_is = track is not None and track.rate == rate and wish.source.end <= there and not track.start
    if need_of(facts, wanted).direct and as_it_is:
        return Taken(artifact=scratch.keep(path, Kind.LOOP), available=there, start=wish.source.start)
    into = scratch.path("footage.mp4")
    made = conform(path, facts, wish.source, wanted, into)
    scratch.count(FOOTAGE, Unit.MILLISECOND, frames_to_milliseconds(made.frames, rate))
    note = "its media ends earlier: the last picture is held" if made.held else ""
    return Taken(artifact=scratch.keep(into, Kind.LOOP), available=made.frames, start=made.lead, note=note)
