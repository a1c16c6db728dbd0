"""Edits that are understood, and things that are named and kept."""

import json

import pytest

from documents import SHOWN, Json, children, clip_of, document, gap, read, span, track, track_of
from reelhouse.edit.exchange.cut import Admitted, Cut, Slot, Wish
from reelhouse.edit.exchange.notes import LISTED
from reelhouse.edit.exchange.write import write_cut
from reelhouse.model.time import TimeRange
from reelhouse.model.timeline import ExternalReference, Gap, TrackKind
from timelines import artifact, small


def longer(thing: Json, by: float) -> None:
    thing["source_range"]["duration"]["value"] += by


def later(thing: Json, by: float) -> None:
    thing["source_range"]["start_time"]["value"] += by


def again(cut: Cut) -> Cut:
    """The same once more through a file; a hidden thing is told of in words of its own."""
    return read(json.loads(json.dumps(write_cut(cut, {}))))


def same(first: Cut, second: Cut) -> bool:
    """Whether nothing was lost: not the timeline, not what was kept, not one finding."""
    told = sorted(found.at or 0 for found in first.findings) == sorted(found.at or 0 for found in second.findings)
    kept = sorted(first.kept, key=str) == sorted(second.kept, key=str)
    return (
        told
        and kept
        and first.model_copy(update={"kept": (), "findings": ()})
        == second.model_copy(update={"kept": (), "findings": ()})
    )


# What a person changes.


def test_a_moved_cut_moves_pictures_and_nothing_else() -> None:
    """Words are where they were, and so are scenes."""
    edited = document()
    longer(children(edited, 0)[0], 15)
    later(children(edited, 0)[1], 15)
    longer(children(edited, 0)[1], -15)
    cut = read(edited)
    assert track_of(cut.timeline, TrackKind.BACKGROUND) == [
        (0, "background s1", 10, 75),
        (75, "background s2", 215, 75),
        (150, "background s3", 5, 50),
    ]
    assert cut.timeline.scenes == small().scenes
    assert cut.timeline.tracks[1:] == small().tracks[1:]
    assert (cut.findings, cut.kept) == ((), ())


def test_a_scene_follows_its_pictures_where_its_words_moved_too() -> None:
    edited = document()
    longer(children(edited, 0)[0], 15)
    longer(children(edited, 2)[2], 24_000)
    cut = read(edited)
    assert [(mark.id, mark.range.start, mark.range.end) for mark in cut.timeline.scenes] == [
        ("s1", 0, 75),
        ("s2", 75, 165),
        ("s3", 165, 215),
    ]


def test_scenes_that_stayed_are_there_when_the_edit_is_edited_again() -> None:
    edited = document()
    longer(children(edited, 0)[0], 15)
    longer(children(edited, 0)[1], -15)
    once = read(edited)
    assert same(once, again(once))


def test_clips_that_change_places_take_their_scenes_along() -> None:
    edited = document()
    first, *second, third = children(edited, 0)
    edited["tracks"]["children"][0]["children"] = [third, first, *second]
    cut = read(edited)
    assert [(mark.id, mark.range.start) for mark in cut.timeline.scenes] == [("s3", 0), ("s1", 50), ("s2", 110)]
    assert cut.timeline.duration == 200


def test_a_removed_clip_takes_its_scene_and_its_time_along() -> None:
    edited = document()
    del children(edited, 0)[0]
    del children(edited, 1)[1]
    cut = read(edited)
    assert [mark.id for mark in cut.timeline.scenes] == ["s2", "s3"]
    assert cut.timeline.duration == 140
    music = cut.timeline.track(TrackKind.MUSIC)[0]
    assert music.duration == 140 * 1600
    assert "track 'music': it is longer than the pictures" in cut.findings[-1].message


def test_a_changed_marker_is_a_changed_caption() -> None:
    edited = document()
    children(edited, 2)[1]["markers"][0]["name"] = "  The key\nfit\tme. "
    assert read(edited).shown == {**SHOWN, "l1": "The key fit me."}


@pytest.mark.parametrize("text", ["", " \n", "x" * 501, "a\u202eb"])
def test_what_cannot_be_a_caption_leaves_it_as_it_was(text: str) -> None:
    edited = document()
    children(edited, 2)[1]["markers"][0]["name"] = text
    cut = read(edited)
    assert "l1" not in cut.shown
    assert "stays as it was" in cut.findings[0].message


