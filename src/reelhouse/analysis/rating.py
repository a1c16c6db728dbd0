"""What a spoken line measures: the figures behind the checks of `narration`, for comparing one voice with another."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from reelhouse.analysis.hearing import RATE, hear, speech
from reelhouse.analysis.narration import flat_share, likeness
from reelhouse.language.spoken import found_words
from reelhouse.media.loudness import measure
from reelhouse.media.wav import read_wav
from reelhouse.model.base import Value


class Rating(Value):
    """Figures of one line.

    `words_per_minute` counts from the first sound to the last; `lufs` is integrated loudness; `clipped` counts samples
    of flat tops in a million; `pause` is the longest silence inside, in milliseconds; `match` is how many
    times farther the line is from readings of other texts than from one of its own, None without any to compare.
    """

    words_per_minute: int
    lufs: float
    clipped: int
    pause: int
    match: float | None


def rate_line(sound: Path, text: str, reference: Path | None = None, decoys: Sequence[Path] = ()) -> Rating:
    """Measure one line.

    Args:
        sound: The line as WAV at 48 kHz.
        text: What it says.
        reference: The same text read by another voice.
        decoys: Other texts read by that other voice.

    Raises:
        ContentError: The text has no words.
    """
    heard = hear(sound)
    stretches = speech(heard) or [(0, max(len(heard), 1))]
    gaps = [after[0] - before[1] for before, after in pairwise(stretches)]
    seconds = (stretches[-1][1] - stretches[0][0]) / RATE
    others = [hear(decoy) for decoy in decoys]
    return Rating(
        words_per_minute=round(len(found_words(text)) * 60 / seconds),
        lufs=round(measure(read_wav(sound)), 1),
        clipped=round(flat_share(sound)),
        pause=max(gaps, default=0) * 1000 // RATE,
        match=round(likeness(heard, hear(reference), others), 2) if reference and others else None,
    )
