"""Titles of any length."""

from hypothesis import given
from hypothesis import strategies as st

from reelhouse.pictures.pages import lay_out_title
from reelhouse.styles.looks import TitleLook
from reelhouse.styles.measure import Faces

ROOM = 824


def test_a_short_title_is_large_and_a_long_one_smaller(faces: Faces) -> None:
    sizes = [lay_out_title(["word"] * count, faces, ROOM)[0].block.size for count in (1, 6, 16, 24)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > sizes[-1] >= TitleLook().steps[-1][0]


def test_an_endless_title_turns_pages_that_share_evenly(faces: Faces) -> None:
    pages = lay_out_title(["grandmother"] * 60, faces, ROOM)
    counts = [len(page.pieces) for page in pages]
    assert len(pages) > 1
    assert sum(counts) == 60
    assert max(counts) - min(counts) <= 1
    assert [page.first for page in pages] == sorted({page.first for page in pages})


@given(st.lists(st.text(min_size=1, max_size=40), max_size=30))
def test_nothing_ever_overflows(faces: Faces, words: list[str]) -> None:
    for page in lay_out_title(words, faces, ROOM):
        assert len(page.block.lines) <= 6
        for _, piece in page.pieces:
            assert piece.x + faces.width(piece.text, "heading", page.block.size) <= ROOM + 1
            assert faces.runs(piece.text, "heading")


def test_a_title_nobody_can_draw_has_no_page(faces: Faces) -> None:
    assert lay_out_title(["😀", "집"], faces, ROOM) == ()
