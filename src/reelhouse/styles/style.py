"""A style: colours, type and motion as data that a designer can open. One folder, one `style.yaml`."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import Field, ValidationError

from reelhouse.errors import InvalidSettings, UnknownName
from reelhouse.model.base import Value, digest, first_problem
from reelhouse.styles.marks import line_of

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


class CardLook(Value):
    """How a card sits and moves on the design grid. Lengths are pixels, times are milliseconds."""

    x: int = 72
    width: int = 936
    padding: int = 56
    #: Where the middle of a card is, unless that would bring it out of the band below.
    centre_y: int = 744
    #: A card stays between these rows: under a platform's own head, above the captions.
    top: int = 250
    bottom: int = 1100
    #: It enters from this far below, drifts up while it stays, and leaves this far up.
    enter: int = 420
    enter_rise: int = 70
    fade: int = 200
    drift: int = 14
    leave: int = 220
    leave_rise: int = 90
    #: Rows of one card follow one another at this distance.
    stagger: int = 60
    #: Opacity of words that are not read yet, in percent.
    unread: int = 47


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
    cards: CardLook = CardLook()
    backgrounds: tuple[Background, ...]
    mood: str
    #: Opacity of card shadows in percent.
    shadow: int = 35
    folder: Path

    def fingerprint(self) -> str:
        """A hash of everything that decides how cards and captions look: settings, and every byte of the templates.

        What only decides backgrounds, music and lists is left out: nobody draws cards again for another mood.
        """
        settings = self.model_dump(mode="json", exclude={"folder", "backgrounds", "description", "mood"})
        templates = {path.name: sha256(path.read_bytes()).hexdigest() for path in self.folder.glob("*.svg")}
        return digest([settings, templates])


def style_names() -> tuple[str, ...]:
    """The names of the styles that come with the house."""
    return tuple(sorted(path.parent.name for path in FOLDER.glob("*/style.yaml")))


def load_style(name: str) -> Style:
    """Read a style by its name.

    Raises:
        UnknownName: No style has that name.
        InvalidSettings: Its file has a wrong line, key or value.
    """
    if name not in style_names():
        raise UnknownName("style", name, style_names())
    return read_style(FOLDER / name)


def read_style(folder: Path) -> Style:
    """Read the style in a folder; the folder's name is the style's.

    Raises:
        InvalidSettings: `style.yaml` cannot be read, or has a wrong line, key or value.
    """
    path = folder / "style.yaml"
    text = path.read_text(encoding="utf-8")
    try:
        found = yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise InvalidSettings(
            f"not valid YAML: {error.problem}",
            where=f"{path}, line {line}",
            remedy="Check indentation, colons and quotes",
        ) from error
    if not isinstance(found, dict):
        raise InvalidSettings(
            "a style is a list of keys with values",
            where=f"{path}, line 1",
            remedy="Begin with a copy of styles/midnight",
        )
    try:
        return Style.model_validate({**found, "name": folder.name, "folder": folder})
    except ValidationError as error:
        line = line_of(text, error.errors(include_url=False)[0]["loc"])
        raise InvalidSettings(
            first_problem(error), where=f"{path}, line {line}", remedy="Correct this key; styles/midnight has them all"
        ) from error
