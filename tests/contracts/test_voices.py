"""What every voice engine keeps, ours and those of installed packages."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from reelhouse.errors import ContentError, Transient
from reelhouse.language.spoken import words_of
from reelhouse.media.wav import Depth, inspect_wav
from reelhouse.model.speech import Timing, Voice
from reelhouse.voices.base import Session, VoiceProvider, find_voice, providers
from reelhouse.voices.delivery import open_voice
from reelhouse.voices.ladder import in_language
from reelhouse.voices.options import parse_reference
from reelhouse.voices.programs import programs_folder

TEXTS = [
    "Hi!",
    "I can't believe it's my grandmother's house.",
    "Out of the box, it was the best of the lot.",
    "Wait — what?",
    "“No,” she said; then… nothing.",
    "It was a well-known fact in 2024.",
    "He wrote [[hello]] and <b>then</b> {left}, 100% sure \\n.",
    "One\0two, three.",
    " ".join(["When we finally arrived at the station the last train had already left, and nobody knew why."] * 4),
]

#: A speech program that writes what it is told to and answers what it is told to, whatever it is asked.
LIAR = """
import json, pathlib, sys
for line in sys.stdin:
    pathlib.Path(json.loads(line)["into"]).write_bytes(bytes.fromhex({sound!r}))
    print({answer!r}, flush=True)
"""
WAV = bytes.fromhex("524946463408000057415645666d7420100000000100010022560000") + bytes.fromhex(
    "44ac0000020010006461746110080000" + "00100030" * 516
)
ANSWER = {"rate": 22050, "samples": 1032, "words": [[0, 0]], "pauses": [], "phonemes": [], "readings": []}
LIES = {
    "no sound": (b"", ANSWER),
    "garbage": (b"\x07garbage" * 50, ANSWER),
    "cut short": (WAV[:30], ANSWER),
    "another rate": (WAV, {**ANSWER, "rate": 16000}),
    "no keys": (WAV, {}),
    "a rate that is none": (WAV, {**ANSWER, "rate": "fast"}),
    "other forms": (WAV, {**ANSWER, "words": 7, "phonemes": 7, "readings": [None]}),
}


@pytest.fixture(scope="module", params=providers(), ids=lambda engine: engine.name)
def engine(request: pytest.FixtureRequest) -> VoiceProvider:
    found: VoiceProvider = request.param
    return found


@pytest.fixture(scope="module")
def voice(engine: VoiceProvider) -> Voice:
    found = in_language(engine.voices(), "en")
    if not found:
        pytest.skip(f"{engine.name} is not installed, or has no English voice here")
    return found[0]


@pytest.fixture(scope="module")
def session(engine: VoiceProvider, voice: Voice) -> Iterator[Session]:
    with engine.open(voice) as opened:
        yield opened


def test_it_is_named_as_its_file_and_says_what_it_is(engine: VoiceProvider) -> None:
    module = sys.modules[type(engine).__module__]
    assert module.__name__.rpartition(".")[2] == engine.name
    assert module.__doc__
    assert isinstance(engine, VoiceProvider)


def test_every_voice_has_a_reference_a_language_and_a_licence(engine: VoiceProvider) -> None:
    voices = engine.voices()
    if not voices:
        pytest.skip(f"{engine.name} is not installed")
    assert len({voice.ref for voice in voices}) == len(voices)
    for voice in voices:
        assert voice.ref.startswith(f"{engine.name}:")
        assert voice.language
        assert voice.description
        assert voice.licence != "unknown"
        assert voice.source


def test_the_version_is_stable(engine: VoiceProvider, voice: Voice) -> None:
    assert engine.version(voice) == engine.version(voice)


@pytest.mark.parametrize("text", TEXTS)
def test_the_sound_is_mono_and_every_word_has_its_time(session: Session, tmp_path: Path, text: str) -> None:
    utterance = session.speak(text, tmp_path / "a.wav")
    shape = inspect_wav(tmp_path / "a.wav")
    assert (shape.channels, shape.rate, shape.depth, shape.samples) == (1, 48_000, Depth.S16, utterance.samples)
    if utterance.timing is Timing.ESTIMATED and not utterance.words:
        return  # an engine that tells no times: they are found by listening
    assert tuple(word.text for word in utterance.words) == words_of(text)
    assert all(before.end <= after.start for before, after in pairwise(utterance.words))
    assert utterance.words[-1].end <= utterance.samples
    assert all(word.end - word.start >= 48 * 20 for word in utterance.words)


def test_the_same_line_is_the_same_bytes_in_any_process_and_order(
    engine: VoiceProvider, voice: Voice, session: Session, tmp_path: Path
) -> None:
    first = session.speak(TEXTS[1], tmp_path / "first.wav")
    session.speak(TEXTS[2], tmp_path / "between.wav")
    assert session.speak(TEXTS[1], tmp_path / "second.wav") == first
    with engine.open(voice) as other:
        assert other.speak(TEXTS[1], tmp_path / "other.wav") == first
    sounds = [(tmp_path / f"{name}.wav").read_bytes() for name in ("first", "second", "other")]
    assert sounds[0] == sounds[1] == sounds[2]


@pytest.mark.parametrize("text", ["", "...", " — "])
def test_a_text_without_words_is_refused(session: Session, tmp_path: Path, text: str) -> None:
    with pytest.raises(ContentError):
        session.speak(text, tmp_path / "a.wav")
    assert not (tmp_path / "a.wav").exists()


@pytest.mark.parametrize("options", ["speed=0.8", "speed=1.25&pitch=-2"])
def test_every_voice_can_be_asked_for_speed_and_pitch(
    engine: VoiceProvider, voice: Voice, session: Session, tmp_path: Path, options: str
) -> None:
    usual = session.speak(TEXTS[2], tmp_path / "usual.wav")
    _, asked = find_voice(f"{voice.ref}?{options}")
    assert asked.ref == f"{voice.ref}?{options}"
    with open_voice(engine, asked) as other:
        said = other.speak(TEXTS[2], tmp_path / "asked.wav")
    assert inspect_wav(tmp_path / "asked.wav").samples == said.samples
    assert [word.text for word in said.words] == [word.text for word in usual.words]
    speed = parse_reference(asked.ref)[1].speed
    spans = [words[-1].end - words[0].start for words in (usual.words, said.words) if words]
    if spans:
        assert spans[0] / spans[1] == pytest.approx(speed, rel=0.08)


@pytest.mark.parametrize("lie", LIES)
def test_an_engine_that_answers_nonsense_is_a_crash(
    engine: VoiceProvider, voice: Voice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lie: str
) -> None:
    if not (programs_folder() / f"{engine.name}_voice.py").exists():
        pytest.skip(f"{engine.name} starts no program of its own")
    sound, answer = LIES[lie]
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / f"{engine.name}_voice.py").write_text(LIAR.format(sound=sound.hex(), answer=json.dumps(answer)))
    monkeypatch.setattr("reelhouse.voices.child.programs_folder", lambda: programs)
    with engine.open(voice) as liar, pytest.raises(Transient, match="cannot be used"):
        liar.speak("One word.", tmp_path / "a.wav")
    assert [path.name for path in tmp_path.iterdir()] == ["programs"]
