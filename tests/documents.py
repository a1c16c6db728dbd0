"""Edited timelines as other programs write them, and how they are read in tests."""

import json
from collections.abc import Callable
from typing import Any

from reelhouse.edit.exchange.cut import Admitted, Cut, Wish
from reelhouse.edit.exchange.read import read_cut
from reelhouse.edit.exchange.write import write_cut
from reelhouse.model.timeline import Timeline, TrackKind
from timelines import known, refuse, small

Json = dict[str, Any]
SHOWN = {"l1": "The key fit.", "l2": "Nobody knew."}


def document() -> Json:
    found: Json = json.loads(json.dumps(write_cut(Cut(timeline=small(), shown=SHOWN), {})))
    return found


def read(edited: object, admit: Callable[[Wish], Admitted] = refuse) -> Cut:
    return read_cut(json.dumps(edited).encode(), "edited.otio", small(), known(small()), admit)


def children(edited: Json, track: int) -> list[Json]:
    found: list[Json] = edited["tracks"]["children"][track]["children"]
    return found


def track_of(timeline: Timeline, kind: TrackKind) -> list[tuple[int, str, int, int]]:
    """Place, name, start and length of every clip."""
    return [
        (at, clip.name, clip.source.start, clip.duration)
        for track in timeline.track(kind)
        for at, clip in track.clips()
    ]


def gap(frames: float, rate: float = 30) -> Json:
    return {"OTIO_SCHEMA": "Gap.1", "source_range": span(0, frames, rate)}


def span(start: float, frames: float, rate: float = 30) -> Json:
    return {
        "OTIO_SCHEMA": "TimeRange.1",
        "start_time": {"OTIO_SCHEMA": "RationalTime.1", "value": start, "rate": rate},
        "duration": {"OTIO_SCHEMA": "RationalTime.1", "value": frames, "rate": rate},
    }


def clip_of(url: str, frames: float, start: float = 0, rate: float = 30) -> Json:
    return {
        "OTIO_SCHEMA": "Clip.1",
        "name": url,
        "media_reference": {"OTIO_SCHEMA": "ExternalReference.1", "target_url": url},
        "source_range": span(start, frames, rate),
    }


def track(*things: Json, kind: str = "Video") -> Json:
    return {"OTIO_SCHEMA": "Track.1", "name": "V1", "kind": kind, "children": list(things)}
