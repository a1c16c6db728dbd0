"""A style for a language whose letters its own fonts do not have."""

from __future__ import annotations

from collections.abc import Sequence

from reelhouse.styles.style import FontRole, Style

#: The weight of a face that does not say its own: that of small text.
USUAL_WEIGHT = 500


def with_alphabet(
    style: Style, name: str, package: str, file: str, face: int, ranges: Sequence[Sequence[int]]
) -> Style:
    """The style with one more face for each of its roles, of the same weight, that draws what the role lacks.

    Args:
        style: The style.
        name: What the new roles and families end with, as in `caption-ko`.
        package: The installed package with the variable font.
        file: Its file in the package.
        face: Its number in a collection.
        ranges: First and last code points of the letters that are taken from it.
    """
    letters = tuple((first, last) for first, last in ranges)
    fonts: dict[str, FontRole] = {}
    for role, font in style.fonts.items():
        weight = {"wght": font.axes.get("wght", USUAL_WEIGHT)}
        family = f"{font.family} {name.capitalize()}"
        fonts[role] = font.model_copy(update={"fallback": f"{role}-{name}"})
        fonts[f"{role}-{name}"] = FontRole(
            family=family, package=package, file=file, axes=weight, face=face, ranges=letters
        )
    return style.model_copy(update={"fonts": fonts})
