# SPDX-License-Identifier: GPL-3.0-or-later
"""Speak with eSpeak NG: one JSON question per line in, one JSON answer per line out.

Question: `{"text": str, "voice": str, "into": path, "pace": words a minute, "pitch": 0..99, "range": 0..99}`; the last
three may be left out.

Answer: `{"rate": Hz, "samples": int, "words": [[character, sample], ...], "pauses": [sample, ...]}`: where in the text
and where in the sound each word starts, and where silence begins. Or `{"error": str}`.

A second call in one process gives other samples than the first. So the library is initialised once, and every
question is spoken by a fork of that pristine process.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
import wave
from typing import Any

import espeakng_loader

#: Values of espeak-ng's `speak_lib.h`.
SYNCHRONOUS, PHONEME_EVENTS, DO_NOT_EXIT = 2, 1, 0x8000
WORD, PHONEME = 1, 7
PACE, PITCH, RANGE = 1, 3, 4
BY_CHARACTER, UTF8 = 1, 1


class Payload(ctypes.Union):
    """What an event carries; a phoneme its name."""

    _fields_ = (("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8))


class Event(ctypes.Structure):
    """Something that happens at a sample."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_ms", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user", ctypes.c_void_p),
        ("payload", Payload),
    )


Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(Event))


class Recorder:
    """Collects what the engine calls back with."""

    def __init__(self) -> None:
        self.sound: list[bytes] = []
        self.words: list[tuple[int, int]] = []
        self.pauses: list[int] = []

    def hear(self, sound: Any, count: int, events: Any) -> int:
        """Keep one piece of sound and its events; 0 tells the engine to go on."""
        if sound and count > 0:
            self.sound.append(ctypes.string_at(sound, count * 2))
        number = 0
        while events[number].type:
            self.note(events[number])
            number += 1
        return 0

    def note(self, event: Event) -> None:
        """Keep the start of a word (its character, counted from 0) or of a pause."""
        if event.type == WORD:
            self.words.append((event.text_position - 1, event.sample))
        elif event.type == PHONEME and bytes(event.payload.string)[:1] == b"_":
            self.pauses.append(event.sample)


def start() -> tuple[ctypes.CDLL, int]:
    """The initialised library and the rate of its sound."""
    library = ctypes.CDLL(espeakng_loader.get_library_path())
    data = espeakng_loader.get_data_path().encode()
    library.espeak_SetVoiceByName.argtypes = [ctypes.c_char_p]
    library.espeak_Synth.argtypes = [
        ctypes.c_char_p, ctypes.c_size_t, ctypes.c_uint, ctypes.c_int, ctypes.c_uint, ctypes.c_uint,
        ctypes.c_void_p, ctypes.c_void_p,
    ]  # fmt: skip
    rate = library.espeak_Initialize(SYNCHRONOUS, 0, data, DO_NOT_EXIT | PHONEME_EVENTS)
    if rate <= 0:
        sys.exit("the speech engine could not be initialised")
    return library, rate


def speak(library: ctypes.CDLL, rate: int, question: dict[str, Any]) -> dict[str, Any]:
    """Write the sound of one text and tell its facts. Call it once per process."""
    recorder = Recorder()
    callback = Callback(recorder.hear)
    library.espeak_SetSynthCallback(callback)
    if library.espeak_SetVoiceByName(question["voice"].encode()):
        return {"error": f"the engine has no voice {question['voice']!r}"}
    settings = (
        (PACE, question.get("pace", 160)),
        (PITCH, question.get("pitch", 48)),
        (RANGE, question.get("range", 60)),
    )
    for parameter, value in settings:
        library.espeak_SetParameter(parameter, value, 0)
    text = question["text"].encode() + b"\0"
    if library.espeak_Synth(text, len(text), 0, BY_CHARACTER, 0, UTF8, None, None):
        return {"error": "the engine could not speak this text"}
    library.espeak_Synchronize()
    sound = b"".join(recorder.sound)
    write(question["into"], sound, rate)
    return {"rate": rate, "samples": len(sound) // 2, "words": recorder.words, "pauses": recorder.pauses}


def write(path: str, sound: bytes, rate: int) -> None:
    """Write mono sound of 16 bits."""
    with wave.open(path, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(sound)


def answer_in_a_fork(library: ctypes.CDLL, rate: int, question: dict[str, Any]) -> None:
    """Let a copy of this process speak and print; end with it when it crashes."""
    child = os.fork()
    if child == 0:
        print(json.dumps(speak(library, rate, question)), flush=True)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if status:
        sys.exit(f"the engine ended with {os.waitstatus_to_exitcode(status)} while it spoke")


def main() -> None:
    """Answer until the input ends."""
    library, rate = start()
    for line in sys.stdin:
        answer_in_a_fork(library, rate, json.loads(line))


if __name__ == "__main__":
    main()
