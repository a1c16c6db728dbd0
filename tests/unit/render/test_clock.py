import pytest

from reelhouse.errors import ContentError
from reelhouse.model.time import Rate
from reelhouse.render.clock import in_caption_clock, is_animated

THIRTY = Rate(num=30)


def moved(text: str, *, shown: int = 0, frames: int = 30, rate: Rate = THIRTY) -> str:
    return in_caption_clock(text, rate, frames=frames, shown=shown)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"{\an5\pos(90,160)\fscx92}WORD", r"{\an5\pos(90,160)\fscx92}WORD"),
        (r"{\t(0,80,0.5,\fscx108)}A", r"{\t(0,2400,0.5,\fscx108)}A"),
        (r"{\t(80,200,\fscx108\1c&HFFFFFF&)}A", r"{\t(2400,6000,\fscx108\1c&HFFFFFF&)}A"),
        (r"{\t(\fscx108)}A", r"{\t(0,30000,\fscx108)}A"),
        (r"{\t(0.5,\fscx108)}A", r"{\t(0,30000,0.5,\fscx108)}A"),
        (r"{\t(0,0,\fscx108)}A", r"{\t(0,30000,\fscx108)}A"),
        (r"{\t(0,80,\clip(0,0,9,9))}A", r"{\t(0,2400,\clip(0,0,9,9))}A"),
        (r"{\fad(100,200)}A", r"{\fade(255,0,255,0,3000,24000,30000)}A"),
        (r"{\move(1,2,3,4)}A", r"{\move(1,2,3,4,0,30000)}A"),
        (r"{\move(1,2,3,4,100,200)}A", r"{\move(1,2,3,4,3000,6000)}A"),
    ],
)
def test_milliseconds_become_frames_of_a_second(text: str, expected: str) -> None:
    assert moved(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"{\t(0,80,\fscx108)}", r"{\t(-2000,400,\fscx108)}"),
        (r"{\t(0,100,\fscx108)}", r"{\t(-5000,-2000,\fscx108)}"),
        (r"{\t(\fscx108)}", r"{\t(-2000,28000,\fscx108)}"),
        (r"{\fad(100,200)}", r"{\fade(255,0,255,-2000,1000,22000,28000)}"),
        (r"{\move(1,2,3,4)}", r"{\move(1,2,3,4,-2000,28000)}"),
    ],
)
def test_a_cut_event_goes_on_where_it_was(text: str, expected: str) -> None:
    shown = 5 if "-5000" in expected else 2
    assert moved(text, shown=shown) == expected


def test_an_end_of_nought_is_not_read_as_the_whole_event() -> None:
    assert moved(r"{\t(0,100,\fscx108)}", shown=3) == r"{\t(-3000,-1,\fscx108)}"
    assert moved(r"{\t(90,100,\fscx108)}", shown=3) == r"{\t(-300,-1,\fscx108)}"


def test_a_move_that_is_over_stays_where_it_ended() -> None:
    assert moved(r"{\move(1,2,3,4,0,100)}", shown=3) == r"{\pos(3,4)}"
    assert moved(r"{\move(1,2,3,4,0,100)}", shown=9) == r"{\pos(3,4)}"


def test_rates_that_are_no_whole_number_round_once() -> None:
    assert moved(r"{\t(0,80,\fscx9)}", rate=Rate(num=24000, den=1001)) == r"{\t(0,1918,\fscx9)}"


@pytest.mark.parametrize("text", [r"{\k20}A", r"{\K20}A", r"{\kf20}A", r"{\fade(255,0,255,0,1,2,3)}A"])
def test_tags_whose_times_are_not_moved_are_refused(text: str) -> None:
    with pytest.raises(ContentError, match="may not use the tag"):
        moved(text)


def test_what_counts_as_animated() -> None:
    assert all(is_animated(rf"{{{tag}}}A") for tag in (r"\t(0,1,\b1)", r"\fad(1,1)", r"\move(1,2,3,4)"))
    assert not is_animated(r"{\an5\pos(1,2)\blur9\fscx92}The \{t(0)\} of it")
