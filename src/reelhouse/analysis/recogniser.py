"""Word times from a recogniser that is told the text: PocketSphinx, whose English model comes with it."""

from __future__ import annotations

import importlib
import re
import threading
from collections.abc import Sequence
from importlib.util import find_spec
from itertools import pairwise
from typing import Any, Final

import numpy as np

from reelhouse.analysis.hearing import RATE, Samples, Stretch

#: Frames a second: at its usual 100 a phoneme needs 30 ms, and lively speech loses words.
_FRAMES: Final = 200
#: Silence on both sides, in seconds: the model begins and ends with it.
_MARGIN: Final = 0.2
_OWN = threading.local()
_VARIANT = re.compile(r"\(\d+\)$")


def recognised(sound: Samples, words: Sequence[str]) -> list[Stretch] | None:
    """Where each English word is, or None when a word is unknown or the text does not fit the sound."""
    parts = [_spellings(word) for word in words]
    if find_spec("pocketsphinx") is None or not all(parts):
        return None
    decoder = _decoder()
    if any(decoder.lookup_word(spelling) is None for spellings in parts for spelling in spellings):
        return None
    found = _segments(decoder, sound, [spelling for spellings in parts for spelling in spellings])
    if len(found) != sum(map(len, parts)):
        return None
    spans, at = [], 0
    for spellings in parts:
        spans.append((found[at][0], found[at + len(spellings) - 1][1]))
        at += len(spellings)
    rising = all(before[0] < after[0] for before, after in pairwise(spans))
    return spans if rising else None


def _segments(decoder: Any, sound: Samples, spellings: Sequence[str]) -> list[Stretch]:
    margin = np.zeros(int(_MARGIN * RATE))
    loud = np.concatenate([margin, sound / max(float(np.abs(sound).max()), 1e-6) * 0.7, margin])
    try:
        decoder.set_align_text(" ".join(spellings))
        decoder.start_utt()
        decoder.process_raw((loud * 32767).astype("<i2").tobytes(), full_utt=True)
        decoder.end_utt()
        segments = [(_VARIANT.sub("", one.word), one.start_frame, one.end_frame + 1) for one in decoder.seg() or ()]
    except RuntimeError:
        return []  # what it raises when the text does not fit the sound
    step = RATE / _FRAMES
    return [
        (max(int(start * step) - len(margin), 0), min(int(end * step) - len(margin), len(sound)))
        for word, start, end in segments
        if not re.match(r"[<(\[]", word)
    ]


def _spellings(word: str) -> list[str]:
    """The word as the dictionary spells it, in parts where it has a hyphen."""
    plain = word.lower().replace("’", "'")
    cleaned = (re.sub(r"[^a-z']", "", part).strip("'") for part in re.split(r"[-–—/]", plain))
    return [part for part in cleaned if part]


def _decoder() -> Any:
    """This thread's decoder: two utterances at once would spoil each other, and its 26 MB go with the thread."""
    if not hasattr(_OWN, "decoder"):
        _OWN.decoder = _open_decoder()
    return _OWN.decoder


def _open_decoder() -> Any:
    sphinx = importlib.import_module("pocketsphinx")
    # Batch normalisation: what was heard before must not change what is heard now.
    return sphinx.Decoder(samprate=RATE, lm=None, frate=_FRAMES, cmn="batch", loglevel="FATAL")
