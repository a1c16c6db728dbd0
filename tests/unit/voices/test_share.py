from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reelhouse.voices.share import filled_starts, timed


def test_known_starts_stay() -> None:
    assert filled_starts(["one", "two"], [5, 9], 20, "en") == (5, 9)


def test_words_said_as_one_share_their_span_by_length() -> None:
    starts = filled_starts(["Out", "of", "everything", "now"], [0, 100, None, 1000], 1200, "en")
    assert starts[:2] == (0, 100)
    assert 200 < starts[2] < 400  # "everything" is four times as long as "of"
    assert starts[3] == 1000


def test_words_before_the_first_known_start_share_what_is_before_it() -> None:
    assert filled_starts(["на", "дом", "пришли"], [None, None, 90], 200, "ru")[0] == 0
    assert 0 < filled_starts(["на", "дом", "пришли"], [None, None, 90], 200, "ru")[1] < 90


@given(st.data())
def test_all_words_get_rising_times_inside_the_sound(data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 12))
    samples = data.draw(st.integers(count, 5000))
    starts = data.draw(st.lists(st.integers(0, samples), min_size=count, max_size=count).map(sorted))
    ends = data.draw(st.lists(st.integers(0, samples + 50), min_size=count, max_size=count))
    placed = timed(["word"] * count, starts, ends, samples)
    moments = [moment for word in placed for moment in (word.start, word.end)]
    assert moments == sorted(moments)
    assert len(placed) == count
    assert moments[-1] <= samples
