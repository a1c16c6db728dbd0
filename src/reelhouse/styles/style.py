"""A style: colours, type and motion as data that a designer can open. One folder: `style.yaml` and SVG templates."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, model_validator

from reelhouse.errors import UnknownName
from reelhouse.model.base import Value, digest
from reelhouse.model.layout import Shape
from reelhouse.styles.looks import (
    LOOKS,
    Background,
    BarLook,
    CaptionLook,
    CardLook,
    Colours,
    CoverLook,
    EndLook,
    FontRole,
    LookName,
    Mood,
    TitleLook,
    TransitionLook,
    later,
)
from reelhouse.styles.places import PLACES, widened
from reelhouse.styles.sheet import Sheet, read_sheet, validate

__all__ = [
    "FOLDER",
    "Background",
    "CaptionLook",
    "CardLook",
    "Colours",
    "FontRole",
    "Style",
    "load_style",
    "read_style",
    "style_names",
]

#: The styles that come with the house.
FOLDER = Path(__file__).parent
FILE = "style.yaml"
#: What every style must be able to draw. `mark` is drawn where it exists: what lies under the word that is read.
TEMPLATES = ("shadow", "word", "plate", "end", "pill", "dot", "cover", "contact")
#: Tokens that decide nothing about cards and covers.
_ELSEWHERE = {
    "folder", "under", "fonts_in", "backgrounds", "description", "mood", "lettering", "bar", "base", "shapes",
    "transitions",
}  # fmt: skip


class Style(Value):
    """One look. `folder` holds the SVG templates; what it lacks is in `under`, where the style it is based on is."""

    name: str
    description: str
    base: str = later("")
    colours: Colours
    fonts: dict[str, FontRole]
    lettering: dict[LookName, CaptionLook] = Field(default_factory=lambda: dict(LOOKS))
    captions: CaptionLook = CaptionLook()
    cards: CardLook = CardLook()
    title: TitleLook = later(TitleLook())
    end: EndLook = later(EndLook())
    cover: CoverLook = later(CoverLook())
    bar: BarLook = BarLook()
    transitions: TransitionLook = later(TransitionLook())
    #: What is otherwise in frames of another shape: tokens of `cards`, `title`, `end`, `cover`, `lettering` and `bar`.
    shapes: dict[Literal["square", "landscape"], dict[str, Any]] = later({})
    backgrounds: tuple[Background, ...] = Field(min_length=1)
    mood: Mood
    #: Opacity of card shadows in percent.
    shadow: int = 35
    folder: Path
    under: Path | None = later(None)
    #: Where font files without a package are.
    fonts_in: Path | None = later(None)

    @model_validator(mode="before")
    @classmethod
    def _letter(cls, given: Any) -> Any:
        """Caption looks onto their defaults, and the one that is named in `captions` out of them."""
        if not isinstance(given, Mapping):
            return given
        own = given.get("lettering") or {}
        looks = _lettered(own) if isinstance(own, Mapping) else own
        chosen = given.get("captions", "pop")
        if isinstance(chosen, str) and isinstance(looks, Mapping):
            if chosen not in LOOKS:
                raise ValueError(f"there is no caption style {chosen!r}. Known: {', '.join(LOOKS)}")
            chosen = looks[chosen]
        return {**given, "lettering": looks, "captions": chosen}

    @model_validator(mode="after")
    def _check_names(self) -> Style:
        """Roles and colours that tokens name are there."""
        for name in sorted(_named(self.model_dump(), {"role", "note_role", "fallback"})):
            if name and name not in self.fonts:
                raise ValueError(f"no font has the role {name!r}. Known: {', '.join(self.fonts)}")
        for role in ("caption", "heading", "text", "bold"):
            if role not in self.fonts:
                raise ValueError(f"the fonts need the role {role!r}")
        for name in sorted(_named(self.model_dump(), _PAINTS)):
            self.paint(name)
        return self

    def paint(self, name: str) -> str:
        """The `#rrggbb` of a colour by its name in the palette, or of one that is written out.

        Raises:
            ValueError: The palette has no such colour.
        """
        if name.startswith("#"):
            return name
        if name not in Colours.model_fields:
            raise ValueError(f"the palette has no colour {name!r}. Known: {', '.join(Colours.model_fields)}")
        return str(getattr(self.colours, name))

    def lettered(self, look: str) -> Style:
        """The same style with other captions.

        Raises:
            UnknownName: There is no such caption look.
        """
        found = next((one for name, one in self.lettering.items() if name == look), None)
        if found is None:
            raise UnknownName("caption style", look, self.lettering)
        return self.model_copy(update={"captions": found})

    def in_shape(self, shape: Shape) -> Style:
        """The style as it is in frames of another shape."""
        return self if shape == "portrait" else Style.model_validate(self._tokens_in(shape))

    def check_shapes(self, sheet: Sheet) -> None:
        """Refuse tokens of another shape that do not fit.

        Raises:
            InvalidSettings: With the file, line and key.
        """
        for shape in self.shapes:
            validate(Style, sheet, self._tokens_in(shape), inside=("shapes", shape))

    def _tokens_in(self, shape: Shape) -> dict[str, Any]:
        own: Mapping[str, Any] = self.shapes.get(shape, {}) if shape != "portrait" else {}
        tokens = _merged(_merged(self.model_dump(), PLACES[shape]), own)
        chosen = own.get("lettering", {})
        for name, look in tokens["lettering"].items():
            if shape != "portrait" and "columns" not in chosen.get(name, {}):
                look["columns"] = widened(self.lettering[name], look)
        return {**tokens, "captions": self.captions.look}

    @property
    def folders(self) -> tuple[Path, ...]:
        """Where its templates are looked for, in order."""
        return (self.folder,) if self.under is None else (self.folder, self.under)

    def template(self, name: str) -> Path | None:
        """The file of a template, if it has one."""
        return next((path for folder in self.folders if (path := folder / f"{name}.svg").is_file()), None)

    def font_file(self, role: str) -> Path:
        """The file of a font that belongs to no package."""
        return (self.fonts_in or self.folder) / self.fonts[role].file

    def fingerprint(self) -> str:
        """A hash of everything that decides how cards and covers look: settings, and every byte of the templates.

        What only decides backgrounds, captions, music and lists is left out: nobody draws cards again for another mood.
        """
        settings = self.model_dump(mode="json", exclude=_ELSEWHERE)
        files = {path.name: path for folder in reversed(self.folders) for path in sorted(folder.glob("*.svg"))}
        templates = {name: sha256(path.read_bytes()).hexdigest() for name, path in files.items()}
        return digest([settings, templates])


#: Tokens whose value is a colour.
_PAINTS = {
    "ink", "lit", "spare", "plate", "lit_plate", "mark", "accent", "colour", "ground", "note_ink", "note_ground",
    "beat_colour",
}  # fmt: skip


def style_names() -> tuple[str, ...]:
    """The names of the styles that come with the house."""
    return tuple(sorted(path.parent.name for path in FOLDER.glob(f"*/{FILE}")))


def load_style(name: str) -> Style:
    """Read a style of the house by its name.

    Raises:
        UnknownName: No style has that name.
        InvalidSettings: Its file has a wrong line, key or value.
    """
    if name not in style_names():
        raise UnknownName("style", name, style_names())
    return read_style(FOLDER / name)


def read_style(folder: Path) -> Style:
    """Read the complete style in a folder; the folder's name is the style's.

    Raises:
        InvalidSettings: `style.yaml` cannot be read, or has a wrong line, key or value.
    """
    sheet = read_sheet(folder / FILE)
    style = validate(Style, sheet, {**sheet.tokens, "name": folder.name, "folder": folder})
    style.check_shapes(sheet)
    return style


def _lettered(own: Mapping[Any, Any]) -> dict[Any, Any]:
    """Every caption look with what a style changes of it; looks that there are not stay, to be refused."""
    strange = {name: tokens for name, tokens in own.items() if name not in LOOKS}
    return {name: _look(name, look, own.get(name)) for name, look in LOOKS.items()} | strange


def _look(name: str, look: CaptionLook, own: Any) -> Any:
    if own is None:
        return look
    return {**look.model_dump(), "look": name, **own} if isinstance(own, Mapping) else own


def _merged(tokens: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Tokens with others over them, mapping by mapping."""
    merged = dict(tokens)
    for key, value in over.items():
        below = merged.get(key)
        merged[key] = _merged(below, value) if isinstance(below, Mapping) and isinstance(value, Mapping) else value
    return merged


def _named(tokens: Any, keys: set[str]) -> set[str]:
    """The texts that stand under these keys anywhere in the tokens, the palette and the fonts' own names left out."""
    if isinstance(tokens, Mapping):
        inside = {name for key, value in tokens.items() if key != "colours" for name in _named(value, keys)}
        return inside | {value for key, value in tokens.items() if key in keys and isinstance(value, str)}
    return set()
