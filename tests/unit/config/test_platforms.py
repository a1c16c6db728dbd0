"""What is known of platforms."""

from datetime import date
from typing import get_args

import pytest

from reelhouse.config.platforms import all_platforms, open_platform
from reelhouse.errors import UnknownName
from reelhouse.model.layout import RENDITIONS
from reelhouse.model.platform import PlatformName
from reelhouse.model.time import Rate


def test_every_platform_of_the_file_can_be_asked_for() -> None:
    assert tuple(all_platforms()) == get_args(PlatformName)


@pytest.mark.parametrize("name", get_args(PlatformName))
def test_every_fact_says_where_it_is_from_and_when_it_was_so(name: str) -> None:
    platform = open_platform(name)
    assert platform.rendition in RENDITIONS
    facts = [fact for key in type(platform).model_fields if hasattr(fact := getattr(platform, key), "source")]
    assert facts
    assert all(fact.source.told and date(2020, 1, 1) <= fact.source.day for fact in facts)


def test_an_unknown_platform_suggests_the_nearest() -> None:
    with pytest.raises(UnknownName, match="tiktok"):
        open_platform("tiktoc")


def test_the_cap_follows_advice_limit_and_rate() -> None:
    assert open_platform("youtube").cap(Rate(num=30)) == 8000
    assert open_platform("youtube").cap(Rate(num=60)) == 12000
    assert open_platform("reels").cap(Rate(num=60)) == 25000
    assert open_platform("tiktok").cap(Rate(num=30)) == 0
    both = open_platform("reels").model_copy(update={"advice": open_platform("shorts").advice})
    assert both.cap(Rate(num=24)) == 8000