def test_a_recording_cut_in_two_with_two_captions_keeps_the_first() -> None:
    edited = document()
    second = json.loads(json.dumps(children(edited, 2)[1]))
    second["markers"][0]["name"] = "Another."
    children(edited, 2)[2:3] = [second]
    cut = read(edited)
    assert cut.shown["l1"] == "The key fit."
    assert "two captions" in cut.findings[0].message


def test_replaced_footage_is_asked_for_with_what_is_used_of_it() -> None:
    edited, asked = document(), []
    children(edited, 0)[0]["media_references"]["DEFAULT_MEDIA"]["target_url"] = "mine/sea.mov"

    def admit(wish: Wish) -> Admitted:
        asked.append(wish)
        media = ExternalReference(artifact=artifact(77), available=60)
        return Admitted(media=media, source=TimeRange(start=0, duration=60), note="it ends earlier")

    cut = read(edited, admit)
    assert asked == [
        Wish(
            url="mine/sea.mov",
            sound=False,
            source=TimeRange(start=10, duration=60),
            place="track 'background', item 1 'background s1'",
        )
    ]
    first = next(cut.timeline.track(TrackKind.BACKGROUND)[0].clips())[1]
    assert isinstance(first.media, ExternalReference)
    assert (first.media.artifact.sha256, first.source.start) == (artifact(77).sha256, 0)
    assert [mark.id for mark in cut.timeline.scenes] == ["s1", "s2", "s3"]
    assert "it ends earlier" in cut.findings[0].message


def test_facts_about_media_in_the_document_are_not_believed() -> None:
    """A document that says a hash that is not this episode's is a wish like any other."""
    edited, asked = document(), []
    children(edited, 0)[0]["media_references"]["DEFAULT_MEDIA"]["metadata"]["reelhouse"]["sha256"] = "ab" * 32

    def admit(wish: Wish) -> Admitted:
        asked.append(wish.url)
        return Admitted(media=ExternalReference(artifact=artifact(78), available=99), source=wish.source)

    read(edited, admit)
    assert len(asked) == 1


def test_a_scene_whose_clip_was_replaced_as_a_whole_is_where_its_marker_is() -> None:
    edited = document()
    children(edited, 0)[0].update(
        metadata={}, media_references={"DEFAULT_MEDIA": {"OTIO_SCHEMA": "ExternalReference.1", "target_url": "a.mp4"}}
    )
    media = ExternalReference(artifact=artifact(79), available=99)
    cut = read(edited, lambda wish: Admitted(media=media, source=wish.source))
    assert [(mark.id, mark.range.start) for mark in cut.timeline.scenes] == [("s1", 0), ("s2", 60), ("s3", 150)]


def test_pictures_on_a_new_track_lie_over_the_others() -> None:
    edited = document()
    over = {
        "OTIO_SCHEMA": "Track.1",
        "name": "B-roll",
        "kind": "Video",
        "children": [gap(30), clip_of("a.mp4", 20, 5)],
    }
    edited["tracks"]["children"].insert(1, over)
    media = ExternalReference(artifact=artifact(80), available=99)
    cut = read(edited, lambda wish: Admitted(media=media, source=wish.source))
    assert cut.timeline.tracks[1].kind is TrackKind.BACKGROUND
    assert [item.duration for item in cut.timeline.tracks[1].items] == [30, 20, 150]


# What others put there.


EFFECTS = (
    ({"OTIO_SCHEMA": "Effect.1", "effect_name": "Blur", "name": ""}, "the effect 'Blur' is not used"),
    ({"OTIO_SCHEMA": "LinearTimeWarp.1", "time_scalar": 2.0}, "change of speed (LinearTimeWarp)"),
    ({"OTIO_SCHEMA": "AcmeGrade.7", "wheel": [1, 2]}, "the effect 'AcmeGrade' is not used"),
    ("no object", "the effect 'something unknown'"),
)


