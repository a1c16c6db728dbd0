from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelhouse.scripts.breaths import Breath
from reelhouse.scripts.cuts import Aim, cut
from reelhouse.scripts.sentence import Sentence

AIM = Aim(10, 8, 12)


def sentence(*, ends: bool = False, quoting: bool = False, turns: bool = False) -> Sentence:
    return Sentence("x", (Breath("x", "x"),), 1, ends_paragraph=ends, quoting=quoting, turns=turns)


def test_equal_pieces_when_nothing_speaks_against_it() -> None:
    assert cut([sentence()] * 30, [1.0] * 30, AIM) == [(0, 10), (10, 20), (20, 30)]


def test_paragraph_ends_and_reversals_attract_cuts() -> None:
    row = [sentence(ends=i == 8) for i in range(20)]
    assert cut(row, [1.0] * 20, AIM) == [(0, 9), (9, 20)]
    row = [sentence(turns=i == 11) for i in range(20)]
    assert cut(row, [1.0] * 20, AIM) == [(0, 11), (11, 20)]


def test_no_cut_inside_a_quotation() -> None:
    row = [sentence(quoting=5 <= i < 14) for i in range(20)]
    assert all(end <= 5 or end >= 15 for _, end in cut(row, [1.0] * 20, AIM))


def test_a_stub_at_the_end_is_avoided() -> None:
    assert cut([sentence()] * 13, [1.0] * 13, AIM) == [(0, 13)]


def test_a_number_of_pieces_is_kept() -> None:
    pieces = cut([sentence()] * 9, [1.0] * 9, Aim(3, 2.5, 3.5), pieces=3)
    assert pieces == [(0, 3), (3, 6), (6, 9)]
    assert len(cut([sentence()] * 2, [1.0] * 2, AIM, pieces=5)) == 2
    assert cut([], [], AIM) == []


@given(
    st.lists(st.tuples(st.floats(0.5, 30), st.booleans(), st.booleans(), st.booleans()), min_size=1, max_size=40),
    st.one_of(st.none(), st.integers(1, 6)),
)
def test_pieces_cover_the_row_once(rows: list[tuple[float, bool, bool, bool]], pieces: int | None) -> None:
    row = [sentence(ends=ends, quoting=quoting, turns=turns) for _, ends, quoting, turns in rows]
    found = cut(row, [length for length, *_ in rows], AIM, pieces=pieces)
    assert found[0][0] == 0
    assert found[-1][1] == len(row)
    assert all(first < end for first, end in found)
    assert all(left[1] == right[0] for left, right in pairwise(found))
    assert not any(row[end - 1].quoting for _, end in found[:-1])


def test_an_endless_story_is_cut_quickly() -> None:
    row = [sentence(ends=i % 5 == 0) for i in range(1000)]
    assert len(cut(row, [3.0] * 1000, Aim(50, 42, 58), pieces=60)) == 60


@pytest.mark.parametrize("length", [0.0, 100.0])
def test_pieces_far_from_the_aim_are_still_pieces(length: float) -> None:
    assert cut([sentence()] * 3, [length] * 3, AIM)[-1][1] == 3
