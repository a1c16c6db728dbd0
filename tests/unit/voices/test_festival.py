"""Festival: the real program where it is installed, and programs that only pretend to be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reelhouse.errors import BadNarration, ProviderNotInstalled, Transient
from reelhouse.model.speech import Commercial, Timing, Voice
from reelhouse.voices.base import find_voice
from reelhouse.voices.festival import PROVIDER, _spans
from reelhouse.voices.ladder import in_language

#: What an engine does that is none: (its program, what is said about it).
BROKEN = {
    "dies": ("exit 1", "failed"),
    "prints rubbish and writes nothing": ("echo ')(*&'", "cannot be used"),
    "writes an empty file": (': > "$REELHOUSE_INTO"; echo 0.1 0.2', "cannot be used"),
    "writes rubbish": ('echo rubbish > "$REELHOUSE_INTO"; echo 0.1 0.2', "cannot be used"),
    "hangs": ("sleep 20", "longer than"),
}


def installed(language: str) -> Voice:
    found = in_language(PROVIDER.voices(), language)
    if not found:
        pytest.skip(
            f"festival has no voice for {language} here: apt-get install festival festvox-us-slt-hts festvox-ru"
        )
    return found[0]


@pytest.fixture
def pretend(tmp_path: Path) -> Callable[[str], Path]:
    """A folder with a program named festival and one voice."""

    def make(body: str) -> Path:
        folder = tmp_path / "usr"
        voice = folder / "share/festival/voices/english/tin_can/festvox/tin_can.scm"
        voice.parent.mkdir(parents=True)
        voice.write_text(";; a voice")
        program = folder / "bin" / "festival"
        program.parent.mkdir()
        program.write_text(f"#!/bin/sh\n{body}\n")
        program.chmod(0o755)
        return folder

    return make


def test_a_voice_beside_the_program_is_found_and_its_licence_is_unknown(pretend: Callable[[str], Path]) -> None:
    folder = pretend("echo version 2.5.0")
    engine, voice = find_voice("festival:tin_can", [folder])
    assert (voice.language, voice.commercial) == ("en", Commercial.UNKNOWN)
    assert "version 2.5.0 voice" in engine.version(voice, [folder])


def test_without_the_program_there_is_no_voice(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert PROVIDER.voices() == ()
    with pytest.raises(ProviderNotInstalled) as caught:
        find_voice("festival:msu_ru_nsh_clunits")
    assert "apt-get install festival" in caught.value.remedy
    with pytest.raises(ProviderNotInstalled):
        PROVIDER.version(Voice(ref="festival:kal_diphone", language="en", description="gone"))


@pytest.mark.parametrize("broken", BROKEN)
def test_an_engine_that_is_broken_is_a_crash(
    pretend: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    body, why = BROKEN[broken]
    monkeypatch.setattr("reelhouse.voices.outside.PATIENCE", 0.7)
    folder = pretend(body)
    engine, voice = find_voice("festival:tin_can", [folder])
    with engine.open(voice, [folder]) as session, pytest.raises(Transient, match=why):
        session.speak("One word.", tmp_path / "a.wav")
    assert not list(tmp_path.glob("*.wav"))


def test_russian_words_have_the_times_of_the_recordings(tmp_path: Path) -> None:
    voice = installed("ru")
    assert voice.commercial is Commercial.YES
    with PROVIDER.open(voice) as session:
        said = session.speak("Она не была здесь 25 лет, — сказал он.", tmp_path / "a.wav")
    assert said.timing is Timing.EXACT
    assert [word.text for word in said.words] == ["Она", "не", "была", "здесь", "25", "лет,", "сказал", "он."]
    assert said.words[-1].end > said.samples * 0.8


def test_text_is_never_scheme(tmp_path: Path) -> None:
    voice = installed("en")
    mark = tmp_path / "mark"
    text = f'Hello") (system "touch {mark}") (quit) ("there \\" #.(system "touch {mark}") `touch {mark}`'
    with PROVIDER.open(voice) as session:
        said = session.speak(text, tmp_path / "a.wav")
    assert not mark.exists()
    assert said.words[0].text.startswith("Hello")


def test_a_line_in_other_letters_is_refused(tmp_path: Path) -> None:
    voice = installed("en")
    with PROVIDER.open(voice) as session, pytest.raises(BadNarration, match="cannot read"):
        session.speak("Привет, мир.", tmp_path / "a.wav")


def test_tokens_that_are_not_our_words_give_no_times() -> None:
    assert _spans("0.1 0.2\n0.2 0.4\n", ["a", "b", "c"]) is None
    assert _spans("noise\n0.1 0.2\n0 0\n", ["a", "", "c"]) == [(4800, 9600), None, None]
