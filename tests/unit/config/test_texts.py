"""Documents of people: texts with their lines, and whatever an enemy puts into YAML."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelhouse.config.texts import LARGEST, read_texts, write_text
from reelhouse.errors import InvalidSettings

FILE = Path("mine.yaml")
BOMB = b"a: &a {x: lol}\nb: &b {x: *a, y: *a}\nc: {x: *b, y: *b}\n"


def test_every_value_is_the_text_that_was_written() -> None:
    marked = read_texts(b"time: 0:01.20\nyes: no\nhome: ${HOME}\npart 1:\n  s1:\n    s1.1: 2024-01-01\n", FILE)
    assert marked.data == {
        "time": "0:01.20",
        "yes": "no",
        "home": "${HOME}",
        "part 1": {"s1": {"s1.1": "2024-01-01"}},
    }
    assert marked.where(("part 1", "s1", "s1.1")) == "mine.yaml, line 6, key part 1.s1.s1.1"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (BOMB, "line 1: anchors and aliases"),
        (b"a: !!python/object/apply:os.system [ls]", "line 1: the tag"),
        (b"a:\n  - one", "line 2: there is a list"),
        (b"a: {b: {c: {d: {e: f}}}}", "too many mappings"),
        (b"[" * 5000, "there is a list"),
        (b"{a: " * 5000, "too many mappings"),
        (b"a: b\na: c", "line 2, key a: the key is given twice"),
        (b"a: b: c", "line 1: this is not YAML"),
        (b"\x00\x01\x02", "this is not YAML"),
        (b"\x89PNG\r\n\x1a\n\xff", "this is no UTF-8 text"),
        (b"a" * (LARGEST + 1), "there are more than 4 MB"),
        (b"", "no `key: value` lines"),
        (b"just words", "no `key: value` lines"),
        (b"{a: b}: c", "a key must be a text"),
    ],
)
def test_what_is_no_document_is_refused_with_its_line(content: bytes, said: str) -> None:
    with pytest.raises(InvalidSettings) as caught:
        read_texts(content, FILE)
    assert said in str(caught.value)
    assert caught.value.remedy


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\x85\u2028\u2029\ufeff"), min_size=1))
def test_any_text_comes_back_as_it_was(text: str) -> None:
    assert read_texts(f"a: {write_text(text)}".encode(), FILE).data["a"] == text


def test_usual_sentences_need_no_quotes() -> None:
    assert write_text("I tried the old key, and \u201cno\u201d.") == "I tried the old key, and \u201cno\u201d."
    assert write_text("28F") == "28F"
