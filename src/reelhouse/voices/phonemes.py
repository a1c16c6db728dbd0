"""Which phonemes belong to which word, when the engine only tells phonemes.

Engines merge words ("of the" is one) and split others, so counting gaps is not enough. Each word is also read alone;
the cheapest way to turn those readings into what was said (Needleman and Wunsch, 1970) tells where each word begins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

#: What takes time but is no speech: start, end, filler, gaps and punctuation of Piper's alphabet.
_SILENT = frozenset("^$_ ,.:;?!\"()-'—–…«»¿¡“”")
#: Marks of stress and length; they belong to the phoneme beside them and do not tell words apart.
_MARKS = frozenset("ˈˌːˑ")
_OTHER, _MISSING, _MOVED_BORDER = 1.0, 0.8, 0.6


@dataclass(frozen=True)
class _Sound:
    """One phoneme: its symbol, its first sample and the first after it, and whether a word may begin here."""

    symbol: str
    start: int
    end: int
    opens: bool


def word_spans(phonemes: Sequence[tuple[str, int]], readings: Sequence[str]) -> list[tuple[int, int] | None]:
    """First sample and first sample after each word; None for a word that was not found in the sound.

    Args:
        phonemes: Everything that was said, in order, with its samples.
        readings: The phonemes of each word when it is read alone.
    """
    said = _spoken(phonemes)
    wanted = [(symbol, word) for word, reading in enumerate(readings) for symbol in reading if _audible(symbol)]
    owners = _owners(wanted, said)
    spans: list[tuple[int, int] | None] = []
    for word in range(len(readings)):
        own = [sound for sound, owner in zip(said, owners, strict=True) if owner == word]
        spans.append((own[0].start, own[-1].end) if own else None)
    return spans


def _audible(symbol: str) -> bool:
    return symbol not in _SILENT and symbol not in _MARKS


def _spoken(phonemes: Sequence[tuple[str, int]]) -> list[_Sound]:
    said: list[_Sound] = []
    at, opens, waiting = 0, True, None
    for symbol, samples in phonemes:
        if symbol in _SILENT:
            # A gap inside a phrase has no sound of its own: what is heard then is the next word's beginning.
            waiting = at if symbol == " " and not opens else None
            opens = True
        elif symbol in _MARKS and (opens or symbol in "ˈˌ"):
            waiting = at if waiting is None else waiting  # stress belongs to what follows
        elif symbol in _MARKS and said:
            said[-1] = _Sound(said[-1].symbol, said[-1].start, at + samples, said[-1].opens)
        else:
            said.append(_Sound(symbol, at if waiting is None else waiting, at + samples, opens))
            opens, waiting = False, None
        at += samples
    return said


def _owners(wanted: Sequence[tuple[str, int]], said: Sequence[_Sound]) -> list[int]:
    """For each phoneme that was said, the number of the word it belongs to."""
    if not wanted:
        return [0] * len(said)
    owners = [wanted[0][1]] * len(said)
    row, column = len(wanted), len(said)
    steps = _steps(wanted, said)
    while column:
        if row:
            owners[column - 1] = wanted[row - 1][1]
        above, left = steps[row][column]
        row, column = row - above, column - left
    return owners


def _steps(wanted: Sequence[tuple[str, int]], said: Sequence[_Sound]) -> list[list[tuple[int, int]]]:
    """For each pair of lengths, the last step of the cheapest way there: (phonemes wanted, phonemes said)."""
    opening = [number == 0 or wanted[number - 1][1] != word for number, (_, word) in enumerate(wanted)]
    extra = [_MISSING + _MOVED_BORDER * sound.opens for sound in said]
    costs = [0.0, *accumulate(extra)]
    steps = [[(0, 1)] * (len(said) + 1)]
    for (symbol, _), opens in zip(wanted, opening, strict=True):
        row, before = [(1, 0)], costs
        costs = [before[0] + _MISSING]
        for column, sound in enumerate(said):
            pair = before[column] + _OTHER * (symbol != sound.symbol) + _MOVED_BORDER * (opens != sound.opens)
            cost, step = min(
                (pair, (1, 1)), (before[column + 1] + _MISSING, (1, 0)), (costs[-1] + extra[column], (0, 1))
            )
            costs.append(cost)
            row.append(step)
        steps.append(row)
    return steps
