from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelhouse.errors import ReelhouseError, UnknownName, UnreadableText, UnsuitableStory
from reelhouse.model.quality import Level
from reelhouse.sources.text import MOST_BYTES, MOST_CHARACTERS, read_story

BODY = "She sold the house and never told me about it. Then the lawyer called."
ARABIC = "ذهبت إلى البيت ولم أجد أحدا هناك. ثم وجدت رسالة على الطاولة."
SPANISH = "Mi hermana vendió la casa de mi abuela y no me dijo nada. Yo no sabía que había un segundo testamento."


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        (f"The second will\n\n{BODY}", "The second will", BODY),
        (f"# The **second** will\n{BODY}", "The second will", BODY),
        (f"Title: The second will\n\n{BODY}", "The second will", BODY),
        (f"---\ntitle: The second will\n---\n{BODY}", "The second will", BODY),
        (f"---\ntitle: Mine\n---\n# Its own\n\n{BODY}", "Mine", BODY),
        (f"\n\n  The second will\n\n{BODY}\n", "The second will", BODY),
        (f"The second will\n{BODY}", "", f"The second will {BODY}"),
        (BODY, "", BODY),
        (f"{BODY * 2}\n\n{BODY}", "", f"{BODY * 2}\n\n{BODY}"),
        (
            "First line ends.\nSecond line ends.\nThird one too.",
            "First line ends.",
            "Second line ends.\n\nThird one too.",
        ),
    ],
)
def test_titles_are_found(text: str, title: str, body: str) -> None:
    story = read_story(text.encode(), "story.md")
    assert (story.title, story.body) == (title, body)


def test_front_matter_fills_the_story() -> None:
    data = f"---\ntitle: T\nboard: Confessions\nteller: ann\nvotes: 14.2k\nreplies: 1,100\nsource: here\n---\n{BODY}"
    story = read_story(data.encode(), "story.md")
    assert (story.board, story.teller, story.votes, story.replies) == ("Confessions", "ann", 14_200, 1_100)
    assert (story.source, story.language, story.findings) == ("here", "en", ())


def test_nothing_is_invented() -> None:
    story = read_story(BODY.encode(), "story.txt")
    assert (story.board, story.teller, story.votes, story.replies) == ("", "", None, None)
    assert story.source == "story.txt"


def test_unknown_keys_and_left_out_blocks_are_findings() -> None:
    data = f"---\ntitle: T\nmood: dark\nvotes: many\n---\n{BODY}\n\n```\ncode\n```\n\nhttps://a.b/c\n"
    findings = read_story(data.encode(), "story.md").findings
    assert [finding.level for finding in findings] == [Level.WARN] * 4
    assert "mood" in findings[0].message
    assert "votes" in findings[1].message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encodings(encoding: str) -> None:
    story = read_story("Café “noir”\r\n\r\nHe’d never been there before, she said.".encode(encoding), "story.txt")
    assert story.title == "Café “noir”"
    assert story.body == "He’d never been there before, she said."


@pytest.mark.parametrize(
    ("data", "kind", "message"),
    [
        (b"", UnreadableText, "empty"),
        (b" \n\t \r\n", UnreadableText, "white space"),
        ("\u200b\ufeff \n".encode(), UnreadableText, "white space"),
        (b"\x00" * 400, UnreadableText, "binary"),
        (b"\x89PNG\r\n\x1a\n" + random.Random(3).randbytes(3000), UnreadableText, "not text"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + random.Random(4).randbytes(3000), UnreadableText, "not text"),
        (b"a" * (MOST_BYTES + 1), UnsuitableStory, "limit is 1,000,000"),
        (b"He left. " * (MOST_CHARACTERS // 9 + 1), UnsuitableStory, "limit is 60,000"),
        (b"Hello", UnsuitableStory, "only 1 word"),
        (b"It's over now.", UnsuitableStory, "only 3 words"),
        ("😀🎉👍🏽 ❤️".encode(), UnsuitableStory, "no words"),
        (b"https://example.com/story", UnsuitableStory, "no words"),
        (b"# A title of five words and more", UnsuitableStory, "no story"),
        (ARABIC.encode(), UnsuitableStory, "right to left"),
        ("Я пришёл домой и никого там не нашёл.".encode("cp1251"), UnsuitableStory, "Cyrillic"),
        ("彼女は家を売ったが、私には何も言わなかった。".encode(), UnsuitableStory, "Japanese|Chinese"),
        (SPANISH.encode(), UnsuitableStory, "another language"),
    ],
    ids=[
        "empty", "blank", "invisible", "noughts", "png", "jpeg", "megabyte", "long", "one-word", "three-words", "emoji",
        "link", "title", "arabic", "russian", "japanese", "spanish",
    ],
)  # fmt: skip
def test_bad_input_is_refused_with_place_and_remedy(data: bytes, kind: type[ReelhouseError], message: str) -> None:
    with pytest.raises(kind, match=message) as caught:
        read_story(data, "bad.txt")
    assert caught.value.where == "bad.txt"
    assert caught.value.remedy


def test_ten_megabytes_are_refused_at_once() -> None:
    start = time.process_time()
    with pytest.raises(UnsuitableStory):
        read_story(b"word " * 2_000_000, "huge.txt")
    assert time.process_time() - start < 0.1


def test_a_long_story_is_read_quickly() -> None:
    text = "\n\n".join([BODY] * 800)
    start = time.process_time()
    assert read_story(text.encode(), "long.txt").body.startswith(BODY)
    assert time.process_time() - start < 2.0


def test_a_foreign_minority_is_a_finding() -> None:
    story = read_story(f"{BODY} {BODY}\n\nShe said: Я пришёл домой. And left, and I never saw her again.".encode(), "s")
    assert [(finding.check, finding.level) for finding in story.findings] == [("language", Level.WARN)]
    assert story.findings[0].value.endswith("%")


def test_mostly_foreign_is_refused() -> None:
    with pytest.raises(UnsuitableStory, match="Arabic"):
        read_story(f"She left.\n\n{ARABIC}".encode(), "mixed.txt")


def test_an_unknown_language_is_named() -> None:
    with pytest.raises(UnknownName, match="xx"):
        read_story(BODY.encode(), "s", language="xx")
    with pytest.raises(UnknownName, match="tlh"):
        read_story(f"---\nlanguage: TLH\n---\n{BODY}".encode(), "s")


def test_direction_overrides_and_controls_never_reach_the_story() -> None:
    story = read_story(f"A \u202ereversed\u202c title\x07\n\n{BODY}".encode(), "s")
    assert story.title == "A reversed title"


@given(st.binary(max_size=400))
def test_any_bytes_are_a_story_or_an_error_of_ours(data: bytes) -> None:
    try:
        story = read_story(data, "any")
    except ReelhouseError:
        return
    assert story.body


@given(st.text(max_size=200))
def test_any_text_is_a_story_or_an_error_of_ours(text: str) -> None:
    try:
        story = read_story(text.encode("utf-8", "ignore"), "any")
    except ReelhouseError:
        return
    assert story.body == story.body.strip()
