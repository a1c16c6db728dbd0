from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from reelhouse.errors import BadNarration, Cancelled, Transient
from reelhouse.media.stop import stoppable
from reelhouse.voices.base import find_voice
from reelhouse.voices.child import SpeechProgram

Children = Callable[[str], list[int]]


def test_nothing_starts_before_the_first_question_and_nothing_is_left(tmp_path: Path, children: Children) -> None:
    before = children("espeak_voice.py")
    with SpeechProgram("espeak_voice.py") as program:
        assert children("espeak_voice.py") == before
        answer = program.ask({"text": "Hello.", "voice": "en-us", "into": str(tmp_path / "a.wav")})
        assert answer["samples"] > 4000
        assert len(children("espeak_voice.py")) == len(before) + 1
    assert children("espeak_voice.py") == before


def test_a_killed_child_is_worth_another_try_and_starts_anew(tmp_path: Path, children: Children) -> None:
    before = children("espeak_voice.py")
    question = {"text": "Hello.", "voice": "en-us", "into": str(tmp_path / "a.wav")}
    with SpeechProgram("espeak_voice.py") as program:
        first = program.ask(question)
        os.kill((set(children("espeak_voice.py")) - set(before)).pop(), signal.SIGKILL)
        with pytest.raises(Transient, match="the speech engine failed"):
            program.ask(question)
        assert program.ask(question) == first


def test_the_last_words_of_a_crash_are_told(tmp_path: Path) -> None:
    with (
        SpeechProgram("piper_voice.py", [str(tmp_path / "no.onnx")]) as program,
        pytest.raises(Transient, match=r"no\.onnx"),
    ):
        program.ask({"text": "Hello."})


def test_a_text_that_the_engine_refuses_is_no_crash(tmp_path: Path) -> None:
    with SpeechProgram("espeak_voice.py") as program, pytest.raises(BadNarration, match="no voice 'tlh-xx'"):
        program.ask({"text": "Hello.", "voice": "tlh-xx", "into": str(tmp_path / "a.wav")})


def when_running(program: str, children: Children, act: Callable[[int], None]) -> threading.Thread:
    """A thread that acts on the next child that runs the program."""
    known = set(children(program))

    def watch() -> None:
        while not (started := set(children(program)) - known):
            pass
        act(started.pop())

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    return thread


def test_a_child_killed_while_it_works_is_worth_another_try(tmp_path: Path, children: Children) -> None:
    engine, voice = find_voice("piper:en_US-joe")
    with engine.open(voice) as session:
        killer = when_running("piper_voice.py", children, lambda child: os.kill(child, signal.SIGKILL))
        with pytest.raises(Transient):
            session.speak("Nobody will ever hear this.", tmp_path / "a.wav")
        killer.join()
    assert not (tmp_path / "a.wav").exists()


def test_stopping_leaves_no_child(tmp_path: Path, children: Children) -> None:
    before = children("piper_voice.py")
    engine, voice = find_voice("piper:en_US-joe")
    flag = threading.Event()
    stopper = when_running("piper_voice.py", children, lambda _: flag.set())
    with pytest.raises(Cancelled), stoppable(flag), engine.open(voice) as session:
        session.speak("Nobody will ever hear this.", tmp_path / "a.wav")
    stopper.join()
    assert children("piper_voice.py") == before
    assert not (tmp_path / "a.wav").exists()
