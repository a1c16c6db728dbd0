"""Media that an edited timeline names: found only in named folders, looked at, and made ours as a step."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from reelhouse.edit.exchange.cut import Admitted, Wish
from reelhouse.errors import ContentError, PathNotFound, ReelhouseError, UnreadableMedia
from reelhouse.media.ffmpeg import encoder_version
from reelhouse.media.footage.admit import admit
from reelhouse.media.footage.conform import conform, frames_in
from reelhouse.media.footage.facts import Kind as Form
from reelhouse.media.footage.need import need_of
from reelhouse.media.footage.probe import probe
from reelhouse.media.footage.sound import conform_sound
from reelhouse.media.footage.wanted import Wanted
from reelhouse.model.artifact import Artifact, Kind
from reelhouse.model.base import Value
from reelhouse.model.money import Unit
from reelhouse.model.time import Count, TimeRange, frames_to_milliseconds
from reelhouse.model.timeline import ExternalReference
from reelhouse.production.fits import Wants
from reelhouse.production.keys import versions
from reelhouse.production.scratch import Scratch
from reelhouse.production.steps import Step
from reelhouse.production.till import FOOTAGE
from reelhouse.production.workshop import Workshop
from reelhouse.storage.content import sha256


class Taken(Value):
    """Media made ours: how much it holds, where the wanted span begins in it, and what is doubtful.

    `direct` says that it is the file itself. `whole` is the size of its picture, where that does not fill the frame but
    lies on a page of itself.
    """

    artifact: Artifact
    available: Count
    start: Count = 0
    note: str = ""
    direct: bool = False
    whole: tuple[int, int] | None = None


def admitting(shop: Workshop, folders: tuple[Path, ...], wants: Wants) -> Callable[[Wish], Admitted]:
    """A way to take in media from these folders, pictures for each shape that is wanted."""

    def take(wish: Wish) -> Admitted:
        path = find(wish, folders)
        try:
            admit(path)
            if wish.sound:
                return _heard(shop, wish, path)
            return _seen(shop, wish, path, dict(_others(wish, folders, wants)), wants)
        except ReelhouseError as error:
            error.where = f"{wish.place} ({error.where})" if error.where else wish.place
            raise

    return take


def _others(wish: Wish, folders: tuple[Path, ...], wants: Wants) -> Iterator[tuple[tuple[int, int], Path]]:
    """The files of a clip for other proportions that are still there; without one the clip itself is used."""
    for across, down, url in wish.shaped:
        if (across, down) in wants:
            with suppress(PathNotFound):
                yield (across, down), admit(find(wish.model_copy(update={"url": url}), folders))


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


def _heard(shop: Workshop, wish: Wish, path: Path) -> Admitted:
    def work(scratch: Scratch, copy: Path) -> Taken:
        into = scratch.path("sound.wav")
        heard = conform_sound(copy, probe(copy), wish.source, into)
        note = "" if heard else "there is no sound in its media"
        return Taken(artifact=scratch.keep(into, Kind.MUSIC), available=wish.source.duration, note=note)

    taken = _take(shop, path, {"sound": True, "span": wish.source}, work)
    return _admitted(wish, taken)


def _seen(shop: Workshop, wish: Wish, path: Path, paths: Mapping[tuple[int, int], Path], wants: Wants) -> Admitted:
    """A clip for the first shape, with itself for the others."""

    def piece(aspect: tuple[int, int], *, direct: bool = True) -> Taken:
        def work(scratch: Scratch, copy: Path) -> Taken:
            return _picture(scratch, copy, wish.source, wants[aspect], direct=direct)

        inputs = {"span": wish.source, "wanted": wants[aspect], "direct": direct}
        return _take(shop, paths.get(aspect, path), inputs, work)

    pieces = {aspect: piece(aspect) for aspect in wants}
    if len({(one.start, one.available) for one in pieces.values()}) > 1:
        # The file itself does for some shapes, but the same span has to begin at the same frame in all of them.
        pieces |= {aspect: piece(aspect, direct=False) for aspect, one in pieces.items() if one.direct}
    first, *others = pieces.items()
    shaped = tuple((*aspect, one.artifact) for aspect, one in others if one.artifact != first[1].artifact)
    laid = tuple((*aspect, *one.whole) for aspect, one in pieces.items() if one.whole)
    admitted = _admitted(wish, first[1])
    return admitted.model_copy(update={"media": admitted.media.model_copy(update={"shaped": shaped, "laid": laid})})


def _admitted(wish: Wish, taken: Taken) -> Admitted:
    media = ExternalReference(artifact=taken.artifact, available=taken.available)
    source = TimeRange(start=taken.start, duration=wish.source.duration)
    return Admitted(media=media, source=source, note=taken.note)


def _take(shop: Workshop, path: Path, inputs: dict[str, Any], make: Callable[[Scratch, Path], Taken]) -> Taken:
    named = sha256(path)

    def work(scratch: Scratch) -> Taken:
        # A copy first: what is decoded is what was named, whatever happens to the file meanwhile.
        copy = scratch.path(f"source{path.suffix.lower()}")
        shutil.copyfile(path, copy)
        if sha256(copy) != named:
            raise UnreadableMedia(
                "the file has changed while it was read", where=str(path), remedy="Wait until it is finished; run again"
            )
        return make(scratch, copy)

    drawn_by = versions("av", "pillow", "numpy")
    step = Step("conform media", 6, {"sha256": named, **inputs, "drawn by": drawn_by}, Taken, encoder_version())
    return shop.steps.make(step, work, label=path.name)


def _picture(scratch: Scratch, path: Path, span: TimeRange, wanted: Wanted, *, direct: bool) -> Taken:
    facts, rate = probe(path), wanted.rate
    need, track = need_of(facts, wanted), facts.picture
    # Counted where it can be: lengths are rounded to microseconds.
    there = ((track.frames if track else 0) or frames_in(facts, rate)) if facts.kind is Form.VIDEO else 0
    as_it_is = track is not None and track.rate == rate and span.end <= there and not track.start
    # What sticks out is cut off when the picture is placed, and what does not fill the frame is laid on its page then.
    if direct and need.direct and as_it_is:
        whole = (track.width, track.height) if track is not None and need.laid else None
        artifact = scratch.keep(path, Kind.LOOP)
        return Taken(artifact=artifact, available=there, start=span.start, direct=True, whole=whole)
    into = scratch.path("footage.mp4")
    made = conform(path, facts, span, wanted, into)
    scratch.count(FOOTAGE, Unit.MILLISECOND, frames_to_milliseconds(made.frames, rate))
    note = "its media ends earlier: the last picture is held" if made.held else ""
    whole = made.size if need.laid else None
    artifact = scratch.keep(into, Kind.LOOP)
    return Taken(artifact=artifact, available=made.frames, start=made.lead, note=note, whole=whole)
