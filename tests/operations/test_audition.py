"""Every voice speaks the same line, and is rated by what is heard."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reelhouse.config import Settings
from reelhouse.media.wav import inspect_wav
from reelhouse.model.speech import Timing
from reelhouse.operations import audition as module
from reelhouse.operations.audition import audition, printed, table
from reelhouse.voices.base import find_voice


def only(monkeypatch: pytest.MonkeyPatch, *refs: str, folders: tuple[Path, ...] = ()) -> None:
    """A machine with these voices."""
    voices = tuple(find_voice(ref, folders)[1] for ref in refs)
    monkeypatch.setattr(module, "installed_voices", lambda _settings, _language: voices)


def test_voices_are_rated_best_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    only(monkeypatch, "espeak:en-us", "piper:en_US-joe")
    heard = audition(tmp_path / "out", Settings(home=tmp_path / "home"))
    assert [one.voice for one in heard] == ["piper:en_US-joe", "espeak:en-us"]
    for one in heard:
        shape = inspect_wav(Path(one.file))
        assert (shape.channels, shape.rate) == (1, 48_000)
        assert 100 < one.words_per_minute < 260
        assert -16 < one.lufs < -14
        assert one.clipped == 0
        assert one.pause < 1200
        assert one.match is not None
        assert one.match > 1.09
        assert one.timing is Timing.EXACT
        assert one.problems == ()
    assert json.loads((tmp_path / "out" / "voices.json").read_text()) == printed(heard)
    lines = list(table(heard))
    assert lines[0].startswith("VOICE")
    assert [line.split()[0] for line in lines[1:]] == [one.voice for one in heard]


def test_a_voice_that_cannot_be_heard_is_last_and_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "home" / "voices" / "flite"
    program.parent.mkdir(parents=True)
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    only(monkeypatch, "flite:slt", "espeak:en-us", folders=(program.parent,))
    heard = audition(tmp_path / "out", Settings(home=tmp_path / "home"))
    assert [(one.voice, bool(one.file)) for one in heard] == [("espeak:en-us", True), ("flite:slt", False)]
    assert "flite" in heard[1].problems[0]
    assert "flite" in list(table(heard))[2]


def test_a_language_without_sample_lines_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    only(monkeypatch, "espeak:cy")
    assert audition(tmp_path / "out", Settings(home=tmp_path / "home")) == ()
