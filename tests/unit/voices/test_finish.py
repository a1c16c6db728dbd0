from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from reelhouse.media.loudness import measure, measure_file
from reelhouse.media.wav import inspect_wav, read_wav, write_wav
from reelhouse.model.speech import Timing, Utterance, Word
from reelhouse.voices.base import Session
from reelhouse.voices.finish import LEAD, TAIL, finish_line

SENTENCE = "My sister sold our grandmother's house, and nobody told me."


def finished(session: Session, folder: Path, text: str = SENTENCE) -> tuple[Path, Utterance, Path, Utterance]:
    raw, done = folder / "raw.wav", folder / "done.wav"
    before = session.speak(text, raw)
    return raw, before, done, finish_line(raw, before, done)


@pytest.mark.parametrize("engine", ["joe", "robot"])
@pytest.mark.parametrize("text", [SENTENCE, "No!", "What would you do?"])
def test_every_engine_and_every_length_is_as_loud(
    engine: str, text: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    _, _, done, _ = finished(request.getfixturevalue(engine), tmp_path, text)
    assert measure(read_wav(done)) == pytest.approx(-15, abs=0.8)
    assert measure_file(done).true_peak <= -1.9


@pytest.mark.parametrize("engine", ["joe", "robot"])
def test_words_move_with_the_sound(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """The loudness curves of what an engine said and what was finished agree best at the words' own shift."""
    raw, before, done, after = finished(request.getfixturevalue(engine), tmp_path)
    shifts = {old.start - new.start for old, new in zip(before.words, after.words, strict=True)}
    assert len(shifts) == 1
    one, other = (np.abs(read_wav(path)[0]) for path in (raw, done))
    size = 1 << 20
    agreement = np.fft.irfft(np.fft.rfft(one, size) * np.fft.rfft(other, size).conj(), size)
    best = int(agreement.argmax())
    assert abs((best if best < size // 2 else best - size) - shifts.pop()) <= 24


def test_edges_are_short_and_quiet(joe: Session, tmp_path: Path) -> None:
    _, _, done, after = finished(joe, tmp_path)
    sound = np.abs(read_wav(done)[0])
    assert LEAD <= after.words[0].start <= LEAD + 48 * 60
    assert TAIL <= after.samples - after.words[-1].end <= TAIL + 48 * 150
    assert sound[0] == sound[-1] == 0
    assert sound[: LEAD // 2].max() < 0.02
    assert inspect_wav(done).samples == after.samples


def test_the_same_line_gives_the_same_bytes(robot: Session, tmp_path: Path) -> None:
    raw, before, done, _ = finished(robot, tmp_path)
    finish_line(raw, before, tmp_path / "again.wav")
    assert done.read_bytes() == (tmp_path / "again.wav").read_bytes()


def test_sound_that_starts_and_ends_at_once_gets_its_edges(tmp_path: Path) -> None:
    raw, done = tmp_path / "raw.wav", tmp_path / "done.wav"
    wave = (np.sin(np.arange(24_000) / 10) * np.sin(np.arange(24_000) / 900) * 0.3).astype(np.float32)
    write_wav(raw, wave[None])
    utterance = Utterance(words=(Word(text="ah", start=0, end=24_000),), samples=24_000, timing=Timing.EXACT)
    after = finish_line(raw, utterance, done)
    assert after.samples == 24_000 + LEAD + TAIL
    assert after.words[0] == Word(text="ah", start=LEAD, end=LEAD + 24_000)


def test_silence_stays_silence(tmp_path: Path) -> None:
    raw, done = tmp_path / "raw.wav", tmp_path / "done.wav"
    write_wav(raw, np.zeros((1, 9600), dtype=np.float32))
    after = finish_line(raw, Utterance(words=(), samples=9600, timing=Timing.ESTIMATED), done)
    assert after.samples == 9600
    assert not read_wav(done).any()
