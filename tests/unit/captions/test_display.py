"""What is shown of a word, and how it is made to fit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelhouse.captions.display import POP, extent, fit, fits, gap, plain
from reelhouse.styles.measure import Faces
from reelhouse.styles.style import CaptionLook

LOOK = CaptionLook()


@pytest.mark.parametrize(
    ("word", "shown"),
    [
        ("house.", "house"),
        ("said:", "said"),
        ("“Really?!”", "Really?!"),
        ("'please,'", "please"),
        ("grandmother’s", "grandmother’s"),
        ("parents’", "parents’"),
        ("(which", "which"),
        ("$3,500.50", "$3,500.50"),
        ("9:30.", "9:30"),
        ("U.S.", "US"),
        ("site.com", "site.com"),
        ("well-known", "well-known"),
        ("-5", "-5"),
        ("wait—", "wait"),
        ("—", ""),
        ("...", ""),
        ("one\ntwo\x00", "onetwo"),
    ],
)
def test_plain_drops_what_captions_leave_out(word: str, shown: str) -> None:
    assert plain(word) == shown


@given(st.text(max_size=12))
def test_plain_leaves_nothing_for_a_second_look(word: str) -> None:
    assert not set(plain(word)) & set('"“”;…\n\r\t')


def test_a_short_group_keeps_the_full_size(faces: Faces) -> None:
    found = fit(["sit", "down"], LOOK, faces)
    assert found.size == LOOK.size
    assert [piece.text for piece in found.rows[0]] == ["SIT", "DOWN"]


def test_a_wide_word_shrinks_until_it_fits_with_its_pop(faces: Faces) -> None:
    found = fit(["extraordinarily"], LOOK, faces)
    text = found.rows[0][0].text
    assert text == "EXTRAORDINARILY"
    assert LOOK.smallest <= found.size < LOOK.size
    assert fits([text], LOOK, faces, found.size)
    assert not fits([text], LOOK, faces, found.size + 1)


def test_a_wider_word_is_shown_as_written(faces: Faces) -> None:
    word = "Непредсказуемость"
    found = fit([word], LOOK, faces)
    assert not fits([word.upper()], LOOK, faces, LOOK.smallest)
    assert found.rows == (((found.rows[0][0]),),)
    assert found.rows[0][0].text == word
    assert found.size >= LOOK.smallest


def test_the_widest_word_is_broken_with_hyphens(faces: Faces) -> None:
    word = "Donaudampfschifffahrts-elektrizitätenhauptbetriebswerk"
    found = fit([word], LOOK, faces)
    parts = [piece.text for row in found.rows for piece in row]
    assert found.size == LOOK.smallest
    assert len(found.rows) == len(parts) > 1
    assert all(part.endswith("-") for part in parts[:-1])
    assert "".join(part.removesuffix("-") for part in parts).replace("-", "") == word.replace("-", "")
    assert all(fits([part], LOOK, faces, LOOK.smallest) for part in parts)


def test_too_many_words_stand_in_rows(faces: Faces) -> None:
    words = ["somebody", "wrote", "this", "whole", "sentence", "into", "one", "single", "group"]
    found = fit(words, LOOK, faces)
    assert [piece.word for row in found.rows for piece in row] == list(range(len(words)))
    assert all(fits([piece.text for piece in row], LOOK, faces, found.size) for row in found.rows)


def test_extent_counts_words_spaces_outline_and_pops(faces: Faces) -> None:
    a, b = (faces.width(text, "caption", 92) for text in ("AB", "C"))
    assert extent(["AB", "C"], 92, LOOK, faces) == pytest.approx(a + b + 92 * 0.36 + 0.04 * (a + b) + 12)


def test_a_short_word_beside_a_long_one_stays_inside_while_the_long_one_pops(faces: Faces) -> None:
    for words in (["un", "testament"], ["о", "непредсказуемом"], ["I", "remembered"]):
        made = fit(words, LOOK, faces)
        widths = [faces.width(piece.text, LOOK.role, made.size) for piece in made.rows[0]]
        row = sum(widths) + gap(made.size, LOOK) * (len(widths) - 1)
        assert row / 2 + (POP - 1) / 2 * max(widths) + LOOK.outline <= LOOK.width / 2


def test_korean_keeps_the_brackets_inside_a_word() -> None:
    assert plain("남편(35)과,") == "남편(35)과"
    assert plain("(웃음)") == "웃음"
