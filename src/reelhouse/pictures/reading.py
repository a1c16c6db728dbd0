"""Which word of a title is being read, frame by frame, as colours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from reelhouse.model.speech import Word
from reelhouse.model.time import frames_to_samples, milliseconds_to_samples
from reelhouse.pictures.colour import rgb
from reelhouse.pictures.motion import Travel
from reelhouse.pictures.pages import Page
from reelhouse.styles.style import Style

#: Milliseconds: how far colour leads the voice, how long it comes and goes, a silence that ends a word, a page turn.
LEAD, COME, GO, SILENCE, TURN = 40, 80, 140, 250, 160


class Tint(NamedTuple):
    """The colour of a word and its opacity in percent."""

    colour: tuple[int, int, int]
    opacity: int


@dataclass(frozen=True)
class Reading:
    """A title being read. `words` has a time for each shown word, or is empty: then all is read from the start.

    `lit` and `mark` are the colours of the word that is read and of what lies under it; no mark is painted when its
    colour is empty.
    """

    style: Style
    pages: Sequence[Page]
    words: tuple[Word, ...]
    travel: Travel
    lit: str = "accent"
    mark: str = ""

    def tints(self, frame: int) -> tuple[Tint, ...]:
        """A colour for each piece of each page, in order; what is not on the card now has opacity 0.

        The marks come first, where there are any, because they lie under the words.
        """
        now = frames_to_samples(frame, self.travel.rate)
        shown = self._shown(now)
        pieces = [(n, share) for page, share in zip(self.pages, shown, strict=True) for n, _ in page.pieces]
        marks = [self._marked(n, now, share) for n, share in pieces] if self.mark else []
        return (*marks, *(self._tint(n, now, share) for n, share in pieces))

    def _marked(self, n: int, now: int, share: float) -> Tint:
        come, go = self._progress(n, now)
        red, green, blue = (rgb(self.style.paint(self.mark)) * 255).round().astype(int).tolist()
        return Tint((red, green, blue), round(come * (1 - go) * share * 100))

    def _tint(self, n: int, now: int, share: float) -> Tint:
        come, go = self._progress(n, now)
        ink, accent = rgb(self.style.colours.ink), rgb(self.style.paint(self.lit))
        red, green, blue = ((ink + (accent - ink) * come * (1 - go)) * 255).round().astype(int).tolist()
        faint = self.style.cards.unread / 100
        return Tint((red, green, blue), round((faint + (1 - faint) * come) * share * 100))

    def _progress(self, n: int, now: int) -> tuple[float, float]:
        """How far a word has come alight, and how far it has gone out again."""
        if not self.words:
            return 1.0, 1.0
        word = self.words[n]
        following = self.words[n + 1].start if n + 1 < len(self.words) else None
        joined = following is not None and following - word.end < milliseconds_to_samples(SILENCE)
        end = following - milliseconds_to_samples(LEAD) if joined and following is not None else word.end
        return _part(now, word.start - milliseconds_to_samples(LEAD), COME), _part(now, end, GO)

    def _shown(self, now: int) -> tuple[float, ...]:
        """How visible each page is: one at a time, with a short turn between two."""
        turned = [1.0, *(self._turned(k, now) for k in range(1, len(self.pages))), 0.0]
        return tuple(turned[k] * (1 - turned[k + 1]) for k in range(len(self.pages)))

    def _turned(self, k: int, now: int) -> float:
        if self.words:
            start = self.words[self.pages[k].first].start
        else:
            start = frames_to_samples(self.travel.frames * k // len(self.pages), self.travel.rate)
        return _part(now, start - milliseconds_to_samples(TURN + LEAD), TURN)


def _part(now: int, start: int, milliseconds: int) -> float:
    """How much of a span that begins at sample `start` is over, from 0 to 1."""
    return min(max((now - start) / milliseconds_to_samples(milliseconds), 0.0), 1.0)
