"""Strong words are covered where they are heard, and only there."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from reelhouse.analysis.hearing import RATE as HEARD
from reelhouse.analysis.hearing import from_house, hear
from reelhouse.config import Settings
from reelhouse.language import open_language
from reelhouse.media.wav import read_wav
from reelhouse.model.script import Line, Role, Scene, Script
from reelhouse.model.speech import Narration, Timing, Utterance, Word
from reelhouse.production.bleep import MARGINS, covered_ranges
from reelhouse.production.narrate import narrate
from reelhouse.production.steps import Steps
from reelhouse.production.workshop import Workshop
from reelhouse.scripts.spoken import shown, spoken
from reelhouse.storage import Store

ENGLISH = open_language("en")
STORY = ("He told me to shut the fucking door and leave.", "Nobody was there.")
VOICE = "piper:en_US-joe"


def script(*texts: str) -> Script:
    lines = tuple(
        Line(id=f"s.{number}", text=spoken(text, ENGLISH, "bleep"), shown=shown(text, ENGLISH, "bleep"))
        for number, text in enumerate(texts)
    )
    return Script(title="T", language="en", scenes=(Scene(id="s", role=Role.STORY, lines=lines),))


def told(store: Store, texts: tuple[str, ...], *, bleep: bool) -> tuple[Narration, list[str]]:
    """The narration, and the names of the steps that were made for it."""
    with Steps(store) as steps:
        said = narrate(Workshop(steps, store, Settings(home=store.home), "t"), [script(*texts)], VOICE, bleep=bleep)[0]
        return said, [record.name for record in steps.records if record.attempts]


def test_the_word_is_spoken_and_shown_masked() -> None:
    line = script(STORY[0]).lines[0]
    assert "fucking" in line.text
    assert "f******" in line.shown


def test_the_tone_covers_the_word_and_the_recogniser_does_not_hear_it(store: Store, tmp_path: Path) -> None:
    plain, _ = told(store, STORY, bleep=False)
    covered, made = told(store, STORY, bleep=True)
    assert made == ["bleep line"]
    assert covered.lines[1] == plain.lines[1]
    line = covered.lines[0]
    assert line.utterance == plain.lines[0].utterance
    word = next(word for word in line.utterance.words if word.text == "fucking")
    start, end = tone_of(store.artifacts.path(line.audio))
    tolerance = 48 * 20
    assert word.start - tolerance <= start <= word.start
    assert word.end <= end <= word.end + tolerance
    heard = [likelihood(store.artifacts.path(speech.audio), word) for speech in (plain.lines[0], line)]
    assert heard == [True, False]


def tone_of(path: Path) -> tuple[int, int]:
    """First and last sample where 1 kHz is nearly all there is, in windows of 10 ms."""
    sound = read_wav(path)[0]
    window = 480
    turns = np.exp(-2j * np.pi * 1000 / 48_000 * np.arange(window))
    pure = []
    for start in range(0, len(sound) - window, 48):
        part = sound[start : start + window]
        power = float((part**2).sum())
        share = 2 * abs((part * turns).sum()) ** 2 / window / power if power > 0.1 else 0.0
        if share > 0.99:
            pure.append(start)
    return pure[0], pure[-1] + window


def likelihood(path: Path, word: Word) -> bool:
    """Whether a recogniser that chooses among words of like length takes this part of the sound for the word."""
    sphinx = pytest.importorskip("pocketsphinx")
    margin = HEARD // 10
    sound = hear(path)[round(from_house(word.start)) - margin : round(from_house(word.end)) + margin]
    decoder = sphinx.Decoder(samprate=HEARD, lm=None, cmn="batch", loglevel="FATAL")
    words = "fucking | looking | walking | paper | seven | garden | morning | open | window | yellow"
    decoder.add_jsgf_string("words", f"#JSGF V1.0; grammar g; public <w> = {words};")
    decoder.activate_search("words")
    decoder.start_utt()
    decoder.process_raw((sound / np.abs(sound).max() * 0.7 * 32767).astype("<i2").tobytes(), full_utt=True)
    decoder.end_utt()
    found = decoder.hyp()
    return found is not None and found.hypstr == "fucking"


def test_an_edit_elsewhere_does_not_make_the_tone_again(store: Store) -> None:
    told(store, STORY, bleep=True)
    _, made = told(store, (STORY[0], "Somebody was there."), bleep=True)
    assert made == ["speak line"]


def utterance(timing: Timing, count: int) -> Utterance:
    words = tuple(Word(text=str(number), start=number * 9600, end=number * 9600 + 8000) for number in range(count))
    return Utterance(words=words, samples=count * 9600, timing=timing)


def test_a_word_without_exact_times_is_covered_more_widely() -> None:
    for timing, margin in MARGINS.items():
        (found,) = covered_ranges("What a shit day.", utterance(timing, 4), ENGLISH)
        assert (found.start, found.end) == (2 * 9600 - margin * 48, 2 * 9600 + 8000 + margin * 48)


def test_two_words_side_by_side_are_one_range_when_they_touch() -> None:
    found = covered_ranges("Fuck shit, go.", utterance(Timing.ALIGNED, 3), ENGLISH)
    assert [(one.start, one.end) for one in found] == [(0, 9600 + 8000 + 60 * 48)]
    assert len(covered_ranges("Fuck shit, go.", utterance(Timing.EXACT, 3), ENGLISH)) == 2


def test_a_clean_line_and_a_name_stay(store: Store) -> None:
    assert covered_ranges("Nobody was there.", utterance(Timing.EXACT, 3), ENGLISH) == ()
    assert covered_ranges("We met Dick there.", utterance(Timing.EXACT, 4), ENGLISH) == ()


def test_a_narration_as_it_is_has_the_keys_it_had(store: Store) -> None:
    _, made = told(store, ("Nobody was there.",), bleep=False)
    assert made == ["speak line"]
    assert told(store, ("Nobody was there.",), bleep=True)[1] == []
