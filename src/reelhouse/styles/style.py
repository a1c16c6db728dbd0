"""A style: colours, type and motion as data that a designer can open. One folder, one `style.yaml`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import yaml
from pydantic import Field, ValidationError

from reelhouse.errors import InvalidSettings, UnknownName
from reelhouse.model.base import Value, first_problem

Hex = Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")]

#: The styles that come with the house.
FOLDER = Path(__file__).parent


class Colours(Value):
    """The palette, named by use."""

    bg0: Hex
    bg1: Hex
    surface: Hex
    ink: Hex
    muted: Hex
    accent: Hex
    accent2: Hex
    line: Hex
    on_accent: Hex
    #: The dark of outlines and plates behind captions.
    edge: Hex


class FontRole(Value):
    """One static face, made from a variable font in an installed package.

    `axes` are OpenType variation axes (`wght`, `opsz`).
    """

    family: str
    package: str
    file: str
    axes: dict[str, int]


class CaptionLook(Value):
    """Word-by-word captions on the 1080-wide design grid. Lengths are pixels, times are milliseconds."""

    role: str = "caption"
    size: int = 92
    smallest: int = 64
    width: int = 820
    centre_x: int = 540
    centre_y: int = 1180
    #: Space between two words, in hundredths of the size.
    space: int = 36
    outline: int = 6
    shadow_outline: int = 14
    shadow_blur: int = 9
    #: Opacity of the shadow in percent.
    shadow_alpha: int = 56
    #: How long before the voice a group is shown, and how long after it at most.
    lead: int = 40
    hold: int = 100


class Background(Value):
    """A moving background of this style: the loop that draws it and the ramp of colours it runs through.

    `ramp` is pairs of position (hundredths) and colour.
    """

    loop: str
    ramp: tuple[tuple[int, Hex], ...]


class Style(Value):
    """One look. `folder` holds the SVG templates."""

    name: str
    description: str
    colours: Colours
    fonts: dict[str, FontRole]
    captions: CaptionLook = CaptionLook()
    backgrounds: tuple[Background, ...]
    mood: str
    #: Opacity of card shadows in percent.
    shadow: int = 35
    folder: Path


def style_names() -> tuple[str, ...]:
    """The names of the styles that come with the house."""
    return tuple(sorted(path.parent.name for path in FOLDER.glob("*/style.yaml")))


def load_style(name: str) -> Style:
    """Read a style by its name.

    Raises:
        UnknownName: No style has that name.
        InvalidSettings: Its file has a wrong key or value.
    """
    if name not in style_names():
        raise UnknownName("style", name, style_names())
    path = FOLDER / name / "style.yaml"
    try:
        return Style.model_validate({**yaml.safe_load(path.read_text()), "name": name, "folder": path.parent})
    except ValidationError as error:
        raise InvalidSettings(first_problem(error), where=str(path)) from error
