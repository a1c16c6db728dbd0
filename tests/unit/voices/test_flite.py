"""Flite: the real program where it is installed, and a program that only pretends to be."""

from __future__ import annotations

from pathlib import Path

import pytest

from reelhouse.errors import BadNarration, ProviderNotInstalled, Transient
from reelhouse.model.speech import Commercial, Timing, Voice
from reelhouse.voices.base import find_voice
from reelhouse.voices.flite import PROVIDER, _spans
from reelhouse.voices.outside import find_program

TEXT = "Out of the box, it was the best in 1999."


@pytest.fixture
def slt() -> Voice:
    if find_program("flite") is None:
        pytest.skip("flite is not installed: apt-get install flite")
    return find_voice("flite:slt")[1]


def test_words_have_the_times_of_their_phonemes(slt: Voice, tmp_path: Path) -> None:
    with PROVIDER.open(slt) as session:
        said = session.speak(TEXT, tmp_path / "a.wav")
    assert said.timing is Timing.EXACT
    assert [word.text for word in said.words] == TEXT.split()
    box, it = said.words[3], said.words[4]
    assert it.start - box.end > 48 * 50  # a comma is a pause
    assert "2.2" in PROVIDER.version(slt)
    assert (slt.gender, slt.commercial) == ("female", Commercial.YES)


def test_its_own_speed_is_used(slt: Voice, tmp_path: Path) -> None:
    fast = slt.model_copy(update={"ref": "flite:slt?speed=1.25"})
    with PROVIDER.open(slt) as usual, PROVIDER.open(fast) as quick:
        lengths = [session.speak(TEXT, tmp_path / "a.wav").samples for session in (usual, quick)]
    assert lengths[0] / lengths[1] == pytest.approx(1.25, rel=0.05)


def test_a_line_in_other_letters_is_refused(slt: Voice, tmp_path: Path) -> None:
    with PROVIDER.open(slt) as session, pytest.raises(BadNarration, match="cannot read"):
        session.speak("Привет, мир.", tmp_path / "a.wav")


def test_without_the_program_there_is_no_voice(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert PROVIDER.voices() == ()
    with pytest.raises(ProviderNotInstalled) as caught:
        find_voice("flite:slt")
    assert "apt-get install flite" in caught.value.remedy
    with pytest.raises(ProviderNotInstalled):
        PROVIDER.version(Voice(ref="flite:slt", language="en", description="gone"))


@pytest.mark.parametrize("body", ["exit 1", "echo rubbish", "exec touch $5"])
def test_a_program_that_is_broken_is_a_crash(tmp_path: Path, body: str) -> None:
    program = tmp_path / "voices" / "flite"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\n{body}\n")
    program.chmod(0o755)
    engine, voice = find_voice("flite:kal16", [program.parent])
    with engine.open(voice, [program.parent]) as session, pytest.raises(Transient):
        session.speak("One word.", tmp_path / "a.wav")
    assert not list(tmp_path.glob("*.wav"))


def test_readings_that_do_not_fit_give_no_times() -> None:
    assert _spans("pau:0.1 a:0.2 pau:0.3", "pau:0.1 a:0.2 pau:0.3 b:0.4 pau:0.5", ["a"]) == []
    assert _spans("pau:0.1 a:0.2 pau:0.3", "pau:0.1", ["a"]) == []
    assert _spans("pau:0.1 a:0.2 pau:0.3", "pau:0.1 a:0.2 pau:0.3", ["", "a"]) == [None, (4800, 9600)]
