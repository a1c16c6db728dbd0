"""What the upload forms of platforms ask for, and how much they take. The figures are dated in `forms.yaml`."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import Field

from reelhouse.config.plain import read_plain
from reelhouse.config.platforms import open_platform
from reelhouse.model.base import Value
from reelhouse.model.platform import Platform, PlatformName


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


class UploadForm(Value):
    """The form in which a person posts on one platform, by the platform's name; `upload` says where it is."""

    name: PlatformName
    upload: str
    shape: Shape
    fields: tuple[TextField, ...]
    advice: tuple[str, ...]
    #: The month in which the limits were looked up.
    checked: str
    sources: tuple[str, ...]

    @property
    def platform(self) -> Platform:
        """What the platform takes of videos."""
        return open_platform(self.name)


@cache
def forms() -> tuple[UploadForm, ...]:
    """Every form that is known, in the order in which a person sees them."""
    table = read_plain(files("reelhouse.destinations").joinpath("forms.yaml").read_text("utf-8"))
    return tuple(UploadForm(name=name, **facts) for name, facts in table.items())
