"""What the platforms that a video is for take: its length, its size, its rates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from reelhouse.model.platform import Limit, Platform
from reelhouse.model.quality import Finding, Level
from reelhouse.qc.findings import written

if TYPE_CHECKING:
    from reelhouse.qc.evidence import Evidence

#: Above the cap by this share nobody minds. Our own files keep within the cap; for very short chunks that is measured,
#: not proven.
SLACK = Fraction(11, 10)


def check_length(evidence: Evidence) -> Iterator[Finding]:
    """As long as every platform that it is for takes."""
    seconds = Fraction(evidence.media.milliseconds, 1000)
    yield from _said(judge_duration(platform, seconds) for platform in evidence.planned.platforms)


def check_bytes(evidence: Evidence) -> Iterator[Finding]:
    """As small as every platform that it is for takes."""
    yield from _said(_judge_size(platform, evidence.media.size) for platform in evidence.planned.platforms)


def check_rate(evidence: Evidence) -> Iterator[Finding]:
    """As many frames a second as every platform that it is for shows."""
    picture = evidence.media.picture
    if picture is not None:
        yield from _said(_judge_rate(platform, picture.rate.fraction) for platform in evidence.planned.platforms)


def check_bitrate(evidence: Evidence) -> Iterator[Finding]:
    """A bitrate that suits every platform that it is for."""
    picture, seconds = evidence.media.picture, Fraction(evidence.media.milliseconds, 1000)
    if picture is not None and seconds:
        kbits = Fraction(evidence.media.size * 8, 1000) / seconds
        rate = picture.rate.fraction
        yield from _said(_judge_bitrate(platform, kbits, rate) for platform in evidence.planned.platforms)


def _said(found: Iterable[Finding | None]) -> Iterator[Finding]:
    """Nothing is said of limits that are not known."""
    return (finding for finding in found if finding is not None)


def judge_duration(platform: Platform, seconds: Fraction) -> Finding | None:
    """Whether a platform takes a video of this length; None when it says nothing about it."""
    words = ("is long enough and short enough for", "is too long for", "is too short for")
    return _judge("platform-duration", platform, seconds, (platform.shortest, platform.longest), words, "s")


def _judge_size(platform: Platform, size: int) -> Finding | None:
    megabytes = Fraction(size, 1_000_000)
    limit = (
        platform.largest.model_copy(update={"value": platform.largest.value // 1_000_000}) if platform.largest else None
    )
    words = ("is small enough for", "is too large for", "")
    return _judge("platform-size", platform, megabytes, (None, limit), words, "MB")


def _judge_rate(platform: Platform, rate: Fraction) -> Finding | None:
    words = ("has a rate that suits", "has more frames a second than suits", "has fewer frames a second than suit")
    return _judge("platform-rate", platform, rate, (platform.slowest, platform.fastest), words, "frames/s")


def _judge_bitrate(platform: Platform, kbits: Fraction, rate: Fraction) -> Finding | None:
    words = ("has a bitrate that suits", "has a higher bitrate than suits", "")
    if platform.bitrate is not None and kbits > platform.bitrate.value:
        return _judge("platform-bitrate", platform, kbits, (None, platform.bitrate), words, "kbit/s")
    if platform.advice is None:
        return _judge("platform-bitrate", platform, kbits, (None, platform.bitrate), words, "kbit/s")
    advised = platform.advice.value if rate <= 30 else platform.advice.fast
    good = kbits <= advised * SLACK
    return Finding(
        check="platform-bitrate",
        level=Level.OK if good else Level.WARN,
        message=f"the video {words[0] if good else words[1]} {platform.title}",
        value=f"{round(kbits)} kbit/s",
        limit=f"{advised} kbit/s",
    )


def _judge(
    check: str,
    platform: Platform,
    value: Fraction,
    limits: tuple[Limit | None, Limit | None],
    words: tuple[str, str, str],
    unit: str,
) -> Finding | None:
    least, most = limits
    if least is None and most is None:
        return None
    over, under = most is not None and value > most.value, least is not None and value < least.value
    allowed = " to ".join(str(limit.value) for limit in limits if limit is not None)
    return Finding(
        check=check,
        level=Level.FAIL if over or under else Level.OK,
        message=f"the video {words[1] if over else words[2] if under else words[0]} {platform.title}",
        value=written(value) if unit == "s" else f"{float(value):.4g} {unit}",
        limit=f"{'' if least and most else 'at least ' if least else 'at most '}{allowed} {unit}",
    )
