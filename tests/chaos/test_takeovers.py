"""A hundred episodes are taken over from workers that are frozen while they publish, or killed, by the others."""

import os
import signal
from dataclasses import replace
from pathlib import Path

import pytest

from houses import GIVEN_UP, ONCE, PACE, House
from reelhouse.jobs.pace import USUAL
from trial import POINTS, Site

#: The points at which a worker can be frozen while it publishes.
HELD = [f"{kind}-{number}" for kind, points in POINTS.items() for number, _ in enumerate(points)][:6]
#: Episodes at each of them.
COPIES = 4
#: Seconds from the death of a worker until another one is at what it had: what is promised, and what remains of it
#: here, where leases are shorter.
PROMISED = 30
BRISK = replace(USUAL, lease=PACE["lease"], beat=PACE["beat"], poll=PACE["poll"])
BOUND = PROMISED - (USUAL.takeover - BRISK.takeover)


def one_frost(house: House, home: Path, turn: int) -> tuple[list[str], float]:
    """Freeze a worker that holds an episode at every point; the episodes, and how long it took to take them over."""
    held = [f"post-{what}-{turn}x{copy}" for what in HELD for copy in range(COPIES)]
    (home / "go").unlink(missing_ok=True)
    sleeper = house.worker(f"sleeper{turn}", pace={"jobs": len(held)})
    for episode in held:
        house.ask(episode)
    house.until(lambda: {which for _, what, which in house.log() if what == "stands"} >= set(held))
    other = house.worker(f"other{turn}", pace={"jobs": len(held)})
    house.until(lambda: len(house.store.workers.living()) == 2)
    house.freeze(sleeper)
    (home / "go").touch()
    took = house.until(lambda: all(house.begun(episode) == 2 for episode in held))
    house.until(lambda: house.standing(held) == {"done"})
    os.kill(sleeper, signal.SIGCONT)
    assert house.end(sleeper) == GIVEN_UP
    assert house.end(other, signal.SIGTERM) == 0
    return held, took


def check_published_once(house: House, home: Path, episodes: list[str]) -> None:
    """No step was made twice, nothing was posted twice, and what nobody can know waits for a person."""
    posted = Site(home / "site").posted()
    assert len(posted) == len(set(posted))
    stages = {one.slot.episode: one.stage for one in house.store.publications.every()}
    for episode in episodes:
        assert house.makings(episode) == ONCE
        assert (stages[episode] == "sent") <= (episode in posted)
        assert stages[episode] == "sent" or (stages[episode] == "unclear" and "-board-" in episode)


def test_the_usual_pace_leaves_time_to_begin() -> None:
    assert USUAL.lease > 5 * USUAL.beat
    assert USUAL.takeover < 0.8 * PROMISED


@pytest.mark.parametrize("home", ["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)], indirect=True)
@pytest.mark.parametrize("how", ["killed", pytest.param("frozen", marks=pytest.mark.slow)])
def test_two_workers_share_what_a_third_one_had(house: House, home: Path, how: str) -> None:
    """All three are in the middle of publishing; two go on with theirs, and have the others' within the bound."""
    held = [f"post-{what}-3x0" for what in HELD]
    for episode in held:
        house.ask(episode)
    pids = [house.worker(name, pace={"jobs": 2}) for name in ("one", "two", "three")]
    house.until(lambda: {which for _, what, which in house.log() if what == "stands"} >= set(held))
    lost = {which for who, what, which in house.log() if (who, what) == ("one", "begins")}
    assert len(lost) == 2
    house.steady()
    (home / "go").touch()
    if how == "killed":
        house.end(pids[0], signal.SIGKILL)
    else:
        house.freeze(pids[0])
    took = house.until(lambda: all(house.begun(episode) == 2 for episode in lost))
    house.until(lambda: house.standing(held) == {"done"})
    assert took < BOUND
    assert all(house.begun(episode) == 1 for episode in set(held) - lost)
    check_published_once(house, home, held)


@pytest.mark.parametrize(
    ("home", "frosts"),
    [
        pytest.param("sqlite", 1, id="24 on a file"),
        pytest.param("sqlite", 5, id="120 on a file", marks=pytest.mark.slow),
        pytest.param("postgresql", 5, id="120 on a server", marks=pytest.mark.slow),
    ],
    indirect=["home"],
)
def test_what_a_frozen_worker_held_is_published_once(house: House, home: Path, frosts: int) -> None:
    house.patience = 120
    done = [one_frost(house, home, turn) for turn in range(frosts)]
    episodes = [episode for held, _ in done for episode in held]
    check_published_once(house, home, episodes)
    assert max(took for _, took in done) < BOUND
