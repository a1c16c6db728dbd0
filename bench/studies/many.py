"""What a second worker brings to one episode, what sharing costs, and what more machines would bring."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bench.costs import Cost
from bench.figures import Aim, Figure, ratios
from bench.place import Place
from bench.studies.base import Study

SECONDS = 120
_SPEED = Aim(f"one worker / two workers, wall time of a {SECONDS} s episode on the same two cores, one for each", "")
_SHARING = Aim("the episode by two workers / by one worker, CPU", "")
_QUEUE = Aim("the episode by one worker / by `make` with one core, CPU", "")
_ONE = Aim("the episode by one worker with one core", "s")
_TWO = Aim("the episode by two workers with one core each", "s")
_MAKE = Aim("the episode by `make` with one core", "CPU s")
_MODEL = {
    machines: Aim(f"modelled: one worker / {machines} workers on machines of their own, wall time of the episode", "")
    for machines in (2, 4, 8)
}
#: Seconds until an idle worker looks at the offers, and until the run sees that the last chunk is there: at most.
POLL, LOOK = 0.5, 0.2


def _measure(place: Place) -> Iterator[Figure]:
    length = ("--seconds", str(30 if place.quick else SECONDS))
    ones, twos, makes = [], [], []
    for _ in range(place.runs(1)):
        ones.append(_crew(place, 1, *length))
        twos.append(_crew(place, 2, *length))
        makes.append(place.act("produce", _home(place), "sixty", "--workers", "1", *length))
    one, two = [cost.said() for cost in ones], [cost.said() for cost in twos]
    _demand_same(*one, *two)
    walls = [[said["wall"] for said in several] for several in (one, two)]
    shown = place.shown(_command(place, 2, *length))
    found = f"{two[0]['frames']} frames; the second worker made {two[0]['found']} of {two[0]['chunks']} chunks"
    yield Figure(_SPEED, ratios(*walls), f"the two rows below, one after the other; {found}")
    yield Figure(_ONE, tuple(walls[0]), f"`--hands 1` instead of 2 in the next row: {_kept()}")
    yield Figure(_TWO, tuple(walls[1]), f"{shown} with `workers: 1`: from asking to the end")
    by_one, by_two, made = ([cost.cpu for cost in several] for several in (ones, twos, makes))
    yield Figure(_SHARING, ratios(by_two, by_one), "the same; starting and ending the workers is included")
    yield Figure(_QUEUE, ratios(by_one, made), "the same and the next row")
    yield Figure(_MAKE, tuple(made), place.act_shown("produce", "sixty", "--workers", "1", *length))
    for machines, aim in _MODEL.items():
        brought = tuple(said["wall"] / modelled(said["wall"], said["seconds"], machines) for said in one)
        yield Figure(
            aim, brought, "modelled, not measured, from the seconds of every chunk and of the rest with one worker"
        )


def modelled(wall: float, chunks: Sequence[float], machines: int) -> float:
    """Seconds of an episode on so many machines with one core each, from a run on one.

    What is no chunk stays where it is, one thing after the other. The run takes chunks from the beginning, helpers
    take them from the end, each when it is free; helpers begin a look later, and the run looks for the last ones.

    Args:
        wall: Seconds of the run on one machine.
        chunks: Seconds of each chunk there, in order.
        machines: How many there are, with the one that has the leg.
    """
    if machines == 1:
        return wall
    free = [0.0] + [POLL] * (machines - 1)
    left = list(chunks)
    while left:
        who = free.index(min(free))
        free[who] += left.pop(0 if who == 0 else -1)
    return wall - sum(chunks) + max(free) + LOOK


def _crew(place: Place, hands: int, *length: str) -> Cost:
    return place.run(_command(place, hands, *length), _home(place))


def _command(place: Place, hands: int, *length: str) -> list[str]:
    told = ["--story", place.story("sixty"), "--rendition", place.rendition]
    return [sys.executable, "-m", "bench.crew", "--hands", str(hands), *told, *length]


def _home(place: Place) -> Path:
    """A home folder with nothing in it, in which one thing is done at once."""
    home = place.home("many")
    (home / "settings.yaml").write_text("workers: 1\n", encoding="utf-8")
    return home


def _kept() -> str:
    return "an empty home folder, so that voice, music and backgrounds are made too"


def _demand_same(*said: dict[str, Any]) -> None:
    """The same bytes, however many workers.

    Raises:
        ValueError: They are not.
    """
    if len({one["sha256"] for one in said}) != 1:
        raise ValueError("the episode came out otherwise with another number of workers")


STUDY = Study("many", (_SPEED, _ONE, _TWO, _SHARING, _QUEUE, _MAKE, *_MODEL.values()), _measure)
