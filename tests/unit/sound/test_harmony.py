from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelhouse.sound import mood_names
from reelhouse.sound.bed import load_mood
from reelhouse.sound.harmony import bass_note, root, tone, voice_lead


@pytest.mark.parametrize(("symbol", "pitch"), [("C", 0), ("Bbmaj7", 10), ("F#m7", 6), ("Cb", 11)])
def test_roots(symbol: str, pitch: int) -> None:
    assert root(symbol) == pitch


@pytest.mark.parametrize("symbol", ["H", "C5", "", "m7", "Cmaj8"])
def test_what_is_no_chord_is_refused(symbol: str) -> None:
    with pytest.raises(ValueError, match="is not a chord"):
        root(symbol)


@given(shift=st.integers(-3, 3), mood=st.sampled_from(mood_names()))
def test_voices_stay_in_range_and_move_little(shift: int, mood: str) -> None:
    voicings = voice_lead(load_mood(mood).chords, shift)
    for voicing in voicings:
        assert list(voicing) == sorted(voicing)
        assert voicing[0] >= 50
        assert voicing[-1] <= 74
    for one, other in pairwise(voicings):
        assert sum(abs(a - b) for a, b in zip(one, other, strict=True)) <= 10


@given(shift=st.integers(-3, 3))
def test_a_voicing_has_the_chords_tones_and_no_others(shift: int) -> None:
    (voicing,) = voice_lead(["Dm9"], shift)
    assert {(note - shift) % 12 for note in voicing} == {2, 5, 0, 4}


@given(shift=st.integers(-3, 3))
def test_the_bass_stays_in_its_octave(shift: int) -> None:
    assert 36 <= bass_note("A", shift) < 48
    assert (bass_note("A", shift) - shift) % 12 == 9


def test_tones_run_on_into_the_next_octave() -> None:
    assert [tone((50, 53, 57, 62), index) for index in (0, 3, 4, 6, 9)] == [50, 62, 62, 69, 77]
