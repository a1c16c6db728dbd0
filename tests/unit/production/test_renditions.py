"""Orders: renditions and platforms together."""

import pytest

from reelhouse.errors import ContentError, UnknownName
from reelhouse.model.layout import Margins
from reelhouse.model.time import Rate
from reelhouse.model.timeline import Timeline
from reelhouse.production.renditions import Formats, Order, check_orders, find_orders

RATE = Rate(num=25)


def timeline(seconds: int) -> Timeline:
    return Timeline(name="t", language="en", rate=RATE, duration=seconds * 25, scenes=(), tracks=())


def names(orders: tuple[Order, ...]) -> list[str]:
    return [order.rendition.name for order in orders]


def test_nothing_asked_for_is_a_portrait_at_the_rate() -> None:
    (order,) = find_orders(Formats([], []), RATE)
    assert (order.rendition.name, order.rendition.rate, order.platforms) == ("portrait", RATE, ())
    assert (order.rendition.cap, order.rendition.covered) == (0, None)


def test_every_rendition_is_made_once_and_all_at_one_rate() -> None:
    orders = find_orders(Formats(["square", "draft", "square"], []), RATE)
    assert names(orders) == ["square", "draft"]
    assert {order.rendition.rate for order in orders} == {RATE}


def test_platforms_that_want_the_same_share_one_video_that_suits_all() -> None:
    orders = find_orders(Formats(["draft"], ["tiktok", "reels", "shorts", "youtube", "tiktok"]), RATE)
    assert names(orders) == ["draft", "portrait", "landscape"]
    draft, portrait, landscape = orders
    assert [one.name for one in portrait.platforms] == ["tiktok", "reels", "shorts"]
    assert portrait.rendition.covered == Margins(top=220, bottom=420, left=60, right=130)
    assert portrait.rendition.cap == 8000
    assert (draft.platforms, draft.rendition.covered, draft.rendition.cap) == ((), None, 0)
    assert (landscape.rendition.covered, landscape.rendition.cap) == (None, 8000)


def test_what_covers_less_leaves_more_room() -> None:
    (tiktok,) = find_orders(Formats([], ["tiktok"]), RATE)
    assert tiktok.rendition.covered is not None
    assert tiktok.rendition.covered.bottom == 370


@pytest.mark.parametrize(("renditions", "platforms"), [(["widescreen"], []), ([], ["myspace"])])
def test_unknown_names_are_refused(renditions: list[str], platforms: list[str]) -> None:
    with pytest.raises(UnknownName):
        find_orders(Formats(renditions, platforms), RATE)


def test_a_video_that_is_too_long_for_a_platform_is_refused_by_name() -> None:
    orders = find_orders(Formats([], ["tiktok", "shorts"]), RATE)
    check_orders(orders, timeline(180))
    with pytest.raises(ContentError, match="too long for YouTube Shorts: it lasts 181") as error:
        check_orders(orders, timeline(181))
    assert "--set part" in str(error.value.remedy)
    with pytest.raises(ContentError, match="too short for TikTok"):
        check_orders(orders, timeline(2))
