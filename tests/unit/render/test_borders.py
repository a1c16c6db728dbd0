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
        ((90, 75), (0, 90, 165)),
        ((119,), (0, 119)),  # no last second is left alone
        ((120,), (0, 75, 120)),
        ((270,), (0, 75, 150, 225, 270)),
        ((75, 15, 75), (0, 75, 165)),  # a short scene joins what follows
        ((75, 15), (0, 90)),  # and the last one what went before
        ((15, 75), (0, 90)),
        ((15, 15, 15, 15), (0, 30, 60)),
        ((15,), (0, 15)),
    ],
)
def test_scenes_are_cut_and_joined_by_their_length(lengths: tuple[int, ...], expected: tuple[int, ...]) -> None:
    assert find_borders(layout(*lengths)) == expected


def test_lengths_are_seconds_at_any_rate() -> None:
    assert find_borders(layout(241, rate=60)) == (0, 150, 241)
    assert find_borders(layout(72, 20, 40, rate=24)) == (0, 72, 132)


def test_a_border_moves_to_where_no_caption_is_on() -> None:
    assert find_borders(layout(165, events=((55, 83, "a"), (85, 125, "b")))) == (0, 83, 165)
    assert find_borders(layout(165, events=((55, 75, "a"), (75, 125, "b")))) == (0, 75, 165)
    assert find_borders(layout(165, events=((67, 125, "a"), (10, 55, "b")))) == (0, 67, 165)


def test_it_moves_half_a_second_at_most_and_then_cuts_the_fewest() -> None:
    assert find_borders(layout(165, events=((35, 125, "a"),))) == (0, 75, 165)
    assert find_borders(layout(165, events=((35, 125, "a"), (45, 79, "b")))) == (0, 79, 165)


def test_an_animation_is_spared_before_other_captions() -> None:
    moving = r"{\t(0,80,\fscx108)}a"
    others = tuple((87, 125, text) for text in "bcd")
    assert find_borders(layout(165, events=((55, 87, "a"), (45, 125, "b"), (75, 125, "c")))) == (0, 75, 165)
    assert find_borders(layout(165, events=((55, 87, moving), *others))) == (0, 87, 165)
    assert find_borders(layout(165, events=((55, 88, "a"), *others))) == (0, 75, 165)


def test_a_scene_that_grows_keeps_the_borders_before_the_place() -> None:
    said = ((55, 83, "a"), (85, 125, "b"), (160, 190, "c"))
    longer = (*said[:2], (166, 196, "c"))
    assert find_borders(layout(270, 90, events=said))[:3] == find_borders(layout(276, 90, events=longer))[:3]


def test_frames_before_the_first_scene_belong_to_it() -> None:
    late = layout(50, 40).model_copy(
        update={"scenes": (LayoutScene(id="a", range=TimeRange(start=30, duration=60)),), "duration": 90}
    )
    assert find_borders(late) == (0, 90)