@pytest.mark.parametrize(("effect", "words"), EFFECTS)
def test_an_effect_is_named_kept_and_written_again(effect: Json, words: str) -> None:
    edited = document()
    children(edited, 0)[1].setdefault("effects", []).append(effect)
    cut = read(edited)
    assert words in cut.findings[0].message
    assert cut.findings[0].at == 2000
    assert [json.loads(kept.content) for kept in cut.kept] == [effect]
    assert cut.timeline == small()
    assert same(again(cut), cut)


def test_an_effect_that_libraries_refuse_hides_where_they_do_not_look() -> None:
    edited = document()
    children(edited, 0)[0].setdefault("effects", []).append({"OTIO_SCHEMA": "AcmeGrade.7"})
    children(edited, 0)[0]["effects"].append({"OTIO_SCHEMA": "Effect.1", "effect_name": "Blur"})
    back = write_cut(read(edited), {})["tracks"]["children"][0]["children"][0]
    assert [effect["OTIO_SCHEMA"] for effect in back["effects"]] == ["Effect.1"]
    assert back["metadata"]["reelhouse"]["kept"][0]["content"] == {"OTIO_SCHEMA": "AcmeGrade.7"}


STRANGE = (
    ({"OTIO_SCHEMA": "Stack.1", "children": [gap(20), gap(30)]}, 30, "a nest of several clips"),
    ({"OTIO_SCHEMA": "Track.1", "children": [gap(20), gap(30)]}, 50, "a nested track"),
    ({"OTIO_SCHEMA": "AcmeThing.1", "source_range": span(0, 12)}, 12, "'AcmeThing' is not known"),
    ("nonsense", 0, "is not known"),
    ({**clip_of("a", 7), "media_reference": {"OTIO_SCHEMA": "MissingReference.1"}}, 7, "its media is missing"),
    ({**clip_of("a", 7), "media_reference": None}, 7, "it has no media"),
    ({**clip_of("a", 7), "media_reference": {"OTIO_SCHEMA": "GeneratorReference.1"}}, 7, "another program draws"),
    ({**clip_of("a", 7), "enabled": False}, 7, "it is switched off"),
)


@pytest.mark.parametrize(("thing", "frames", "words"), STRANGE)
def test_what_we_do_not_have_is_named_becomes_a_gap_and_is_written_again(thing: Json, frames: int, words: str) -> None:
    edited = document()
    children(edited, 0).append(thing)
    cut = read(edited)
    ground = cut.timeline.track(TrackKind.BACKGROUND)[0]
    assert ground.items[-1] == Gap(duration=frames)
    assert any(words in finding.message for finding in cut.findings)
    assert json.loads(cut.kept[0].content) == thing
    assert cut.kept[0].slot is Slot.INSTEAD
    assert same(again(cut), cut)


def test_a_transition_is_a_cut_and_goes_back_to_its_place() -> None:
    edited = document()
    dissolve = {"OTIO_SCHEMA": "Transition.1", "transition_type": "SMPTE_Dissolve"}
    children(edited, 0).insert(1, dissolve)
    children(edited, 0).append(dissolve)
    cut = read(edited)
    assert cut.timeline == small()
    assert [finding.at for finding in cut.findings] == [2000, 6667]
    back = write_cut(cut, {})["tracks"]["children"][0]["children"]
    assert [back[1], back[-1]] == [dissolve, dissolve]
    assert same(again(cut), cut)


def test_markers_and_metadata_of_others_come_back_untouched() -> None:
    edited = document()
    note = {"OTIO_SCHEMA": "Marker.2", "name": "check this", "marked_range": span(0, 1), "metadata": {}}
    for thing in (children(edited, 0)[0], edited["tracks"]["children"][2], edited["tracks"]):
        thing.setdefault("markers", []).append(note)
    for thing in (children(edited, 3)[0], edited, children(edited, 1)[-1]):
        thing["metadata"]["resolve"] = {"colour": [1, 2, 3]}
    edited["tracks"]["effects"].append({"OTIO_SCHEMA": "Effect.1", "effect_name": "Grade"})
    cut = read(edited)
    assert cut.timeline == small()
    assert [finding.message for finding in cut.findings] == ["the whole timeline: the effect 'Grade' is not used"]
    assert len(cut.kept) == 7
    assert same(again(cut), cut)


