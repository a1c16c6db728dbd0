from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from reelhouse.analysis.narration import judge_line
from reelhouse.language.tables import read_lines
from reelhouse.media.wav import write_wav
from reelhouse.model.artifact import Artifact, Kind
from reelhouse.model.quality import Finding, Level
from reelhouse.model.script import Line, Role, Scene, Script
from reelhouse.model.speech import Narration, Speech, Timing, Utterance, Voice, Word
from reelhouse.voices.base import Session, find_voice
from reelhouse.voices.child import SpeechProgram
from reelhouse.voices.sound import engine_sound
from reelhouse.voices.speak import speak_line

Lines = dict[str, Any]

Sound = NDArray[np.float32]
Changed = Callable[..., Path]


def judge(line: Any, lines: Lines, *, path: Path | None = None, text: str = "", engine: str = "piper") -> list[Finding]:
    """What is wrong with a line, judged with everything there is to compare."""
    readings = lines["espeak:en-us"]
    number = next(number for number, reading in enumerate(readings) if reading.text == (text or line.text))
    decoys = [reading.path for other, reading in enumerate(readings) if other != number][:3]
    return list(
        judge_line(
            path or line.path,
            text or line.text,
            line.utterance,
            "en",
            engine=engine,
            reference=readings[number].path,
            decoys=decoys,
        )
    )


def failed(findings: list[Finding]) -> set[str]:
    return {finding.check.removeprefix("narration-") for finding in findings if finding.level is Level.FAIL}


@pytest.mark.parametrize("ref", ["piper:en_US-joe", "espeak:en-us", "espeak:en-us+f2"])
def test_good_lines_pass_without_a_word(lines: Lines, ref: str) -> None:
    for line in lines[ref]:
        assert judge(line, lines, engine=ref.partition(":")[0]) == []


@pytest.mark.parametrize("ref", ["espeak:ru", "espeak:ru+f2"])
def test_good_russian_passes(lines: Lines, ref: str) -> None:
    for number, line in enumerate(lines[ref]):
        decoys = [other.path for other in lines["espeak:ru"] if other.text != line.text]
        reference = lines["espeak:ru+f2"][number].path
        assert (
            judge_line(line.path, line.text, line.utterance, "ru", engine="espeak", reference=reference, decoys=decoys)
            == ()
        )


def hum(sound: Sound) -> Sound:
    return np.asarray(0.1 * np.sin(2 * np.pi * 50 * np.arange(len(sound)) / 48_000), dtype=np.float32)


def hiss(sound: Sound) -> Sound:
    return np.asarray(np.random.default_rng(0).normal(size=len(sound)) * 0.03, dtype=np.float32)


def clipped(sound: Sound) -> Sound:
    return np.clip(sound * 3, -1, 1) * np.float32(0.5)


def hole(sound: Sound) -> Sound:
    return np.concatenate([sound[:60_000], np.zeros(120_000, dtype=np.float32), sound[60_000:]])


