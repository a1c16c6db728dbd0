from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelhouse.language.markup import (
    is_only_link,
    without_emoji,
    without_invisible,
    without_links,
    without_markup,
)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("**bold** and *it* and ***both***", "bold and it and both"),
        ("_under_ but snake_case_name", "under but snake_case_name"),
        ("~~gone~~ and >!spoiler!<", "gone and spoiler"),
        ("**a *b* c**", "a b c"),
        ("[words](https://a.b/c_(d)) end", "words end"),
        ("![picture](x.png) [ref][1]", "picture ref"),
        ("`code` here", "code here"),
        ("<b>hi</b> <br/> a < b > c", "hi  a < b > c"),
        ("a &amp; b &lt;3 &#39;x&#39;", "a & b <3 'x'"),
        (r"\*not bold\* 1\. x", "*not bold* 1. x"),
        ("sh*t and f**k stay", "sh*t and f**k stay"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("<!-- secret -->seen", "seen"),
    ],
)
def test_inline_markup_goes_and_words_stay(text: str, plain: str) -> None:
    assert without_markup(text) == plain


def test_links_are_replaced_with_their_marks_left_alone() -> None:
    assert without_links("See https://x.com/a?b=1, or www.a.b.", "LINK") == "See LINK, or LINK."
    assert without_links("(http://a.b/c) <https://d.e> me@mail.example.com!", "L") == "(L) L L!"


def test_a_bare_link_is_told_from_a_sentence() -> None:
    assert is_only_link(" https://a.b/c ")
    assert is_only_link("<https://a.b/c>!")
    assert not is_only_link("see https://a.b/c")
    assert not is_only_link("...")


def test_emoji_of_every_kind_go() -> None:
    assert without_emoji("a 😀 b👍🏽c 👨‍👩‍👧 🇰🇷 ❤️ 1️⃣ ⭐ d").split() == ["a", "b", "c", "1", "d"]
    assert without_emoji("no emoji  here") == "no emoji  here"
    assert without_emoji("→ © ™ – “ok”") == "→ © ™ – “ok”"


def test_invisible_characters_go() -> None:
    assert without_invisible("a\u202eb\u200bc\x00\x07\ufeff\u00add\r\ne\rf\tg") == "abcd\ne\nf\tg"


@given(st.text(max_size=60))
def test_cleaning_never_fails_and_settles(text: str) -> None:
    clean = without_emoji(without_links(without_markup(without_invisible(text)), ""))
    assert without_emoji(clean) == clean
    assert without_invisible(without_invisible(text)) == without_invisible(text)
