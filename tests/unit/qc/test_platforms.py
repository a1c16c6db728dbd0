"""What platforms take, of a real file and of made-up ones."""

from dataclasses import replace
from fractions import Fraction

import pytest

from reelhouse.config.platforms import all_platforms, open_platform
from reelhouse.model.platform import Limit, Platform, Source
from reelhouse.model.quality import Level
from reelhouse.qc.evidence import Evidence
from reelhouse.qc.platforms import check_bitrate, check_bytes, check_length, check_rate, judge_duration

SOURCE = Source.model_validate({"told": "a test", "day": "2026-01-01"})
CHECKS = (check_length, check_bytes, check_rate, check_bitrate)


def limit(value: int) -> Limit:
    return Limit(value=value, source=SOURCE)


def levels(evidence: Evidence, *platforms: Platform) -> dict[str, Level]:
    planned = replace(evidence.planned, platforms=platforms)
    found = [finding for check in CHECKS for finding in check(replace(evidence, planned=planned))]
    return {finding.check: finding.level for finding in found}


def test_a_good_file_suits_a_platform_that_knows_all_limits(good: Evidence) -> None:
    found = levels(good, open_platform("reels"))
    assert set(found) == {"platform-duration", "platform-size", "platform-rate", "platform-bitrate"}
    assert set(found.values()) == {Level.OK}


def test_nothing_is_said_of_what_is_not_known(good: Evidence) -> None:
    assert levels(good) == {}
    assert levels(good, Platform(name="x", title="X", rendition="portrait")) == {}
    assert set(levels(good, open_platform("youtube"))) == {"platform-size", "platform-bitrate"}


@pytest.mark.parametrize(
    ("key", "value", "check"),
    [
        ("longest", 1, "platform-duration"),
        ("shortest", 600, "platform-duration"),
        ("fastest", 10, "platform-rate"),
        ("slowest", 90, "platform-rate"),
        ("bitrate", 1, "platform-bitrate"),
    ],
)
def test_what_a_platform_does_not_take_fails(good: Evidence, key: str, value: int, check: str) -> None:
    strict = open_platform("reels").model_copy(update={key: limit(value)})
    assert [name for name, level in levels(good, strict).items() if level is Level.FAIL] == [check]


def test_a_file_that_is_too_large_fails(good: Evidence) -> None:
    large = replace(good, media=good.media.model_copy(update={"size": 300_000_001}))
    assert levels(large, open_platform("reels"))["platform-size"] is Level.FAIL


def test_more_than_is_advised_is_a_warning(good: Evidence) -> None:
    bytes_a_second = 9_000 * 1000 // 8
    large = good.media.model_copy(update={"size": good.media.milliseconds * bytes_a_second // 1000})
    assert levels(replace(good, media=large), open_platform("shorts"))["platform-bitrate"] is Level.WARN


def test_limits_are_written_as_they_are_meant() -> None:
    written = {}
    for name in ("tiktok", "shorts", "feed"):
        finding = judge_duration(open_platform(name), Fraction(60))
        assert finding is not None
        written[name] = finding.limit
    assert written == {"tiktok": "3 to 600 s", "shorts": "at most 180 s", "feed": "at least 3 s"}


@pytest.mark.parametrize("name", all_platforms())
def test_a_minute_suits_every_platform(name: str) -> None:
    finding = judge_duration(open_platform(name), Fraction(60))
    assert finding is None or finding.level is Level.OK