@pytest.mark.parametrize("ref", ["piper:en_US-joe", "espeak:en-us"])
@pytest.mark.parametrize(
    ("check", "change"),
    [
        ("silent", lambda sound: sound * 0),
        ("silent", lambda sound: sound * np.float32(0.001)),
        ("speech", hum),
        ("speech", hiss),
        ("speech", lambda sound: np.concatenate([sound[:48_000], np.zeros(4 * 48_000, dtype=np.float32)])),
        ("clipped", clipped),
        ("hole", hole),
        ("pace", lambda sound: sound[: len(sound) * 9 // 20]),
        ("pace", lambda sound: np.concatenate([sound, sound])),
        ("length", lambda sound: sound[: len(sound) // 2 + 2400]),
        ("length", lambda sound: np.concatenate([sound, sound])),
    ],
)
def test_a_broken_line_does_not_pass(lines: Lines, changed: Changed, ref: str, check: str, change: Any) -> None:
    for line in lines[ref][:3]:
        assert check in failed(judge(line, lines, path=changed(line, change), engine=ref.partition(":")[0]))


def test_a_hole_says_where_it_is(lines: Lines, changed: Changed) -> None:
    line = lines["piper:en_US-joe"][0]
    (found,) = [one for one in judge(line, lines, path=changed(line, hole)) if one.check == "narration-hole"]
    assert found.at == pytest.approx(1250, abs=300)


def test_a_soft_line_is_shown_and_passes(lines: Lines, changed: Changed) -> None:
    line = lines["piper:en_US-joe"][0]
    soft = changed(line, lambda sound: sound * np.float32(0.05))
    findings = judge(line, lines, path=soft)
    assert [(one.check, one.level) for one in findings] == [("narration-soft", Level.WARN)]


@pytest.mark.parametrize("padding", [0, 4800])
def test_a_cut_in_the_middle_of_a_sound_is_heard(lines: Lines, changed: Changed, padding: int) -> None:
    """Most cuts are: some fall on a sound that is soft by itself."""
    heard = tried = 0
    for line in lines["piper:en_US-joe"]:
        for word in line.utterance.words[2::3]:
            middle = (word.start + word.end) // 2
            path = changed(line, lambda sound, at=middle: np.pad(sound[:at], (0, padding)))
            findings = judge_line(
                path, "One word", Utterance(words=(), samples=1, timing=Timing.EXACT), "en", engine="piper"
            )
            heard += "cut-off" in failed(list(findings))
            tried += 1
    assert tried >= 20
    assert heard / tried > 0.75


def test_an_engine_that_ends_abruptly_is_not_blamed(lines: Lines, changed: Changed) -> None:
    line = lines["espeak:en-us"][0]
    assert "cut-off" not in failed(judge(line, lines, path=changed(line, lambda sound: sound[:-9600]), engine="espeak"))


def test_rushed_speech_does_not_pass(lines: Lines, tmp_path: Path) -> None:
    line = lines["espeak:en-us"][1]
    with SpeechProgram("espeak_voice.py") as program:
        for pace, check in ((440, "pace"), (80, "pace")):
            raw = tmp_path / "raw.wav"
            answer = program.ask({"text": line.text, "voice": "en-us", "pace": pace, "into": str(raw)})
            write_wav(tmp_path / "a.wav", engine_sound(raw, answer["rate"]))
            assert check in failed(judge(line, lines, path=tmp_path / "a.wav", engine="espeak"))


@pytest.mark.parametrize("ref", ["piper:en_US-joe", "espeak:en-us+f2"])
def test_another_text_does_not_pass(lines: Lines, ref: str) -> None:
    texts = [line.text for line in lines[ref]]
    caught = [failed(judge(line, lines, text=text)) for line in lines[ref][:3] for text in texts if text != line.text]
    assert sum(map(bool, caught)) / len(caught) > 0.85


class Along:
    """The second reader, as it reads along in production."""

    def __init__(self, folder: Path, session: Session) -> None:
        self._folder, self._session = folder, session
        self._read: dict[str, Path] = {}

    def __call__(self, line: Any, path: Path, text: str) -> set[tuple[str, Level]]:
        """What is said of a sound, when this text was to be read."""
        others = sorted(read_lines("en", "decoys.txt"), key=lambda other: (abs(len(other) - len(text)), other))[:3]
        reference, *decoys = (self._reading(one) for one in (text, *others))
        found = judge_line(path, text, line.utterance, "en", engine="piper", reference=reference, decoys=decoys)
        return {(one.check, one.level) for one in found}

    def _reading(self, text: str) -> Path:
        if text not in self._read:
            self._read[text] = self._folder / f"{len(self._read)}.wav"
            self._session.speak(text, self._read[text])
        return self._read[text]


#: Short lines of the bundled story: the shorter a line, the more other texts are like it.
SHORT = ("She did not know about the second will.", "He slid an envelope across the desk.")


@pytest.fixture
def along(tmp_path: Path) -> Iterator[Along]:
    engine, voice = find_voice("espeak:en-us")
    with engine.open(voice) as session:
        yield Along(tmp_path, session)


def test_good_lines_are_nobody_elses_and_wrong_ones_are(lines: Lines, along: Along, tmp_path: Path) -> None:
    joe = lines["piper:en_US-joe"]
    assert [along(line, line.path, line.text) for line in joe] == [set()] * len(joe)
    engine, voice = find_voice("piper:en_US-joe")
    with engine.open(voice) as session:
        for number, text in enumerate(SHORT):
            path = tmp_path / f"joe-{number}.wav"
            line = speak_line(session, text, "en", path)
            assert along(replace(joe[0], utterance=line), path, text) == set()

    by_length = sorted(joe, key=lambda line: len(line.text))
    for order in (joe, by_length):  # every line reads the next one; every line reads one that is as long
        wrong = [along(line, other.path, line.text) for line, other in zip(order, (*order[1:], order[0]), strict=True)]
        heard = [("narration-text", Level.FAIL) in one for one in wrong]
        assert sum(heard) >= len(heard) - 1
        assert all(any(check == "narration-text" for check, _ in one) for one in wrong)


def test_short_lines_are_not_compared(lines: Lines) -> None:
    line, other = lines["espeak:en-us"][:2]
    judged = judge_line(
        line.path, "I see.", line.utterance, "en", engine="espeak", reference=other.path, decoys=[line.path]
    )
    assert judged == ()


def test_words_out_of_order_do_not_pass(lines: Lines) -> None:
    line = lines["espeak:en-us"][0]
    words = (*line.utterance.words[1:], line.utterance.words[0])
    wrong = line.utterance.model_copy(update={"words": words})
    assert failed(list(judge_line(line.path, line.text, wrong, "en", engine="espeak"))) == {"words"}


SCRIPT = Script(
    title="T",
    language="en",
    scenes=(Scene(id="s", role=Role.STORY, lines=(Line(id="a", text="Two words — here.", shown="2 words"),)),),
)


def narration(*words: Word, line: str = "a", samples: int = 100) -> Narration:
    audio = Artifact(sha256="0" * 64, kind=Kind.SPEECH, suffix=".wav", size=1)
    speech = Speech(line=line, audio=audio, utterance=Utterance(words=words, samples=samples, timing=Timing.EXACT))
    voice = Voice(ref="espeak:en-us", language="en", description="")
    return Narration(voice=voice, language="en", lines=(speech,))


GOOD = (Word(text="Two", start=0, end=9), Word(text="words", start=9, end=20), Word(text="here.", start=30, end=40))
