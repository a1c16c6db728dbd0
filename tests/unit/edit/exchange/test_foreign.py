"""Timelines of other programs, and documents that are refused."""

import json

import pytest

from documents import Json, children, clip_of, document, gap, read, span, track, track_of
from reelhouse.edit.exchange.cut import Admitted, Cut, Wish
from reelhouse.edit.exchange.read import LARGEST, MOST_ITEMS, part_of, read_cut
from reelhouse.edit.exchange.write import write_cut
from reelhouse.errors import ContentError, ReelhouseError, UnreadableText
from reelhouse.model.time import TimeRange
from reelhouse.model.timeline import Clip, ExternalReference, TrackKind
from timelines import artifact, refuse, small

# Other programs' documents.


def foreign(*tracks: Json) -> Json:
    return {"OTIO_SCHEMA": "Timeline.1", "name": "cut", "tracks": {"OTIO_SCHEMA": "Stack.1", "children": list(tracks)}}


def admit_anything(wish: Wish) -> Admitted:
    available = wish.source.end + 1
    return Admitted(media=ExternalReference(artifact=artifact(90), available=available), source=wish.source)


def test_a_timeline_that_says_nothing_of_scenes_is_one_scene() -> None:
    cut = read(foreign(track(clip_of("a.mp4", 40))), admit_anything)
    assert [(mark.id, mark.range.duration) for mark in cut.timeline.scenes] == [("whole", 40)]
    assert "nothing says where scenes begin" in cut.findings[-1].message


def test_another_rate_becomes_ours_without_drift() -> None:
    """25 frames a second: 100 clips of 7 frames are 28 s, and every cut lies within half a frame of its place."""
    cut = read(foreign(track(*[clip_of("a.mp4", 7, rate=25)] * 100)), admit_anything)
    starts = [at for at, *_ in track_of(cut.timeline, TrackKind.BACKGROUND)]
    assert cut.timeline.duration == 840
    assert max(abs(start - number * 8.4) for number, start in enumerate(starts)) <= 0.5
    odd = read(foreign(track(clip_of("a.mp4", 7, rate=25))), admit_anything)
    assert any("between frames" in finding.message for finding in odd.findings)


def test_a_rounded_broadcast_rate_is_understood() -> None:
    cut = read(foreign(track(clip_of("a.mp4", 2997, rate=29.97))), admit_anything)
    assert cut.timeline.duration == 3000


def test_a_collection_with_one_timeline_is_that_timeline() -> None:
    inside = foreign(track(clip_of("a.mp4", 40)))
    whole = {"OTIO_SCHEMA": "SerializableCollection.1", "children": [inside]}
    assert read(whole, admit_anything).timeline.duration == 40


def test_ten_thousand_clips_are_read() -> None:
    cut = read(foreign(track(*[clip_of("a.mp4", 3)] * 10_000)), admit_anything)
    assert cut.timeline.duration == 30_000


# Media whose own clock does not begin at 0.

#: A time that says not what it is.
NAMELESS = {"value": 2, "rate": 30}


def timed(url: str, frames: float, start: float, since: float, rate: float = 30) -> Json:
    """A clip of media whose first picture is at `since`."""
    clip = clip_of(url, frames, start, rate)
    clip["media_reference"]["available_range"] = span(since, 60 * rate, rate)
    return clip


def asked_for(*tracks: Json) -> tuple[Cut, list[TimeRange]]:
    asked = []

    def admit(wish: Wish) -> Admitted:
        asked.append(wish.source)
        return admit_anything(wish)

    return read(foreign(*tracks), admit), asked


@pytest.mark.parametrize(
    ("clip", "start"),
    [
        (timed("a.mp4", 24, 86_424, 86_400, rate=24), 30),
        (timed("a.mp4", 60, 150, 150), 0),
        (timed("a.mp4", 25, 90_000 + 50, 90_000, rate=25), 60),
        (timed("a.mp4", 30, 45, 0), 45),
        ({**timed("a.mp4", 60, 0, 150), "source_range": None}, 0),
    ],
)
def test_the_start_timecode_of_media_counts(clip: Json, start: int) -> None:
    cut, asked = asked_for(track(clip))
    assert [one.start for one in asked] == [start]
    assert not [found for found in cut.findings if "begins before" in found.message]


def test_times_of_a_clip_and_of_its_media_may_have_two_rates() -> None:
    clip = timed("a.mp4", 30, 3_601 * 30, 86_400, rate=30)
    clip["media_reference"]["available_range"] = span(86_400, 600, 24)
    assert asked_for(track(clip))[1] == [TimeRange(start=30, duration=30)]


