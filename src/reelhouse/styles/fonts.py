"""Static font files, made from variable fonts that come as packages.

Each face is cut down to the characters we draw, frozen at its axes and renamed to its role, so that any program finds
it by one plain family name ("Reelhouse Caption") and a style can change its font without touching anything else.
The fonts are under the SIL Open Font License 1.1, which allows this as long as the licence travels along and reserved
names do not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from io import BytesIO
from pathlib import Path, PurePath
from typing import Any

import uharfbuzz as hb
from fontTools.ttLib import TTFont

from reelhouse.errors import InvalidSettings, ProviderNotInstalled
from reelhouse.styles.looks import FontRole
from reelhouse.styles.measure import Faces
from reelhouse.styles.style import Style

#: Latin with IPA, combining accents, Greek (IPA borrows β, θ and χ), Cyrillic, punctuation, currency, arrows and a few
#: signs.
CHARACTERS = (
    *range(0x20, 0x300),
    *range(0x300, 0x314),
    *range(0x370, 0x400),
    *range(0x400, 0x530),
    *range(0x2000, 0x2070),
    *range(0x20A0, 0x20C0),
    *(0x2116, 0x2122, 0x2190, 0x2191, 0x2192, 0x2193, 0x2212, 0x25CF, 0x2713),
)
#: What we shape with: kerning, ligatures, accents and local forms.
FEATURES = ("kern", "liga", "ccmp", "locl", "mark", "mkmk")
#: Name records that are kept: copyright, version, licence and its address.
KEPT_NAMES = (0, 5, 13, 14)
#: The name record of the family without its default weight.
FAMILY = 16


@dataclass(frozen=True)
class FaceFacts:
    """Where a static face came from, as its licence asks us to say.

    `original` is the font's own family name and version; `licence` is the whole text that came with the package, empty
    for a person's own font.
    """

    family: str
    original: str
    licence: str


def make_face(role: FontRole, into: Path, source: Path | None = None) -> FaceFacts:
    """Write the static face of a role; the same font gives the same bytes.

    Args:
        role: What it is for, and where it comes from.
        into: The file to write.
        source: The font's own file, where it comes from no package.

    Raises:
        ProviderNotInstalled: The package with the variable font is missing.
        InvalidSettings: The package has no such file, or the font no such axis.
    """
    package = None if source else _package(role)
    source = source or _locate(_package(role), role.file, role)
    # Timestamps stay those of the source, so that nothing depends on when this runs.
    font = TTFont(BytesIO(_cut(source, role)), recalcTimestamp=False, recalcBBoxes=False)
    original = f"{font['name'].getBestFamilyName()}, {font['name'].getDebugName(5)}"
    _rename(font, role.family)
    font.save(into)
    licence = _locate(package, "LICENSE", role).read_text(encoding="utf-8") if package else ""
    return FaceFacts(role.family, original, licence)


def open_faces(style: Style, files: Mapping[str, Path]) -> Faces:
    """The faces of a style for measuring and drawing; `files` is the static file of each of its roles."""
    instead = {role: (style.fonts[role].fallback,) for role in files if style.fonts[role].fallback}
    return Faces(files, {role: style.fonts[role].family for role in files}, instead=instead)


def _package(role: FontRole) -> Distribution:
    try:
        return distribution(role.package)
    except PackageNotFoundError as error:
        raise ProviderNotInstalled(
            f"the font for {role.family!r} is not installed", remedy=f"Run `pip install {role.package}`"
        ) from error


def _locate(package: Distribution, name: str, role: FontRole) -> Path:
    """The installed file of a package by its bare name."""
    found = next((file for file in package.files or () if PurePath(file).name == name), None)
    if found is None:
        raise InvalidSettings(
            f"the package {role.package} has no file {name!r}",
            where=role.family,
            remedy="Correct the font's `file` in style.yaml, or install the package again",
        )
    return Path(str(found.locate()))


def _cut(source: Path, role: FontRole) -> bytes:
    """The font with our characters only and its axes set, by HarfBuzz: fontTools takes 400 times as long."""
    face = hb.Face(hb.Blob.from_file_path(str(source)), role.face)
    wanted = hb.SubsetInput()
    # What draws the cards does not read the second version of CFF outlines, which variable CFF fonts have.
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE | hb.SubsetFlags["DOWNGRADE_CFF2"]
    chosen = (code for first, last in role.ranges for code in range(first, last + 1))
    wanted.unicode_set.update(chosen if role.ranges else CHARACTERS)
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in FEATURES)
    wanted.name_id_set.update((*KEPT_NAMES, FAMILY))
    wanted.pin_all_axes_to_default(face)
    strange = [tag for tag, value in role.axes.items() if not wanted.pin_axis_location(face, tag, value)]
    if strange:
        raise InvalidSettings(
            f"the font {role.file!r} has no axis {strange[0]!r}",
            where=role.family,
            remedy="Correct the font's `axes` in style.yaml",
        )
    return bytes(hb.subset(face, wanted).blob.data)


def _rename(font: TTFont, family: str) -> None:
    """One family, style Regular, weight 400: then a plain family name selects it everywhere."""
    tables: dict[str, Any] = {tag: font[tag] for tag in ("name", "OS/2", "head")}  # their fields are made at run time
    table = tables["name"]
    table.names = [record for record in table.names if record.nameID in KEPT_NAMES]
    for number, value in ((1, family), (2, "Regular"), (3, family), (4, family), (6, family.replace(" ", ""))):
        table.setName(value, number, 3, 1, 0x409)
        table.setName(value, number, 1, 0, 0)
    tables["OS/2"].usWeightClass = 400
    tables["OS/2"].fsSelection = 0x40
    tables["head"].macStyle = 0
    if "STAT" in font:
        del font["STAT"]
