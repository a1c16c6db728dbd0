import pytest

from reelhouse.model.layout import CaptionEvent, Layout, LayoutScene, Rendition
from reelhouse.model.time import Rate, TimeRange
from reelhouse.render.borders import find_borders


def layout(*lengths: int, events: tuple[tuple[int, int, str], ...] = (), rate: int = 30) -> Layout:
    starts = [sum(lengths[:number]) for number in range(len(lengths))]
    return Layout(
        rendition=Rendition(name="small", width=180, height=320, rate=Rate(num=rate)),
        duration=sum(lengths),
        scenes=tuple(
            LayoutScene(id=str(start), range=TimeRange(start=start, duration=length))
            for start, length in zip(starts, lengths, strict=True)
        ),
        layers=(),
        events=tuple(
            CaptionEvent(depth=0, style="S", range=TimeRange(start=a, duration=b - a), text=text)
            for a, b, text in events
        ),
    )


@pytest.mark.parametrize(
    ("lengths", "expected"),
    [
        ((90,), (0, 90)),
        ((120, 100), (0, 120, 220)),
        ((121,), (0, 60, 121)),
        ((360,), (0, 120, 240, 360)),
        ((90, 15, 90), (0, 90, 195)),  # a short scene joins what follows
        ((90, 15), (0, 105)),  # and the last one what went before
        ((15, 90), (0, 105)),
        ((15, 15, 15, 15), (0, 30, 60)),
        ((15,), (0, 15)),
    ],
)
def test_scenes_are_cut_and_joined_by_their_length(lengths: tuple[int, ...], expected: tuple[int, ...]) -> None:
    assert find_borders(layout(*lengths)) == expected


def test_lengths_are_seconds_at_any_rate() -> None:
    assert find_borders(layout(241, rate=60)) == (0, 120, 241)
    assert find_borders(layout(96, 20, 60, rate=24)) == (0, 96, 176)


def test_a_border_moves_to_where_no_caption_is_on() -> None:
    assert find_borders(layout(200, events=((80, 108, "a"), (110, 150, "b")))) == (0, 108, 200)
    assert find_borders(layout(200, events=((80, 100, "a"), (100, 150, "b")))) == (0, 100, 200)
    assert find_borders(layout(200, events=((92, 150, "a"), (20, 80, "b")))) == (0, 92, 200)


def test_it_moves_half_a_second_at_most_and_then_cuts_the_fewest() -> None:
    assert find_borders(layout(200, events=((60, 150, "a"),))) == (0, 100, 200)
    assert find_borders(layout(200, events=((60, 150, "a"), (70, 104, "b")))) == (0, 104, 200)


def test_an_animation_is_spared_before_other_captions() -> None:
    moving = r"{\t(0,80,\fscx108)}a"
    others = tuple((112, 150, text) for text in "bcd")
    assert find_borders(layout(200, events=((80, 112, "a"), (70, 150, "b"), (100, 150, "c")))) == (0, 100, 200)
    assert find_borders(layout(200, events=((80, 112, moving), *others))) == (0, 112, 200)
    assert find_borders(layout(200, events=((80, 113, "a"), *others))) == (0, 100, 200)


def test_frames_before_the_first_scene_belong_to_it() -> None:
    late = layout(60, 60).model_copy(
        update={"scenes": (LayoutScene(id="a", range=TimeRange(start=40, duration=60)),), "duration": 100}
    )
    assert find_borders(late) == (0, 100)
