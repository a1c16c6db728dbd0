"""A long story in parts of about the same length."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from reelhouse.scripts.cuts import Aim, cut
from reelhouse.scripts.manner import Manner
from reelhouse.scripts.sentence import Sentence, seconds

#: How far a part may be from its aim.
TOLERANCE = 0.15


def split_parts(
    sentences: Sequence[Sentence], manner: Manner, *, part_seconds: float
) -> tuple[tuple[Sentence, ...], ...]:
    """Divide a story into parts, balanced, at paragraph ends and before reversals where there are any.

    Every sentence is in exactly one part, in order; none is divided, and no quotation is.

    Args:
        sentences: The whole story.
        manner: Its language, and how fast the voice reads.
        part_seconds: How long the story's share of a part should be, without title and end card.
    """
    lengths = [seconds([sentence], manner.language, manner.speed) for sentence in sentences]
    count = max(1, ceil(sum(lengths) / (part_seconds * (1 + TOLERANCE))))
    aim = sum(lengths) / count
    wanted = Aim(aim, aim * (1 - TOLERANCE), aim * (1 + TOLERANCE))
    return tuple(tuple(sentences[first:end]) for first, end in cut(sentences, lengths, wanted, pieces=count))
