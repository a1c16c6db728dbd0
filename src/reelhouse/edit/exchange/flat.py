"""A document for formats that only know cuts: everything in whole frames, and nothing but clips and gaps."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from reelhouse.edit.exchange import schema
from reelhouse.edit.exchange.cut import Json
from reelhouse.edit.exchange.strange import length_of
from reelhouse.edit.exchange.times import Clock
from reelhouse.edit.exchange.tracks import active_media
from reelhouse.model.time import Rate

#: Stands before paths while a library has them, so that it does not look for files where it happens to run.
ELSEWHERE = "reelhouse-bundle:"


def flat(document: Json, rate: Rate, *, only_ground: bool = False) -> Json:
    """The same cuts with sound in frames, without what is drawn, transitions, effects, markers and metadata.

    With `only_ground` the lowest pictures alone: a decision list has one track of them.
    """
    tracks = [_track(track, rate) for track in document["tracks"]["children"] if schema.kind_of(track) == "Track"]
    pictures = [track for track in tracks if track["kind"] == "Video" and track["children"]]
    kept = pictures[:1] if only_ground else [track for track in tracks if track["children"]]
    start = schema.rational(0, float(rate.fraction))
    return schema.timeline(document["name"], start, kept, [], {})


def _track(track: Json, rate: Rate) -> Json:
    clock = Clock.of(rate, sound=False)
    return schema.track(track["name"], track["kind"], list(_children(track, clock, float(rate.fraction))), {})


def _children(track: Json, clock: Clock, rate: float) -> Iterator[Json]:
    exact, at = Fraction(0), 0
    for child in schema.listed(track, "children"):
        place = f"track {track['name']!r}"
        exact += Fraction(0) if schema.kind_of(child) == "Transition" else length_of(child, clock, place)
        duration = round(exact) - at
        at += duration
        if duration:
            yield _clip(child, duration, clock, rate) or schema.gap(schema.time_range(0, duration, rate))


def _clip(child: Json, duration: int, clock: Clock, rate: float) -> Json | None:
    """A clip of a file of ours; None for everything else: what was kept for its own program names other files."""
    media = active_media(child) if schema.kind_of(child) == "Clip" and child.get("enabled", True) else None
    url = schema.ours_in(media).get("url")
    if media is None or schema.kind_of(media) != "ExternalReference" or not url or media.get("target_url") != url:
        return None
    start = round(clock.span(child["source_range"], child["name"])[0])
    given = media.get("available_range")
    length = round(clock.span(given, child["name"])[1]) if given else 0
    available = schema.time_range(0, max(length, start + duration), rate)
    file = schema.external(f"{ELSEWHERE}{url}", available, {})
    return schema.clip(child["name"], file, schema.time_range(start, duration, rate), {})
