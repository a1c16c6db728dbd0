"""One track of an edited timeline: clips that we have, clips from outside, and the rest as gaps."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from pydantic import ValidationError

from reelhouse.edit.exchange import schema
from reelhouse.edit.exchange.cut import Admitted, Json, Slot, Wish
from reelhouse.edit.exchange.joins import fitting, join_of
from reelhouse.edit.exchange.loops import joined
from reelhouse.edit.exchange.notes import Notes
from reelhouse.edit.exchange.strange import length_of, strange_words
from reelhouse.edit.exchange.times import Clock
from reelhouse.errors import ContentError
from reelhouse.model.time import Rate, TimeRange
from reelhouse.model.timeline import (
    Clip,
    ExternalReference,
    Gap,
    GeneratorReference,
    Item,
    SceneMark,
    Track,
    TrackKind,
    Transition,
)

Admit = Callable[[Wish], Admitted]
#: Hundredths of a decibel, both ways.
LOUDEST = 6000
#: A caption longer than this is no line of a caption.
LONGEST_CAPTION = 500


@dataclass(frozen=True)
class Desk:
    """What the reader of every track works with: the timeline's rate, the media that are ours, the way to others."""

    rate: Rate
    known: Mapping[str, ExternalReference]
    admit: Admit
    notes: Notes
    shown: dict[str, str] = field(default_factory=dict)
    #: Scenes, with the frame at which their own background begins.
    scenes: list[tuple[int, SceneMark]] = field(default_factory=list)


def kind_of_track(raw: Json) -> TrackKind | None:
    """What a track carries: what we wrote on it, else pictures over those below, or sound as it is."""
    said = schema.ours_in(raw).get("kind")
    if said in set(TrackKind):
        return TrackKind(said)
    return {"Video": TrackKind.BACKGROUND, "Audio": TrackKind.EFFECT}.get(str(raw.get("kind", "")))


