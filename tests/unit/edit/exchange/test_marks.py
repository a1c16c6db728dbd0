"""Where scenes are after an edit."""

from reelhouse.edit.exchange.marks import anchors, follow, whole
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