@pytest.mark.parametrize(
    "track",
    [
        {"OTIO_SCHEMA": "Track.1", "name": "subs", "kind": "Subtitle", "children": [gap(3)]},
        {"OTIO_SCHEMA": "Track.1", "name": "off", "kind": "Audio", "enabled": False, "children": []},
        {"OTIO_SCHEMA": "AcmeTrack.1"},
        "nonsense",
    ],
)
def test_a_track_that_is_neither_seen_nor_heard_is_kept_as_it_is(track: object) -> None:
    edited = document()
    edited["tracks"]["children"].append(track)
    cut = read(edited)
    assert cut.timeline == small()
    assert [json.loads(kept.content) for kept in cut.kept] == [track]
    assert same(again(cut), cut)


def test_a_card_cannot_be_footage() -> None:
    edited = document()
    children(edited, 1)[0]["media_references"]["DEFAULT_MEDIA"] = {
        "OTIO_SCHEMA": "ExternalReference.1",
        "target_url": "a.mp4",
    }
    cut = read(edited)
    assert "cannot take the place of a card" in cut.findings[0].message
    assert track_of(cut.timeline, TrackKind.CARD) == []
    assert same(again(cut), cut)


def test_pictures_that_end_leave_black_and_say_so() -> None:
    edited = document()
    children(edited, 0)[0] = gap(60)
    cut = read(edited)
    assert ("the pictures: nothing is seen for 2.0 s", 0) in [(found.message, found.at) for found in cut.findings]


def test_a_clip_longer_than_its_sound_is_cut_and_the_rest_is_silent() -> None:
    edited = document()
    longer(children(edited, 2)[-1], 4_000)
    cut = read(edited)
    assert cut.timeline.track(TrackKind.VOICE)[0].items[-2:] == (
        small().track(TrackKind.VOICE)[0].items[-1],
        Gap(duration=4_000),
    )
    assert "longer than its media" in cut.findings[0].message


def test_silence_after_the_pictures_is_cut_off_without_a_word() -> None:
    edited = document()
    children(edited, 2).append(gap(900_000, 48_000))
    edited["tracks"]["children"].append(track(gap(900), kind="Audio"))
    cut = read(edited)
    assert cut.timeline.track(TrackKind.VOICE)[0].duration == 320_000
    assert cut.timeline.track(TrackKind.EFFECT)[0].items == (Gap(duration=320_000),)
    assert [found.message for found in cut.findings if "'V1'" in found.message] == []
    children(edited, 2).append(gap(10, 48_000))
    assert read(edited).timeline.track(TrackKind.VOICE) == cut.timeline.track(TrackKind.VOICE)


def test_pieces_of_a_loop_that_were_moved_apart_stay_two_clips() -> None:
    edited = document()
    later(children(edited, 0)[2], 7)
    assert [name for _, name, *_ in track_of(read(edited).timeline, TrackKind.BACKGROUND)] == [
        "background s1",
        "background s2",
        "background s2",
        "background s3",
    ]


def test_a_scene_marker_with_nonsense_in_it_is_told() -> None:
    edited = document()
    edited["tracks"]["markers"][0]["metadata"]["reelhouse"]["scene"]["role"] = "king"
    cut = read(edited)
    assert [mark.id for mark in cut.timeline.scenes] == ["s1", "s2", "s3"]
    assert "says nothing that we know" in cut.findings[0].message


def test_a_card_with_nonsense_in_it_is_kept_and_not_shown() -> None:
    edited = document()
    children(edited, 1)[0]["media_references"]["DEFAULT_MEDIA"]["metadata"]["reelhouse"]["media"] = {"name": 5, "x": []}
    cut = read(edited)
    assert track_of(cut.timeline, TrackKind.CARD) == []
    assert cut.kept[0].slot is Slot.INSTEAD


def test_of_very_many_findings_some_are_told_and_the_rest_counted() -> None:
    edited = document()
    children(edited, 0)[0]["effects"] = [{"OTIO_SCHEMA": "Effect.1"}] * (LISTED + 7)
    cut = read(edited)
    assert len(cut.findings) == LISTED + 1
    assert cut.findings[-1].message.startswith("7 more things")
    assert len(cut.kept) == LISTED + 7