class TrackReader:
    """Reads one track from left to right."""

    def __init__(self, desk: Desk, raw: Json, kind: TrackKind, index: int) -> None:
        self._desk = desk
        self._raw = raw
        self._kind = kind
        self._index = index
        said = schema.ours_in(raw).get("name")
        self.name = said if isinstance(said, str) else str(raw.get("name") or f"{kind.value} {index + 1}")
        self._clock = Clock.of(desk.rate, sound=kind.is_sound)
        self._items: list[Item] = []
        self._at = 0
        self._exact = Fraction(0)
        self._joins: list[tuple[Transition, str]] = []

    def read(self) -> Track:
        """The track, in our units; every border is rounded by itself, so that nothing adds up."""
        place = f"track {self.name!r}"
        self._desk.notes.keep_strange(self._raw, place, Fraction(0), self._index)
        for number, child in enumerate(schema.listed(self._raw, "children"), 1):
            self._child(child, f"{place}, item {number}")
        self._desk.notes.keep_trim(self._raw, place, self._clock, self._exact, self._index)
        if self._rounded():
            self._desk.notes.tell("its times lie between frames and were moved to whole ones", place)
        track = Track(kind=self._kind, name=self.name, items=tuple(self._items))
        joins = fitting(self._joins, track, self._clock.unit, self._desk.notes)
        return track.model_copy(update={"transitions": tuple(joins)})

    def _rounded(self) -> bool:
        return self._exact.denominator != 1

    def _child(self, child: object, place: str) -> None:
        match schema.kind_of(child):
            case "Transition" if (join := join_of(child, self._kind, self._at, self._clock, place)) is not None:
                self._joins.append((join, place))
            case "Transition":
                self._desk.notes.tell("the transition is not used: it is a cut", place, self._seconds())
                self._desk.notes.keep(Slot.BEFORE, child, self._index, len(self._items))
            case "Gap" if isinstance(child, dict):
                self._hang(child, place)
                self._add_gap(length_of(child, self._clock, place))
            case "Clip" if isinstance(child, dict):
                name = child.get("name")
                self._clip(child, f"{place} {name!r}" if name else place)
            case _:
                self._strange(child, place)

    def _strange(self, child: object, place: str, words: str = "") -> None:
        """Nothing is seen or heard of it; it goes back to where it was."""
        self._desk.notes.tell(words or strange_words(child), place, self._seconds())
        self._desk.notes.keep(Slot.INSTEAD, child, self._index, len(self._items))
        self._add_gap(length_of(child, self._clock, place))

    def _clip(self, raw: Json, place: str) -> None:
        if raw.get("enabled") is False:
            self._strange(raw, place, "it is switched off, so nothing is shown or heard of it")
            return
        reference = active_media(raw)
        given = raw.get("source_range") or (reference or {}).get("available_range")
        start, length = self._clock.span(given, place)
        duration = self._take(length)
        used = self._media(raw, reference, start, duration, place)
        if used is None:
            self._desk.notes.tell(strange_words(reference), place, self._seconds())
            self._desk.notes.keep(Slot.INSTEAD, raw, self._index, len(self._items))
            self._items.append(Gap(duration=duration))
        else:
            by = 0 if getattr(used[0], "loops", False) else used[1].start - start
            markers = [self._clock.moved(one, by) for one in schema.listed(raw, "markers")]
            self._add_clip({**raw, "markers": markers}, used[0], used[1], place)
        self._at += duration

    def _media(
        self, raw: Json, reference: Json | None, start: Fraction, duration: int, place: str
    ) -> tuple[ExternalReference | GeneratorReference, TimeRange] | None:
        """The media of a clip and what is used of it; None when there is nothing that we can show."""
        ours = schema.ours_in(reference)
        if self._kind is TrackKind.CARD:
            card = _card(reference, ours)
            return None if card is None else (card, TimeRange(start=_whole(start, place), duration=duration))
        url = reference.get("target_url") if reference is not None else None
        if schema.kind_of(reference) != "ExternalReference" or not isinstance(url, str) or not url:
            return None
        mine = self._desk.known.get(str(ours.get("sha256"))) if url == ours.get("url") else None
        if mine is not None:
            turn = schema.ours_in(raw).get("turn", 0)
            by = turn * mine.available if mine.loops and isinstance(turn, int) and 0 <= turn < 1 << 20 else 0
            return mine, TimeRange(start=_whole(start, place) + by, duration=duration)
        source = TimeRange(start=self._since_first(start, reference, place), duration=duration)
        shaped = _shaped(ours) if url == ours.get("url") else ()
        got = self._desk.admit(Wish(url=url, sound=self._kind.is_sound, source=source, place=place, shaped=shaped))
        if got.note:
            self._desk.notes.tell(got.note, place, self._seconds())
        return got.media, got.source

    def _since_first(self, start: Fraction, reference: Json | None, place: str) -> int:
        """A time of the media's own clock, counted from its first picture: a camera's clock need not begin at 0."""
        available = (reference or {}).get("available_range")
        if not isinstance(available, Mapping):
            return _whole(start, place)
        since = start - self._clock.units(available.get("start_time"), place)
        if since < 0:
            words = "it begins before its media does: it is shown from the media's beginning on"
            self._desk.notes.tell(words, place, self._seconds())
        return round(max(Fraction(0), since))

    def _add_clip(
        self, raw: Json, media: ExternalReference | GeneratorReference, source: TimeRange, place: str
    ) -> None:
        ours = schema.ours_in(raw)
        name, gain = ours.get("name"), ours.get("gain")
        there = media.available - source.start if isinstance(media, ExternalReference) else source.duration
        missing = 0 if getattr(media, "loops", False) else min(source.duration, max(0, source.duration - there))
        clip = Clip(
            name=name if isinstance(name, str) else str(raw.get("name") or "clip"),
            media=media,
            source=TimeRange(start=source.start, duration=source.duration - missing),
            gain=max(-LOUDEST, min(LOUDEST, gain)) if isinstance(gain, int) else 0,
        )
        before = self._items[-1] if self._items else None
        whole = joined(before, clip) if isinstance(before, Clip) and ours.get("piece") else None
        if whole is None:
            self._items.append(clip)
        else:
            self._items[-1] = whole
        self._hang(raw, place, len(self._items) - 1)
        self._remember(raw, clip.name, place)
        if missing:
            self._desk.notes.tell("it is longer than its media: the rest is empty", place, self._seconds())
            self._items.append(Gap(duration=missing))

    def _remember(self, raw: Json, name: str, place: str) -> None:
        """Captions and scenes that a clip carries."""
        scene = _scene(schema.ours_in(raw).get("scene"), self._at)
        if scene is not None and self._kind is TrackKind.BACKGROUND:
            self._desk.scenes.append((self._at, scene))
        for marker in schema.listed(raw, "markers"):
            if schema.ours_in(marker).get("caption") == name:
                text = " ".join(str(marker.get("name", "")).split())
                if not text or len(text) > LONGEST_CAPTION or not text.isprintable():
                    self._desk.notes.tell("a caption cannot be empty or so long: it stays as it was", place)
                elif self._desk.shown.setdefault(name, text) != text:
                    self._desk.notes.tell("one line cannot have two captions: the first one is used", place)

    def _hang(self, raw: Json, place: str, item: int | None = None) -> None:
        number = len(self._items) if item is None else item
        self._desk.notes.keep_strange(raw, place, self._seconds(), self._index, number)

    def _add_gap(self, length: Fraction) -> None:
        duration = self._take(length)
        self._items.append(Gap(duration=duration))
        self._at += duration

    def _take(self, length: Fraction) -> int:
        """Whole units for an exact length, from where the last one ended."""
        self._exact += length
        return round(self._exact) - self._at

    def _seconds(self) -> Fraction:
        return self._at / self._clock.unit


def active_media(raw: Json) -> Json | None:
    """The media reference of a clip, of either version of the schema."""
    several = raw.get("media_references")
    key = raw.get("active_media_reference_key", "DEFAULT_MEDIA")
    found = several.get(key) if isinstance(several, dict) and isinstance(key, str) else raw.get("media_reference")
    return found if isinstance(found, dict) else None


def _card(reference: Json | None, ours: Json) -> GeneratorReference | None:
    """A card of ours, drawn or not; other media cannot be a card."""
    if reference is None or reference.get("target_url") != ours.get("url"):
        return None
    try:
        return GeneratorReference.model_validate(ours.get("media"))
    except ValidationError:
        return None


def _shaped(ours: Json) -> tuple[tuple[int, int, str], ...]:
    """The files of a clip for other proportions, as we wrote them."""
    found = (one for one in schema.listed(ours, "shaped") if isinstance(one, list) and len(one) == 3)
    kinds = [int, int, str]
    return tuple((one[0], one[1], one[2]) for one in found if [type(part) for part in one] == kinds)


def _scene(said: object, at: int) -> SceneMark | None:
    try:
        return (
            SceneMark.model_validate({**said, "range": {"start": at, "duration": 0}})
            if isinstance(said, dict)
            else None
        )
    except ValidationError:
        return None


def _whole(start: Fraction, place: str) -> int:
    if start < 0:
        raise ContentError("it begins before its media does", where=place, remedy="Move its in-point to 0 or later")
    return round(start)
