"""Where scenes are after an edit."""

from reelhouse.edit.exchange.marks import anchors, follow, stay, whole
from reelhouse.model.script import Role
from reelhouse.model.timeline import Timeline, TrackKind
from timelines import mark, small


def test_scenes_that_begin_with_their_backgrounds_are_anchored() -> None:
    assert anchors(small()) == {scene.range.start: scene for scene in small().scenes}


def test_scenes_that_begin_elsewhere_or_leave_holes_are_not() -> None:
    for scenes in (
        (mark("a", 0, 59), mark("b", 59, 141)),
        (mark("a", 0, 60), mark("b", 60, 100)),
        (mark("a", 0, 60), mark("a", 60, 140)),
        (mark("a", 60, 140),),
    ):
        assert anchors(small().model_copy(update={"scenes": scenes})) is None
    tracks = tuple(track for track in small().tracks if track.kind is not TrackKind.BACKGROUND)
    assert anchors(Timeline.model_validate({**small().model_dump(), "tracks": tracks})) is None


def test_a_background_cut_in_two_begins_its_scene_once_and_one_after_the_end_never() -> None:
    found = [(90, mark("b", 0, 0)), (40, mark("a", 0, 0)), (120, mark("a", 0, 0)), (200, mark("c", 0, 0))]
    assert follow(found, 200) == (mark("a", 0, 90), mark("b", 90, 110))
    assert follow([], 200) == ()


def test_the_whole_is_one_scene() -> None:
    assert [(scene.id, scene.range.duration) for scene in whole(7)] == [("whole", 7)]


def test_scenes_with_words_stay_and_those_without_follow() -> None:
    base = small()
    found = (mark("s1", 0, 75, Role.TITLE), mark("s2", 75, 55), mark("s3", 130, 70, Role.END))
    kept = (mark("s1", 0, 60, Role.TITLE), mark("s2", 60, 70), mark("s3", 130, 70, Role.END))
    assert stay(found, base, base.tracks) == kept


def test_scenes_that_were_reordered_or_whose_words_are_gone_follow_their_backgrounds() -> None:
    base = small()
    swapped = (mark("s2", 0, 75), mark("s1", 75, 125))
    assert stay(swapped, base, base.tracks) == swapped
    found = (mark("s1", 0, 75, Role.TITLE), mark("s2", 75, 55), mark("s3", 130, 70, Role.END))
    assert stay(found, base, ()) == found
    assert stay((), base.model_copy(update={"scenes": ()}), base.tracks) == ()


def test_a_scene_that_would_begin_after_the_next_one_follows_its_background() -> None:
    base = small()
    found = (mark("s1", 0, 20, Role.TITLE), mark("s2", 20, 30), mark("s3", 50, 150, Role.END))
    assert stay(found, base, base.tracks) == found
