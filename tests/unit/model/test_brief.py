"""A brief: numbers come as a person typed them, and nothing else does."""

import pytest
from pydantic import ValidationError

from reelhouse.model.brief import Brief, FramesPerSecond


class Rated(Brief):
    """A brief with a rate."""

    fps: FramesPerSecond = 30


@pytest.mark.parametrize(("typed", "fps"), [(24, 24), ("25", 25), ("60", 60)])
def test_a_rate_may_be_typed(typed: object, fps: int) -> None:
    assert Rated.model_validate({"fps": typed}).fps == fps


@pytest.mark.parametrize("typed", ["fast", "-30", "29", 29, 30.5, None])
def test_no_other_rate_is_taken(typed: object) -> None:
    with pytest.raises(ValidationError, match="fps"):
        Rated.model_validate({"fps": typed})


def test_a_brief_takes_nothing_that_it_does_not_know() -> None:
    with pytest.raises(ValidationError, match="rate"):
        Rated.model_validate({"rate": 30})
