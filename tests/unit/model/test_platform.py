"""A platform: the most kbit/s that a video for it should have."""

from datetime import date
from typing import Any

import pytest

from reelhouse.model.platform import Advice, Limit, Platform, Source
from reelhouse.model.time import Rate

TOLD = Source(told="the platform's own page", day=date(2026, 1, 31))
ADVICE = Advice(value=8000, fast=12_000, source=TOLD)


@pytest.mark.parametrize(
    ("known", "rate", "cap"),
    [
        ({}, 30, 0),
        ({"advice": ADVICE}, 30, 8000),
        ({"advice": ADVICE}, 60, 12_000),
        ({"bitrate": Limit(value=9000, source=TOLD)}, 60, 9000),
        ({"advice": ADVICE, "bitrate": Limit(value=9000, source=TOLD)}, 30, 8000),
        ({"advice": ADVICE, "bitrate": Limit(value=9000, source=TOLD)}, 60, 9000),
    ],
)
def test_advice_and_limit_hold_both(known: dict[str, Any], rate: int, cap: int) -> None:
    assert Platform(name="tiktok", title="TikTok", rendition="portrait", **known).cap(Rate(num=rate)) == cap
