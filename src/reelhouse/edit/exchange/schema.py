"""OpenTimelineIO's objects as plain JSON (https://opentimelineio.readthedocs.io, "serialized schema").

Plain, because a file from another program may hold objects that no library knows, and they have to survive.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from reelhouse.edit.exchange.cut import OURS, Json

#: Marker colours of the standard.
SCENE_COLOUR, CAPTION_COLOUR = "PURPLE", "GREEN"
#: What may stand on a track, and what may stand in the lists of effects and of markers, in files that others read.
ON_TRACKS = {"Clip", "Gap", "Stack", "Track", "Transition"}
EFFECTS = {"Effect", "TimeEffect", "LinearTimeWarp", "FreezeFrame"}
MARKERS = {"Marker"}


def kind_of(thing: object) -> str:
    """The name of an object's schema without its version; empty when it is no object."""
    return str(thing.get("OTIO_SCHEMA", "")).partition(".")[0] if isinstance(thing, Mapping) else ""


def rational(value: int, rate: float) -> Json:
    """A time."""
    return {"OTIO_SCHEMA": "RationalTime.1", "rate": rate, "value": float(value)}


def time_range(start: int, duration: int, rate: float) -> Json:
    """A start and a duration."""
    return {
        "OTIO_SCHEMA": "TimeRange.1",
        "start_time": rational(start, rate),
        "duration": rational(duration, rate),
    }


def external(url: str, available: Json, ours: Json) -> Json:
    """A reference to a file."""
    return {
        "OTIO_SCHEMA": "ExternalReference.1",
        "name": "",
        "available_range": available,
        "available_image_bounds": None,
        "target_url": url,
        "metadata": {OURS: ours},
    }


def generator(name: str, parameters: Mapping[str, Any], ours: Json) -> Json:
    """Something that is drawn from its name and its parameters."""
    return {
        "OTIO_SCHEMA": "GeneratorReference.1",
        "name": name,
        "generator_kind": name,
        "parameters": dict(parameters),
        "available_range": None,
        "available_image_bounds": None,
        "metadata": {OURS: ours},
    }


def clip(name: str, media: Json, source: Json, ours: Json) -> Json:
    """A clip with one medium."""
    return {
        **_item("Clip.2", name, source, ours),
        "media_references": {"DEFAULT_MEDIA": media},
        "active_media_reference_key": "DEFAULT_MEDIA",
    }


def gap(source: Json) -> Json:
    """Nothing for a while."""
    return _item("Gap.1", "", source, {})


def transition(name: str, before: Json, after: Json, ours: Json) -> Json:
    """What lies over the ends of two clips that meet, for so long before and after that place.

    It is a custom one: the standard names no other than the dissolve.
    """
    return {
        "OTIO_SCHEMA": "Transition.1",
        "name": name,
        "transition_type": "Custom_Transition",
        "in_offset": before,
        "out_offset": after,
        "metadata": {OURS: ours},
    }


def track(name: str, kind: str, children: Sequence[Json], ours: Json) -> Json:
    """A track, `Video` or `Audio`."""
    return {**_item("Track.1", name, None, ours), "kind": kind, "children": list(children)}


def marker(name: str, marked: Json, colour: str, ours: Json) -> Json:
    """A named stretch of time."""
    return {
        "OTIO_SCHEMA": "Marker.2",
        "name": name,
        "color": colour,
        "comment": "",
        "marked_range": marked,
        "metadata": {OURS: ours},
    }


def timeline(name: str, start: Json, tracks: Sequence[Json], markers: Sequence[Json], ours: Json) -> Json:
    """A whole timeline; markers of the whole stand on its stack."""
    stack = {**_item("Stack.1", "tracks", None, {}), "children": list(tracks), "markers": list(markers)}
    return {
        "OTIO_SCHEMA": "Timeline.1",
        "name": name,
        "global_start_time": start,
        "metadata": {OURS: ours},
        "tracks": stack,
    }


def ours_in(thing: object) -> Json:
    """Our facts in an object's metadata; empty when there are none."""
    found = metadata_of(thing).get(OURS)
    return dict(found) if isinstance(found, Mapping) else {}


def metadata_of(thing: object) -> Json:
    """An object's metadata; empty when it has none."""
    found = thing.get("metadata") if isinstance(thing, Mapping) else None
    return dict(found) if isinstance(found, Mapping) else {}


def listed(thing: object, key: str) -> list[Any]:
    """A list in an object; empty when there is none."""
    found = thing.get(key) if isinstance(thing, Mapping) else None
    return list(found) if isinstance(found, list) else []


def _item(schema: str, name: str, source: Json | None, ours: Json) -> Json:
    return {
        "OTIO_SCHEMA": schema,
        "name": name,
        "source_range": source,
        "effects": [],
        "markers": [],
        "enabled": True,
        "metadata": {OURS: ours} if ours else {},
    }
