from __future__ import annotations

import pytest

from reelhouse.sources.markdown import read_markdown


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("one\ntwo\n\nthree", ("one two", "three")),
        ("- one\n- two!\n* three", ("one.", "two!", "three.")),
        ("1. first\n2) second", ("first.", "second.")),
        ("> quoted\n> on\n\nsaid", ("quoted on", "said")),
        ("> a\n>\n> b", ("a", "b")),
        ("a\n\n---\n\nb\n***\nc", ("a", "b", "c")),
        ("text\n## Update\nmore", ("text", "Update.", "more")),
        ("a\n\n<!-- hidden\nwords -->b", ("a", "b")),
        ("a\n\n[1]: https://x.y\n\nb", ("a", "b")),
        ("One ends.\nTwo ends.\nand goes on", ("One ends.", "Two ends.", "and goes on")),
        ("a &amp; b **c**\n\n\n\nd", ("a & b c", "d")),
        ("", ()),
    ],
)
def test_paragraphs(text: str, paragraphs: tuple[str, ...]) -> None:
    assert read_markdown(text).paragraphs == paragraphs


def test_the_first_heading_is_taken_only_at_the_start() -> None:
    assert read_markdown("# Head #\n\ntext").heading == "Head"
    plain = read_markdown("text\n\n# Head\n\nmore")
    assert plain.heading == ""
    assert plain.paragraphs == ("text", "Head.", "more")


def test_what_cannot_be_read_aloud_is_left_out_and_counted() -> None:
    text = "a\n\n```py\nx = 1\n```\n\n~~~\ny\n~~~\n\n|h|\n|-|\n|c|\n\nhttps://a.b\n\nb"
    plain = read_markdown(text)
    assert plain.paragraphs == ("a", "b")
    assert [(finding.value, finding.message.split(" ")[1]) for finding in plain.findings] == [
        ("2", "blocks"),
        ("1", "table"),
        ("1", "bare"),
    ]


def test_a_fence_without_an_end_hides_the_rest() -> None:
    assert read_markdown("a\n\n```\nb\n\nc").paragraphs == ("a",)
