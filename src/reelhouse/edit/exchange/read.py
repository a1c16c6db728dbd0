"""An edited timeline, read: what we understand becomes a timeline, the rest is named and kept."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from fractions import Fraction

from pydantic import ValidationError

from reelhouse.edit.exchange import schema
from reelhouse.edit.exchange.cut import SCHEMA, Cut, Json, Slot
from reelhouse.edit.exchange.fit import fitted
from reelhouse.edit.exchange.marks import follow, stay, whole
from reelhouse.edit.exchange.notes import Notes
from reelhouse.edit.exchange.times import Clock
from reelhouse.edit.exchange.tracks import Admit, Desk, TrackReader, kind_of_track
from reelhouse.errors import ContentError, UnreadableText
from reelhouse.model.timeline import ExternalReference, SceneMark, Timeline, Track, TrackKind

#: The most that is read of one document, and the most things on its tracks.
LARGEST = 64_000_000
MOST_ITEMS = 20_000
#: Objects in objects; a clip on a track has about ten around the numbers of its times.
DEEPEST = 100
_REMEDY = "Export it again from the editing program as OpenTimelineIO (.otio)"


def read_cut(content: bytes, where: str, base: Timeline, known: Mapping[str, ExternalReference], admit: Admit) -> Cut:
    """Read one edited part.

    Args:
        content: The document.
        where: Its name in messages.
        base: The timeline that it began as: its name, language and rate.
        known: Media that are ours, by SHA-256; other facts about media in the document are not believed.
        admit: Looks at media from outside, and says how they may be used.

    Raises:
        UnreadableText: It is no JSON, or far too large.
        ContentError: It is no timeline, is empty, or has impossible times; the error says where.
    """
    try:
        document = open_document(content, where)
        return _read(document, where, base, Desk(base.rate, known, admit, Notes()))
    except ContentError as error:
        if not error.where.startswith(where):
            error.where = f"{where}: {error.where}" if error.where else where
        raise


def part_of(content: bytes, where: str) -> int:
    """Which part of a series a document is; 1 when it does not say.

    Raises:
        UnreadableText: It is no JSON, or far too large.
        ContentError: It is no timeline, or a newer one.
    """
    return _part_in(open_document(content, where))


def open_document(content: bytes, where: str) -> Json:
    """The timeline in a document.

    Raises:
        UnreadableText: It is no JSON, or far too large.
        ContentError: It holds no timeline, several of them, or a newer one.
    """
    if len(content) > LARGEST:
        raise UnreadableText(f"there is more than {LARGEST // 10**6} MB in it", where=where, remedy=_REMEDY)
    try:
        found = json.loads(content)
    except (ValueError, RecursionError) as error:
        place = f"{where}:{error.lineno}" if isinstance(error, json.JSONDecodeError) else where
        raise UnreadableText("this is no JSON, and so no OpenTimelineIO", where=place, remedy=_REMEDY) from error
    if _depth(found) > DEEPEST:
        remedy = "Put the clips of nested timelines on tracks of their own"
        raise ContentError("it is nested too deeply", where=where, remedy=remedy)
    if schema.kind_of(found) == "SerializableCollection" and len(schema.listed(found, "children")) == 1:
        found = found["children"][0]
    if schema.kind_of(found) != "Timeline":
        named = schema.kind_of(found) or "something else"
        raise ContentError(f"this holds no timeline but {named!r}", where=where, remedy=_REMEDY)
    said = str(schema.ours_in(found).get("schema", SCHEMA))
    if said != SCHEMA:
        raise ContentError(f"it was written as {said!r}", where=where, remedy=f"Use a Reelhouse that knows {said!r}")
    timeline: Json = found
    return timeline


def _read(document: Json, where: str, base: Timeline, desk: Desk) -> Cut:
    stack = document.get("tracks")
    stack = stack if isinstance(stack, dict) else {}
    children = schema.listed(stack, "children")
    if sum(len(schema.listed(child, "children")) for child in children) > MOST_ITEMS:
        remedy = "Divide it into several timelines"
        raise ContentError(f"there are more than {MOST_ITEMS:,} things on its tracks", where=where, remedy=remedy)
    for thing in (document, stack):
        desk.notes.keep_strange(thing, "the whole timeline", Fraction(0))
    tracks = tuple(_tracks(children, desk))
    duration = max((track.duration for track in tracks if not track.kind.is_sound), default=0)
    if duration == 0:
        raise ContentError(
            "there are no pictures on its tracks", where=where, remedy="Put a clip on the lowest video track"
        )
    desk.notes.keep_trim(stack, "the whole timeline", Clock.of(base.rate, sound=False), Fraction(duration))
    timeline = base.model_copy(
        update={
            "duration": duration,
            "tracks": fitted(tracks, duration, base.rate, desk.notes),
            "scenes": stay(_scenes(document, stack, tracks, desk, duration), base, tracks),
        }
    )
    shown, kept = desk.shown, tuple(desk.notes.kept)
    return Cut(timeline=timeline, part=_part_in(document), shown=shown, kept=kept, findings=desk.notes.finished())


def _part_in(document: Json) -> int:
    part = schema.ours_in(document).get("part")
    return part if isinstance(part, int) and part > 0 else 1


def _depth(found: object) -> int:
    """How deep lists and objects lie in one another, found without going into them by calls."""
    deepest, inside = 0, list(_inside([found]))
    while inside and deepest <= DEEPEST:
        deepest += 1
        inside = [one for thing in inside for one in _inside(thing)]
    return deepest


def _inside(thing: object) -> Iterator[object]:
    """The lists and objects that one of them holds."""
    things = thing.values() if isinstance(thing, dict) else thing if isinstance(thing, list) else ()
    return (one for one in things if isinstance(one, dict | list))


def _tracks(children: list[object], desk: Desk) -> Iterator[Track]:
    index = 0
    for child in children:
        kind = kind_of_track(child) if isinstance(child, dict) and schema.kind_of(child) == "Track" else None
        if kind is None or not isinstance(child, dict) or child.get("enabled") is False:
            named = child.get("name") if isinstance(child, dict) else ""
            desk.notes.tell("it is switched off, or neither pictures nor sound: it is not used", f"track {named!r}")
            desk.notes.keep(Slot.TRACK, child)
        else:
            yield TrackReader(desk, child, kind, index).read()
            index += 1


def _scenes(document: Json, stack: Json, tracks: tuple[Track, ...], desk: Desk, duration: int) -> tuple[SceneMark, ...]:
    """Scenes where their backgrounds are; those whose background was replaced are where their markers are."""
    ours = schema.ours_in(document)
    marked = list(_marked(stack, desk))
    if ours.get("anchored") is False:
        return tuple(mark for _, mark in marked)
    anchored = {mark.id for _, mark in desk.scenes}
    ground = next((track for track in tracks if track.kind is TrackKind.BACKGROUND), None)
    begins = {at for at, _ in ground.clips()} - {at for at, _ in desk.scenes} if ground is not None else set()
    loose = [(at, mark) for at, mark in marked if mark.id not in anchored and at in begins]
    found = follow([*desk.scenes, *loose], duration)
    if found or (ours and not marked):
        return found
    desk.notes.tell("nothing says where scenes begin: it is one scene", "the whole timeline")
    return whole(duration)


def _marked(stack: Json, desk: Desk) -> Iterator[tuple[int, SceneMark]]:
    """Scene markers of ours with their places."""
    clock = Clock.of(desk.rate, sound=False)
    for marker in schema.listed(stack, "markers"):
        said = schema.ours_in(marker).get("scene")
        if isinstance(said, dict):
            start, length = clock.span(marker.get("marked_range"), f"marker {said.get('id')!r}")
            try:
                place = {"start": round(start), "duration": round(length)}
                yield round(start), SceneMark.model_validate({**said, "range": place})
            except ValidationError:
                desk.notes.tell("it says nothing that we know", f"marker {marker.get('name')!r}")
