"""Variety: which backgrounds an episode has, so that none comes back within five episodes of a show.

What an episode has is decided once and recorded; where nothing is recorded it follows from the series and the part
alone.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from random import Random

#: A background that is seen in one of so many episodes in a row is seen in no other of them.
WINDOW = 5
#: Backgrounds of one episode at least, when its style has them: neighbouring scenes never share one.
LEAST = 2


def how_many(backgrounds: int) -> int:
    """How many different backgrounds one episode may have in a style that has so many.

    A fifth of them, so that five episodes can do without repeating one; a style with fewer than ten repeats as late as
    it can.
    """
    return min(backgrounds, max(LEAST, backgrounds // WINDOW))


def own_order(names: Sequence[str], seed: int, part: int) -> tuple[str, ...]:
    """The backgrounds in a series' own order, each part beginning where the one before it ended.

    Args:
        names: The backgrounds of a style.
        seed: The series.
        part: Its part, from 1.
    """
    order = sorted(set(names))
    Random(seed).shuffle(order)  # noqa: S311 - a choice of pictures that must be the same everywhere
    start = (part - 1) * how_many(len(order)) % max(1, len(order))
    return (*order[start:], *order[:start])


def choose(order: Sequence[str], recent: Sequence[Collection[str]]) -> tuple[str, ...]:
    """The backgrounds of a new episode: the first of its own order that were not seen lately.

    Args:
        order: All of a style, best first.
        recent: What the episodes before it had, the latest first; only the last four count.

    Returns:
        `how_many` of them. Where too few are left, those come back that were seen longest ago.
    """
    seen = recent[: WINDOW - 1]

    def since(name: str) -> int:
        return next((ago for ago, names in enumerate(seen) if name in names), len(seen))

    return tuple(sorted(order, key=since, reverse=True)[: how_many(len(order))])


def share_out(scenes: Sequence[str], seeds: Sequence[int], names: Sequence[str]) -> dict[str, str]:
    """A background for every scene: the first has the first, the others by their own seed, none like its neighbour.

    Args:
        scenes: The scenes' ids, in order.
        seeds: A number of each scene that depends on its id alone.
        names: The episode's backgrounds.
    """
    shared: dict[str, str] = {}
    last = -1
    for scene, seed in zip(scenes, seeds, strict=True):
        place = seed % len(names) if shared else 0
        last = (place + 1) % len(names) if place == last else place
        shared[scene] = names[last]
    return shared
