"""The shapes and sizes that footage is made for."""

from reelhouse.media.footage.wanted import Fit
from reelhouse.model.layout import RENDITIONS
from reelhouse.model.time import Rate
from reelhouse.production.fits import at_their_best, wants_of

RATE = Rate(num=25)


def sizes(*names: str, best: bool = False) -> list[tuple[int, int]]:
    asked = [RENDITIONS[name] for name in names]
    return [one.size for one in wants_of(at_their_best(asked) if best else asked, RATE, "fill").values()]


def test_there_is_one_piece_for_each_shape_at_its_largest_size() -> None:
    assert sizes("draft", "landscape", "portrait-720p") == [(720, 1280), (1920, 1080)]


def test_a_draft_may_be_edited_on_for_the_largest_size() -> None:
    assert sizes("draft-landscape", "draft", best=True) == [(1920, 1080), (1080, 1920)]


def test_each_has_its_rate_and_its_fit() -> None:
    found = wants_of([RENDITIONS["square"]], RATE, "auto")
    assert [(aspect, one.rate, one.fit) for aspect, one in found.items()] == [((1, 1), RATE, Fit.AUTO)]