def test_the_start_timecode_of_sound_counts_too() -> None:
    heard = timed("a.wav", 24, 86_424, 86_400, rate=24)
    _, asked = asked_for(track(clip_of("b.mp4", 60)), track(heard, kind="Audio"))
    assert asked[1] == TimeRange(start=48_000, duration=48_000)


def test_a_clip_that_begins_before_its_media_does_is_shown_from_there_and_told() -> None:
    cut, asked = asked_for(track(clip_of("b.mp4", 30), timed("a.mp4", 60, 140, 150)))
    assert asked[1] == TimeRange(start=0, duration=60)
    (found,) = (one for one in cut.findings if "begins before its media does" in one.message)
    assert (found.at, "item 2 'a.mp4'" in found.message) == (1000, True)


def test_markers_of_others_stay_on_the_picture_they_are_on() -> None:
    """What is made of the media begins at 0, and so what is written does."""
    marker = {"OTIO_SCHEMA": "Marker.2", "name": "look", "marked_range": span(86_436, 12, 24)}
    broken = {"OTIO_SCHEMA": "Marker.2", "name": "odd", "marked_range": span(7, 1, 0)}
    cut, _ = asked_for(track({**timed("a.mp4", 24, 86_424, 86_400, rate=24), "markers": [marker, broken, 7]}))
    made = children(write_cut(cut, {}), 0)[0]
    assert made["source_range"]["start_time"] == {"OTIO_SCHEMA": "RationalTime.1", "value": 30.0, "rate": 30.0}
    assert [one["marked_range"] for one in made["markers"]] == [span(36, 12, 24), span(7, 1, 0)]
    assert made["metadata"]["reelhouse"]["kept"] == [{"slot": "markers", "content": 7}]


def test_files_for_other_shapes_come_back_and_nonsense_does_not() -> None:
    """Only as long as the clip is the one that they were made with."""
    media = ExternalReference(artifact=artifact(90), available=41, shaped=((16, 9, artifact(91)),))
    cut = read(foreign(track(clip_of("a.mp4", 40))), lambda wish: Admitted(media=media, source=wish.source))
    made = write_cut(cut, {artifact(90).sha256: "up.mp4", artifact(91).sha256: "wide.mp4"})
    asked = []

    def admit(wish: Wish) -> Admitted:
        asked.append(wish.shaped)
        return admit_anything(wish)

    reference = children(made, 0)[0]["media_references"]["DEFAULT_MEDIA"]
    read(made, admit)
    reference["metadata"]["reelhouse"]["shaped"] += [7, [1, 1], ["1", 1, "x"], [True, 1, "x"], [1, 1, 5]]
    read(made, admit)
    reference["target_url"] = "another.mp4"
    read(made, admit)
    assert asked == [((16, 9, "wide.mp4"),), ((16, 9, "wide.mp4"),), ()]


def test_trims_of_whole_tracks_are_told_and_written_again() -> None:
    whole = foreign(
        {**track(clip_of("a.mp4", 60)), "source_range": span(12, 24, 24)},
        {**track(clip_of("b.mp4", 60)), "source_range": span(0, 60)},
        {**track(clip_of("c.mp4", 60)), "source_range": {"start_time": span(3, 1)["start_time"], "duration": NAMELESS}},
    )
    whole["tracks"]["source_range"] = span(10, 20)
    cut = read(whole, admit_anything)
    told = [found.message for found in cut.findings if "trimmed" in found.message]
    assert [message.partition(":")[0] for message in told] == ["track 'V1'", "track 'V1'", "the whole timeline"]
    assert cut.timeline.duration == 60
    made = write_cut(cut, {})
    assert made["tracks"]["source_range"] == span(10, 20)
    first, second, third = made["tracks"]["children"]
    assert (first["source_range"], second["source_range"]) == (span(12, 24, 24), span(0, 60))
    assert third["source_range"] is None
    assert third["metadata"]["reelhouse"]["kept"][0]["slot"] == "trim"


