from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelhouse.errors import InvalidSettings, UnknownName
from reelhouse.voices.options import USUAL, Delivery, only, parse_reference, with_options


def test_a_reference_without_options_is_the_voice_as_it_is() -> None:
    assert parse_reference("piper:en_US-joe") == ("piper:en_US-joe", USUAL)


def test_every_option_is_read() -> None:
    plain, delivery = parse_reference("espeak:en-us?speed=1.1&pitch=-1.5&gender=female")
    assert (plain, delivery) == ("espeak:en-us", Delivery(1.1, -1.5, "female"))
    assert delivery.asked == "?speed=1.1&pitch=-1.5"


@given(st.integers(70, 140), st.integers(-400, 400))
def test_what_is_asked_can_be_written_and_read_again(speed: int, pitch: int) -> None:
    delivery = Delivery(speed / 100, pitch / 100)
    assert parse_reference("a:b" + delivery.asked) == ("a:b", delivery)


@pytest.mark.parametrize(
    "options", ["", "speed", "speed=", "=1", "speed=fast", "speed=1e999", "speed=nan", "speed=0.69", "speed=1.41",
                "pitch=5", "pitch=-4.1", "speed=1&speed=1"],
)  # fmt: skip
def test_options_that_make_no_sense_are_refused(options: str) -> None:
    with pytest.raises(InvalidSettings):
        parse_reference(f"espeak:en-us?{options}")


@pytest.mark.parametrize("options", ["sped=1.1", "gender=robot"])
def test_unknown_options_are_named(options: str) -> None:
    with pytest.raises(UnknownName):
        parse_reference(f"espeak:en-us?{options}")


def test_a_ladder_takes_options_where_a_rung_has_none() -> None:
    ladder = "piper:en_US-joe | espeak:en-us?speed=0.9 | espeak:en-us+m3?gender=male&speed=1"
    assert with_options(ladder) is ladder
    assert with_options(ladder, speed=1.2, pitch=-1, gender="female").split(" | ") == [
        "piper:en_US-joe?speed=1.2&pitch=-1&gender=female",
        "espeak:en-us?speed=0.9&pitch=-1&gender=female",
        "espeak:en-us+m3?pitch=-1&gender=male",
    ]
    assert with_options("espeak:en-us", gender="female") == "espeak:en-us?gender=female"


def test_a_part_of_the_options() -> None:
    assert only(Delivery(1.2, 3), frozenset({"pitch"})) == Delivery(1.0, 3)
    assert only(Delivery(1.2, 3), frozenset()) == USUAL
