"""A person's own style: a file that names the style it is based on and says what is different."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path, PurePath
from typing import Any

import uharfbuzz as hb

from reelhouse.errors import InvalidSettings, PathNotFound, UnknownName
from reelhouse.styles.sheet import Sheet, read_sheet, validate
from reelhouse.styles.style import FILE, FOLDER, TEMPLATES, Style, load_style, style_names

#: Templates of a style that are drawn where they exist.
OPTIONAL = ("mark",)


def open_style(ref: str) -> Style:
    """A style of the house by its name, or a person's own by the path of its folder or file.

    Raises:
        UnknownName: It is no path, and no style has that name.
        PathNotFound: There is nothing at that path.
        InvalidSettings: Its file has a wrong line, key, value or font, or one of its templates must not be drawn.
    """
    file = find_style(ref)
    return load_style(ref) if file is None else read_own(file)


def find_style(ref: str) -> Path | None:
    """The file of a person's own style; None for a style of the house.

    Raises:
        UnknownName: It is no path, and no style has that name.
        PathNotFound: There is nothing at that path.
    """
    if ref in style_names():
        return None
    if not _is_path(ref):
        raise UnknownName("style", ref, style_names())
    path = Path(ref).expanduser()
    file = path / FILE if path.is_dir() else path
    if not file.is_file():
        raise PathNotFound(
            "there is no such style file", where=str(file), remedy=f"Give a folder with {FILE} in it, or a YAML file"
        )
    return file


def read_own(file: Path) -> Style:
    """Read a style from a file; beside `style.yaml` its own templates may stand.

    Raises:
        InvalidSettings: As `open_style` says.
    """
    file = file.absolute()
    sheet = read_sheet(file)
    base = sheet.tokens.get("base", "midnight")
    if base not in style_names():
        raise UnknownName("style", str(base), style_names(), where=sheet.where(("base",)))
    whole = file.name == FILE
    name = file.parent.name if whole else file.stem
    # A single file has no templates: what lies beside it in its folder may belong to anything.
    folder, under = (file.parent, FOLDER / base) if whole else (FOLDER / base, None)
    below = read_sheet(FOLDER / base / FILE).tokens
    tokens = _over(below, {"base": base, **sheet.tokens}, ())
    style = validate(Style, sheet, {**tokens, "name": name, "folder": folder, "under": under, "fonts_in": file.parent})
    for role in _mapping(sheet.tokens.get("fonts")):
        _check_font(style, role, sheet)
    style.check_shapes(sheet)
    if whole:
        _check_templates(file.parent)
    return style


def _is_path(ref: str) -> bool:
    return "/" in ref or "\\" in ref or ref.endswith((".yaml", ".yml")) or Path(ref).is_dir()


def _over(below: Mapping[str, Any], own: Mapping[str, Any], place: tuple[str, ...]) -> dict[str, Any]:
    """A style's tokens with a person's over them, mapping by mapping; another font file forgets the axes of the old."""
    merged = dict(below)
    for key, value in own.items():
        under = merged.get(key)
        if not (isinstance(under, Mapping) and isinstance(value, Mapping)):
            merged[key] = value
        elif place == ("fonts",) and "file" in value:
            merged[key] = {"family": under["family"], "package": "", "axes": {}, **value}
        else:
            merged[key] = _over(under, value, (*place, str(key)))
    return merged


def _mapping(value: object) -> Mapping[Any, Any]:
    return value if isinstance(value, Mapping) else {}


def _check_font(style: Style, role: str, sheet: Sheet) -> None:
    """The font of a role is there, and is one."""
    font = style.fonts[role]
    where = sheet.where(("fonts", role))
    if font.package:
        try:
            files = distribution(font.package).files or []
        except PackageNotFoundError as error:
            raise InvalidSettings(
                f"fonts.{role}: the font package {font.package!r} is not installed",
                where=where,
                remedy=f"Run `pip install {font.package}`",
            ) from error
        if not any(PurePath(file).name == font.file for file in files):
            fonts = ", ".join(
                sorted(PurePath(file).name for file in files if PurePath(file).suffix in {".ttf", ".otf"})
            )
            raise InvalidSettings(
                f"fonts.{role}: the package {font.package} has no file {font.file!r}",
                where=where,
                remedy=f"It has: {fonts or 'none'}",
            )
        return
    _check_file(f"fonts.{role}", style.font_file(role), sheet.path.parent, where)


def _check_file(key: str, path: Path, folder: Path, where: str) -> None:
    if not path.resolve().is_relative_to(folder.resolve()):
        raise InvalidSettings(
            f"{key}: the font {path} is outside the style's folder", where=where, remedy="Copy it into the folder"
        )
    if not path.is_file():
        raise InvalidSettings(
            f"{key}: there is no font file {path.name!r}",
            where=where,
            remedy=f"Put it into {path.parent}, or correct `file`",
        )
    face = hb.Face(hb.Blob.from_file_path(str(path)))
    if not face.unicodes:
        raise InvalidSettings(
            f"{key}: {path.name!r} is not a font that can be read",
            where=where,
            remedy="Give a TrueType or OpenType file",
        )


def _check_templates(folder: Path) -> None:
    """Every SVG file beside a style is one of its templates, and harmless."""
    from reelhouse.styles.templates import check_template  # noqa: PLC0415  Jinja2 is loaded only for styles of one's own

    for path in sorted(folder.glob("*.svg")):
        if path.stem not in (*TEMPLATES, *OPTIONAL):
            raise UnknownName("template", path.stem, (*TEMPLATES, *OPTIONAL), where=str(path))
        check_template(path)