BROKEN = (
    (track(clip_of("a", 5, rate=0)), "0 is no rate", "item 1 'a'"),
    (track(clip_of("a", 5, rate=-25)), "-25 is no rate", "item 1"),
    (track(clip_of("a", 5, rate=float("nan"))), "no rate that is a number", "item 1"),
    (track(clip_of("a", float("inf"))), "no value that is a number", "item 1"),
    (track(clip_of("a", 1e15)), "farther away than a year", "item 1"),
    (track(clip_of("a", 9), clip_of("b", -5)), "overlaps the one before", "item 2 'b'"),
    (track(clip_of("a", 5, start=-3)), "begins before its media", "item 1"),
    (track({**clip_of("a", 5), "source_range": None}), "no time range", "item 1"),
    (track({**clip_of("a", 5), "source_range": {"start_time": 3}}), "no rate that is a number", "item 1"),
    (track(), "no pictures", ""),
    (track(clip_of("a", 5), kind="Audio"), "no pictures", ""),
    (track(*[gap(1)] * (MOST_ITEMS + 1)), "more than 20,000", ""),
)


@pytest.mark.parametrize(("broken", "words", "place"), BROKEN)
def test_impossible_tracks_are_refused_with_their_place_and_a_remedy(broken: Json, words: str, place: str) -> None:
    with pytest.raises(ContentError, match=words) as caught:
        read(foreign(broken), admit_anything)
    assert caught.value.where.startswith("edited.otio")
    assert place in caught.value.where
    assert caught.value.remedy


def content(thing: object) -> bytes:
    return json.dumps(thing).encode()


NO_TIMELINES: tuple[tuple[bytes, type[ReelhouseError], str], ...] = (
    (b'{"OTIO_SCHEMA": "Timeline.1",\n "tracks": [}', UnreadableText, "no JSON"),
    (b"\xff\xfe\x00", UnreadableText, "no JSON"),
    (b"", UnreadableText, "no JSON"),
    (b"[" * 100_000, UnreadableText, "no JSON"),
    (b" " * (LARGEST + 1), UnreadableText, "more than 64 MB"),
    (b"[]", ContentError, "'something else'"),
    (content({"OTIO_SCHEMA": "Clip.2"}), ContentError, "'Clip'"),
    (content({"OTIO_SCHEMA": "SerializableCollection.1", "children": []}), ContentError, "'SerializableCollection'"),
    (content({"OTIO_SCHEMA": "Timeline.1"}), ContentError, "no pictures"),
    (content({"OTIO_SCHEMA": "Timeline.1", "tracks": 7}), ContentError, "no pictures"),
    (
        content({"OTIO_SCHEMA": "Timeline.1", "metadata": {"reelhouse": {"schema": "reelhouse.exchange/9"}}}),
        ContentError,
        "written as 'reelhouse.exchange/9'",
    ),
)


@pytest.mark.parametrize(("given", "kind", "words"), NO_TIMELINES)
def test_what_is_no_timeline_is_refused(given: bytes, kind: type[ReelhouseError], words: str) -> None:
    with pytest.raises(kind, match=words) as caught:
        read_cut(given, "edited.otio", small(), {}, refuse)
    assert caught.value.where.startswith("edited.otio")
    assert caught.value.remedy


def test_broken_json_is_told_with_its_line() -> None:
    with pytest.raises(UnreadableText) as caught:
        part_of(b'{"OTIO_SCHEMA":\n\n ]', "edited.otio")
    assert caught.value.where == "edited.otio:3"


def test_nests_without_end_are_refused() -> None:
    nest = '{"OTIO_SCHEMA":"Stack.1","children":[' * 440 + "]}" * 440
    whole = content(foreign(track())).replace(b'"children": []', b'"children": [' + nest.encode() + b"]")
    with pytest.raises(ContentError, match="nested too deeply") as caught:
        read_cut(whole, "edited.otio", small(), {}, refuse)
    assert caught.value.remedy


def test_the_part_is_told() -> None:
    assert part_of(content(write_cut(Cut(timeline=small(), part=3), {})), "x") == 3
    assert part_of(content(foreign()), "x") == 1


@pytest.mark.parametrize(
    "nonsense",
    [
        {"gain": "loud", "name": 7, "scene": 5, "turn": "often", "piece": 1},
        {"gain": 10**9, "scene": {"id": "s1", "role": "king"}, "turn": -4},
        {"kept": [{"slot": "nowhere", "content": 1}, 5, {"slot": "effects"}]},
    ],
)
def test_nonsense_in_our_own_facts_harms_nothing(nonsense: Json) -> None:
    edited = document()
    children(edited, 0)[0]["metadata"]["reelhouse"] = nonsense
    cut = read(edited)
    first = next(cut.timeline.track(TrackKind.BACKGROUND)[0].clips())[1]
    assert isinstance(first, Clip)
    assert (first.name, first.source.start, abs(first.gain) <= 6000) == ("background s1", 10, True)
