"""How a card moves: it rises in, drifts while it stays, and leaves upwards. Never twice, never shaking."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from reelhouse.model.time import Rate, seconds_to_frames_ceil
from reelhouse.pictures.svg import PHASES
from reelhouse.styles.style import CardLook


@dataclass(frozen=True)
class Place:
    """Where a card is in one frame: quarters of a pixel below its home, and its opacity from 0 to 1."""

    quarters: int
    alpha: float


@dataclass(frozen=True)
class Travel:
    """The movement of one card over `frames` frames at pixels per unit `scale`; `leaves` says that it goes again."""

    look: CardLook
    frames: int
    rate: Rate
    scale: float
    leaves: bool = True

    def at(self, frame: int) -> Place:
        """The place in one frame, counted from 0."""
        come = ease_out((frame + 1) / self.span(self.look.enter))
        seen = soft((frame + 1) / self.span(self.look.fade))
        rest = frame / max(self.frames - 1, 1)
        y = self.look.enter_rise * (1 - come) - self.look.drift * rest
        if self.leaves:
            gone = self._gone(frame, self.look.leave)
            y -= self.look.leave_rise * gone**3
            seen *= 1 - soft(self._gone(frame, self.look.fade))
        return Place(round(y * self.scale * PHASES), seen)

    def span(self, milliseconds: int) -> int:
        """Frames that a time takes, at least one."""
        return max(1, seconds_to_frames_ceil(Fraction(milliseconds, 1000), self.rate))

    def _gone(self, frame: int, milliseconds: int) -> float:
        span = self.span(milliseconds)
        return max(0.0, (frame + 1 - (self.frames - span)) / (span + 1))


def ease_out(part: float) -> float:
    """Fast, then slower and slower: a cubic that arrives at 1 for `part` 1 and stays."""
    return 1 - (1 - min(max(part, 0.0), 1.0)) ** 3


def soft(part: float) -> float:
    """A quadratic that begins fast, so that a card is half there after a third of its fade."""
    return 1 - (1 - min(max(part, 0.0), 1.0)) ** 2
