"""Documents of other programs are refused with what they are, however their text looks."""

import io
import zipfile

import pytest

from reelhouse.errors import UnreadableText
from reelhouse.sources.text import read_story

STORY = "The old key\n\nI tried the old key. Then I heard someone breathing."


def packed() -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as archive:
        archive.writestr("word/document.xml", f"<w:t>{STORY}</w:t>")
    return into.getvalue()


@pytest.mark.parametrize(
    ("data", "kind", "remedy"),
    [
        (rb"{\rtf1\ansi{\fonttbl\f0 Times;}\f0 I tried the old key.\par}", "a Rich Text file", "Save it as plain text"),
        (packed(), "a packed file", "DOCX"),
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF", "Copy the text"),
        (b"\xef\xbb\xbf\n <!DOCTYPE HTML><p>I tried the old key.</p>", "a web page", "Copy the text"),
        (b"<html><body>I tried the old key.</body></html>", "a web page", "Copy the text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "a document of an old office program", "plain text"),
    ],
)
def test_a_document_of_another_program_is_named(data: bytes, kind: str, remedy: str) -> None:
    with pytest.raises(UnreadableText) as caught:
        read_story(data, "story.md")
    assert caught.value.message == f"this is {kind}, not plain text"
    assert caught.value.where == "story.md"
    assert remedy in caught.value.remedy


@pytest.mark.parametrize("begin", ["PK was his name. ", "%PDF is what she said. ", "<3 is what it said. ", "{ } "])
def test_a_story_may_begin_with_odd_signs(begin: str) -> None:
    assert "breathing" in read_story((begin + STORY).encode(), "story.md").body
