"""Lines and sizes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelhouse.pictures.text import Block, break_lines, break_words, fit, place, shorten
from reelhouse.styles.measure import Faces

WORDS = st.lists(
    st.text(st.characters(codec="ascii", exclude_characters=" ", categories=["L"]), min_size=1, max_size=9),
    max_size=20,
)


@given(WORDS, st.integers(5, 30))
def test_lines_keep_every_word_and_the_room(words: list[str], room: int) -> None:
    lines = break_lines(words, lambda text: float(len(text)), float(room))
    assert [word for line in lines for word in line] == words
    assert all(len(" ".join(line)) <= room or len(line) == 1 for line in lines)


def test_lines_are_even_and_the_last_is_not_lonely() -> None:
    lines = break_lines(["aa", "bb", "cc", "dd", "ee"], lambda text: float(len(text)), 11)
    assert sorted(len(line) for line in lines) == [2, 3]


def test_the_largest_size_that_fits(faces: Faces) -> None:
    steps = ((80.0, 1), (40.0, 2))
    large, small = (fit(text.split(), faces, "heading", 400, steps, 1.2) for text in ("Short", "Much longer than that"))
    assert large == Block((("Short",),), 80.0, 1.2)
    assert small is not None
    assert (small.size, len(small.lines)) == (40.0, 2)
    assert small.height == pytest.approx(96)
    assert fit(["Incomprehensibilities"], faces, "heading", 100, steps, 1.2) is None


def test_words_grow_until_they_fill_the_room_but_not_over_the_next_step(faces: Faces) -> None:
    steps = ((100.0, 1), (60.0, 2), (40.0, 3))
    wide = faces.width("under my door", "heading", 1)
    tight, loose = (
        fit(["The", "note", "under", "my", "door"], faces, "heading", wide * at, steps, 1.0) for at in (66, 600)
    )
    assert tight is not None
    assert loose is not None
    assert (len(tight.lines), tight.size) == (2, 60)  # two lines may be 120 pixels high together
    assert (len(loose.lines), loose.size) == (1, 120)  # so may one, though the room is wider still
    roomy = fit(["The", "note", "under", "my", "door"], faces, "heading", wide * 66, steps, 1.0, high=140)
    assert roomy is not None
    assert (len(roomy.lines), roomy.size) == (2, 66)


def test_a_last_word_is_not_left_alone_where_nearly_as_large_letters_take_it_in(faces: Faces) -> None:
    steps = ((100.0, 2), (80.0, 3), (50.0, 4))
    room = faces.width("Your choice", "heading", 81)
    block = fit(["Your", "choice"], faces, "heading", room, steps, 1.0)
    assert block is not None
    assert (block.lines, block.size) == ((("Your", "choice"),), 81)
    narrow = fit(["Your", "choice"], faces, "heading", faces.width("Your choice", "heading", 60), steps, 1.0)
    assert narrow is not None
    assert narrow.lines == (("Your",), ("choice",))


def test_words_are_placed_with_their_own_widths(faces: Faces) -> None:
    block = Block((("To", "you"), ("and", "me")), 50, 1.2)
    to, you, then, _ = place(block, faces, "heading", 600)
    assert to.x == 0
    assert to.y == pytest.approx(39)
    assert you.x == pytest.approx(faces.width("To", "heading", 50) + faces.width(" ", "heading", 50))
    assert then.y == pytest.approx(39 + 60)


def test_centred_lines_have_equal_margins(faces: Faces) -> None:
    first, last = place(Block((("To", "you"),), 50, 1.2), faces, "heading", 600, centred=True)
    assert first.x == pytest.approx(600 - last.x - faces.width("you", "heading", 50))


def test_an_endless_word_comes_in_pieces(faces: Faces) -> None:
    ((short,), pieces) = break_words(["I", "w" * 60], faces, "heading", 50, 400)
    assert short == "I"
    assert "".join(pieces) == "w" * 60
    assert all(faces.width(piece, "heading", 50) <= 400 for piece in pieces)


@given(st.text(max_size=60))
def test_shortened_text_fits(faces: Faces, text: str) -> None:
    short = shorten(text, faces, "text", 30, 200)
    assert faces.width(short, "text", 30) <= 200
    assert short == text or short.endswith("…")
