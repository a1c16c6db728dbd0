"""Documents of other programs, known by how they begin: their text is inside, and not what stands in the file."""

from __future__ import annotations

import codecs

from reelhouse.errors import UnreadableText

_PLAIN = "Save it as plain text (UTF-8) in the program that it comes from"
_UNPACK = "Unpack it; if it is a document (DOCX, ODT, EPUB), save it as plain text in the program that it comes from"
_COPY = "Copy the text out of it into a plain text file"
#: How such a file begins, in small letters; what it is; what to do.
_KINDS = (
    (b"{\\rtf", "a Rich Text file", _PLAIN),
    (b"pk\x03\x04", "a packed file", _UNPACK),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a document of an old office program", _PLAIN),
    (b"%pdf-", "a PDF", _COPY),
    (b"%!ps", "a PostScript file", _COPY),
    (b"<!doctype html", "a web page", _COPY),
    (b"<html", "a web page", _COPY),
    (b"<?xml", "an XML file", _COPY),
)
_LONGEST = max(len(start) for start, _, _ in _KINDS)


def refuse_foreign(data: bytes, name: str) -> None:
    """Refuse a document of another program.

    Raises:
        UnreadableText: It is one; the remedy says how to get at its text.
    """
    head = data[:1024].removeprefix(codecs.BOM_UTF8).lstrip()[:_LONGEST]
    # Only letters of ASCII become small, so that a signature of other bytes stays what it is.
    found = next((kind for kind in _KINDS if head.lower().startswith(kind[0])), None)
    if found is not None:
        raise UnreadableText(f"this is {found[1]}, not plain text", where=name, remedy=found[2])
