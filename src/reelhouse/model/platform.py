"""A platform that videos are made for: what it takes, and what its app covers. Facts, each with a date and a source."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from reelhouse.model.base import Value
from reelhouse.model.layout import Margins, RenditionName
from reelhouse.model.time import Rate

PlatformName = Literal["tiktok", "shorts", "reels", "youtube", "feed"]
Amount = Annotated[int, Field(gt=0)]


class Source(Value):
    """Where a fact comes from: an address or a sentence, and the day on which it was so."""

    told: str
    day: date


class Limit(Value):
    """A number that a platform gives: seconds, bytes, frames a second, or kbit/s."""

    value: Amount
    source: Source


class Advice(Value):
    """A bitrate that a platform advises, in kbit/s: up to 30 frames a second, and above."""

    value: Amount
    fast: Amount
    source: Source


class Covered(Value):
    """What the app covers of a frame, in pixels of the design grid."""

    margins: Margins
    source: Source


class Platform(Value):
    """One platform. What is not known of it is None, and nobody checks it.

    `longest` and `shortest` are seconds, `slowest` and `fastest` frames a second, `largest` bytes, `bitrate` the most
    kbit/s that it takes and `advice` those that it asks for.
    """

    name: str
    title: str
    rendition: RenditionName
    longest: Limit | None = None
    shortest: Limit | None = None
    slowest: Limit | None = None
    fastest: Limit | None = None
    largest: Limit | None = None
    bitrate: Limit | None = None
    advice: Advice | None = None
    covered: Covered | None = None

    def cap(self, rate: Rate) -> int:
        """The most kbit/s that a video for it should have; 0 when nothing is known."""
        advised = (self.advice.value if rate.fraction <= 30 else self.advice.fast) if self.advice else 0
        return min((one for one in (advised, self.bitrate.value if self.bitrate else 0) if one), default=0)
