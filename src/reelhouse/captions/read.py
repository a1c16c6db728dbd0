"""Caption files of any format and encoding."""

from __future__ import annotations

import pkgutil
import re
from functools import cache
from importlib import import_module
from pathlib import PurePath

import pysubs2

from reelhouse.captions import formats
from reelhouse.captions.formats.base import Format, Read
from reelhouse.errors import UnreadableText
from reelhouse.language.decode import decode_text
from reelhouse.model.captions import Captions
from reelhouse.model.quality import Finding, Level

#: What a file's captions are in when nobody says (ISO 639-2: undetermined).
UNKNOWN = "und"

_LANGUAGE = re.compile(r"\.([a-z]{2})(?:-[a-z]{2,4})?\.[a-z]+$", re.IGNORECASE)


def read_captions(data: bytes, name: str, language: str | None = None) -> tuple[Captions, ...]:
    """Read a caption file, as it is: nothing is sorted or repaired.

    Args:
        data: The file's bytes, in any encoding.
        name: Its name; the suffix decides where the content does not, and `film.ko.srt` is taken for Korean.
        language: ISO 639-1 code, when it is known better than the name says.

    Returns:
        One document for each language in the file, `und` where nothing says which.

    Raises:
        UnreadableText: Not text, no known format, or no captions in it.
    """
    hint = language or _language_of(name)
    text, _ = decode_text(data, hint)
    form = _format_of(text.lstrip("\ufeff"), name)
    tracks = [track for track in _read(form, text, name) if track.cues]
    if not tracks:
        raise UnreadableText(f"no captions in this {form.name} file", where=name, remedy="Check that it is whole")
    return tuple(_document(track, hint, name) for track in tracks)


def format_named(name: str) -> Format | None:
    """The format that a file of this name is in, by its ending alone; None for anything but captions."""
    return next((form for form in caption_formats() if PurePath(name).suffix.lower() in form.suffixes), None)


@cache
def caption_formats() -> tuple[Format, ...]:
    """Every format that can be read, those that are surely recognised first."""
    names = sorted(module.name for module in pkgutil.iter_modules(formats.__path__) if module.name != "base")
    found: list[Format] = [import_module(f"{formats.__name__}.{name}").FORMAT for name in names]
    # SubRip has no head: a text of another format may hold lines that look like it.
    return tuple(sorted(found, key=lambda form: form.name == "SubRip"))


def _read(form: Format, text: str, name: str) -> tuple[Read, ...]:
    try:
        return form.read(text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    except (pysubs2.exceptions.Pysubs2Error, ValueError) as error:
        raise UnreadableText(
            f"damaged {form.name} captions: {error}", where=name, remedy="Save the file again from its editor"
        ) from error


def _format_of(text: str, name: str) -> Format:
    sure = next((form for form in caption_formats() if form.recognise(text)), None)
    found = sure or format_named(name)
    if found is None:
        known = ", ".join(form.name for form in caption_formats())
        raise UnreadableText("no caption format that we know", where=name, remedy=f"Give one of {known}")
    return found


def _language_of(name: str) -> str | None:
    found = _LANGUAGE.search(PurePath(name).name)
    return found[1].lower() if found else None


def _document(track: Read, hint: str | None, name: str) -> Captions:
    findings: tuple[Finding, ...] = ()
    if track.skipped:
        findings = (
            Finding(
                check="captions-file",
                level=Level.WARN,
                message=f"{name}: parts without readable times or text were left out",
                value=str(track.skipped),
            ),
        )
    return Captions(language=track.language or hint or UNKNOWN, cues=track.cues, findings=findings)
