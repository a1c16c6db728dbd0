"""Our timeline as OpenTimelineIO: pictures in frames, sound in samples, our own facts in the metadata."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from reelhouse.edit.exchange import schema
from reelhouse.edit.exchange.cut import OURS, SCHEMA, Cut, Json, Kept, Slot
from reelhouse.edit.exchange.loops import pieces
from reelhouse.edit.exchange.marks import anchors
from reelhouse.model.artifact import Artifact
from reelhouse.model.base import Value
from reelhouse.model.time import SAMPLE_RATE, Count
from reelhouse.model.timeline import Clip, ExternalReference, SceneMark, Track, TrackKind, Transition


class Drawn(Value):
    """A card as it was drawn for one rendition: its frames, and where its top left corner lies (pixels)."""

    artifact: Artifact
    frames: Count
    x: int
    y: int
    rendition: str


def write_cut(cut: Cut, urls: Mapping[str, str], cards: Mapping[str, Drawn] | None = None) -> Json:
    """The whole document.

    Args:
        cut: The timeline, its captions, and what was kept of an earlier edit.
        urls: Where each medium lies beside the document, by its SHA-256.
        cards: Drawn cards by the name of their clip, so that they are media and not only descriptions.
    """
    timeline, found = cut.timeline, anchors(cut.timeline)
    writer = _Writer(cut, urls, cards or {}, found or {})
    rate = float(timeline.rate.fraction)
    marks = [
        schema.marker(
            m.id, schema.time_range(m.range.start, m.range.duration, rate), schema.SCENE_COLOUR, {"scene": _scene(m)}
        )
        for m in timeline.scenes
    ]
    tracks = [writer.track(index, track) for index, track in enumerate(timeline.tracks)]
    others, lost = _given_back(cut.kept, Slot.TRACK, schema.ON_TRACKS - {"Transition"})
    ours = {
        "schema": SCHEMA,
        "language": timeline.language,
        "rate": {"num": timeline.rate.num, "den": timeline.rate.den},
        "duration": timeline.duration,
        "part": cut.part,
        "anchored": found is not None,
        "kept": lost,
    }
    made = schema.timeline(timeline.name, schema.rational(0, rate), [*tracks, *others], marks, ours)
    own = [kept for kept in cut.kept if kept.track == -1]
    for slot, known in ((Slot.EFFECTS, schema.EFFECTS), (Slot.MARKERS, schema.MARKERS)):
        back, strange = _given_back(own, slot, known)
        made["tracks"][slot.value] += back
        lost += strange
    lost += _trim(made["tracks"], own)
    _add_metadata(made, own)
    return made


class _Writer:
    """The tracks of one timeline."""

    def __init__(
        self, cut: Cut, urls: Mapping[str, str], cards: Mapping[str, Drawn], scenes: Mapping[int, SceneMark]
    ) -> None:
        self._shown = cut.shown
        self._kept: dict[tuple[int, int], list[Kept]] = {}
        for kept in cut.kept:
            self._kept.setdefault((kept.track, kept.item), []).append(kept)
        self._urls = urls
        self._cards = cards
        self._scenes = scenes
        self._rate = float(cut.timeline.rate.fraction)
        self._ground = next((i for i, t in enumerate(cut.timeline.tracks) if t.kind is TrackKind.BACKGROUND), -1)

    def track(self, index: int, track: Track) -> Json:
        children: list[Json] = []
        scenes = self._scenes if index == self._ground else {}
        joins = {join.at: join for join in track.transitions}
        at = 0
        for number, item in enumerate(track.items):
            written = (
                list(self._clip(track, item, scenes.get(at)))
                if isinstance(item, Clip)
                else [schema.gap(schema.time_range(0, item.duration, self._unit(track)))]
            )
            if at in joins:
                children.append(self._join(joins[at], self._unit(track)))
            children += _with_kept(written, self._kept.get((index, number), []))
            at += item.duration
        own = self._kept.get((index, -1), [])
        trailing, _ = _given_back(self._kept.get((index, len(track.items)), []), Slot.BEFORE, {"Transition"})
        kind = "Audio" if track.kind.is_sound else "Video"
        made = schema.track(track.name, kind, [*children, *trailing], {"kind": track.kind.value, "name": track.name})
        return _with_kept([made], own)[0]

    def _join(self, join: Transition, unit: float) -> Json:
        before, after = schema.rational(join.in_offset, unit), schema.rational(join.out_offset, unit)
        return schema.transition(join.kind.value, before, after, {"transition": join.kind.value})

    def _unit(self, track: Track) -> float:
        return float(SAMPLE_RATE) if track.kind.is_sound else self._rate

    def _clip(self, track: Track, clip: Clip, scene: SceneMark | None) -> Iterator[Json]:
        unit = self._unit(track)
        facts: Json = {"name": clip.name, "gain": clip.gain}
        if scene is not None:
            facts["scene"] = _scene(scene)
        for piece, (source, turn) in enumerate(pieces(clip)):
            span = schema.time_range(source.start, source.duration, unit)
            made = schema.clip(clip.name, self._media(clip, unit), span, {**facts, "turn": turn, "piece": piece})
            if track.kind is TrackKind.VOICE and clip.name in self._shown:
                text = self._shown[clip.name]
                made["markers"].append(schema.marker(text, span, schema.CAPTION_COLOUR, {"caption": clip.name}))
            yield made

    def _media(self, clip: Clip, unit: float) -> Json:
        media = clip.media
        if isinstance(media, ExternalReference):
            url = self._urls.get(media.artifact.sha256, f"media/{media.artifact.sha256}{media.artifact.suffix}")
            facts: Json = {"url": url, "sha256": media.artifact.sha256, "loops": media.loops}
            if shaped := [[a, d, self._urls[one.sha256]] for a, d, one in media.shaped if one.sha256 in self._urls]:
                facts["shaped"] = shaped
            return schema.external(url, schema.time_range(0, media.available, unit), facts)
        ours: Json = {"media": media.model_dump(mode="json")}
        drawn = self._cards.get(clip.name)
        if drawn is None:
            return schema.generator(media.name, media.parameters, ours)
        url = self._urls.get(drawn.artifact.sha256, "")
        ours |= {"url": url, "rendition": drawn.rendition, "x": drawn.x, "y": drawn.y}
        return schema.external(url, schema.time_range(0, drawn.frames, unit), ours)


def _scene(mark: SceneMark) -> Json:
    return {"id": mark.id, "role": mark.role.value}


def _with_kept(written: list[Json], kept: Sequence[Kept]) -> list[Json]:
    """What was written for one item, with everything that others had put there."""
    instead, lost = _given_back(kept, Slot.INSTEAD, schema.ON_TRACKS - {"Transition"})
    made = instead or written
    first = made[0]
    for slot, known in ((Slot.EFFECTS, schema.EFFECTS), (Slot.MARKERS, schema.MARKERS)):
        back, strange = _given_back(kept, slot, known)
        if back:
            first[slot.value] = [*schema.listed(first, slot.value), *back]
        lost += strange
    if schema.kind_of(first) == "Track":
        lost += _trim(first, kept)
    _add_metadata(first, kept)
    if lost:
        first["metadata"] = {**first["metadata"], OURS: {**schema.ours_in(first), "kept": lost}}
    before, _ = _given_back(kept, Slot.BEFORE, {"Transition"})
    return [*before, *made]


def _trim(made: Json, kept: Sequence[Kept]) -> list[Json]:
    """The part that another program shows of it, where it was; returns what is no part of anything."""
    back, strange = _given_back(kept, Slot.TRIM, {"TimeRange"})
    if back:
        made["source_range"] = back[-1]
    return strange


def _given_back(kept: Sequence[Kept], slot: Slot, known: set[str]) -> tuple[list[Json], list[Json]]:
    """Objects of a slot that other programs know, and those that must hide in the metadata to be survived."""
    here = [json.loads(one.content) for one in kept if one.slot is slot]
    strange = [{"slot": slot.value, "content": one} for one in here if schema.kind_of(one) not in known]
    return [one for one in here if schema.kind_of(one) in known], strange


def _add_metadata(made: Json, kept: Sequence[Kept]) -> None:
    for one in kept:
        if one.slot is Slot.METADATA:
            made["metadata"] = {**json.loads(one.content), **made["metadata"]}
