"""Whether a language can be told here: its data, a voice, and the letters to write it with."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from reelhouse.errors import NoVoice, ProviderNotInstalled
from reelhouse.language import Language, language_codes, open_language
from reelhouse.language.language import unknown_language
from reelhouse.styles.alphabet import with_alphabet
from reelhouse.styles.style import Style
from reelhouse.voices.base import all_voices
from reelhouse.voices.ladder import best_ladder, in_language


def check_tongue(code: str, folders: Sequence[Path], where: str = "language") -> None:
    """Refuse a language that cannot be told, before any work is done.

    Args:
        code: ISO 639-1.
        folders: Where a person keeps more voices.
        where: Where the language was asked for.

    Raises:
        UnknownName: It is not known here.
        ProviderNotInstalled: The fonts that it is written with are missing.
        NoVoice: No voice that is installed speaks it.
    """
    if code not in language_codes():
        raise unknown_language(code, where)
    language = open_language(code)
    _check_font(language, where)
    if not in_language(all_voices(folders), code):
        raise NoVoice(
            f"no voice that is installed speaks {language.name}",
            where=where,
            remedy='Install one with `pip install "reelhouse[espeak]"`, or put a Piper voice into the voices folder',
        )


def usual_ladder(code: str, folders: Sequence[Path]) -> str:
    """The voices that are tried when nobody chooses: the best that are installed for the language."""
    return best_ladder(open_language(code).voices, all_voices(folders), code)


def spelled_in(style: Style, code: str) -> Style:
    """The style with the letters of a language, where its own fonts lack them."""
    font = open_language(code).font
    if font is None:
        return style
    return with_alphabet(style, code, font.package, font.file, font.face, font.ranges)


def _check_font(language: Language, where: str) -> None:
    if language.font is None:
        return
    try:
        distribution(language.font.package)
    except PackageNotFoundError as error:
        raise ProviderNotInstalled(
            f"the fonts for {language.name} are not installed",
            where=where,
            remedy=f'Install them with `pip install "reelhouse[{language.font.extra}]"`',
        ) from error
