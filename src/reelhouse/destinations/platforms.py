"""Platforms and what they take: lengths of texts, seconds, bytes, shapes. The figures are dated in `platforms.yaml`."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import Field

from reelhouse.config.plain import read_plain
from reelhouse.model.base import Value


class TextField(Value):
    """One field of an upload form: which of our texts goes in, and how long it may be."""

    label: str
    text: Literal["title", "description", "tags"]
    limit: int = Field(gt=0)
    unit: Literal["characters", "utf16", "bytes"]
    #: Characters that are refused there.
    without: str = ""
    #: Hashtags that are allowed; None when nobody counts.
    hashtags: int | None = None


class Shape(Value):
    """How wide a picture may be for its height, as `width:height`, and the same in words."""

    widest: str
    says: str

    @property
    def ratio(self) -> Fraction:
        """Width divided by height."""
        width, _, height = self.widest.partition(":")
        return Fraction(int(width), int(height))


class Platform(Value):
    """One platform. `seconds` is the shortest and the longest video, `bytes` the largest file."""

    name: str
    title: str
    upload: str
    seconds: tuple[int, int]
    bytes: int
    shape: Shape
    fields: tuple[TextField, ...]
    advice: tuple[str, ...]
    #: The month in which the limits were looked up.
    checked: str
    sources: tuple[str, ...]


@cache
def platforms() -> tuple[Platform, ...]:
    """Every platform that is known, in the order in which a person sees them."""
    table = read_plain(files("reelhouse.destinations").joinpath("platforms.yaml").read_text("utf-8"))
    return tuple(Platform(name=name, **facts) for name, facts in table.items())
