"""A hundred episodes are taken over from workers that are frozen while they publish, and wake up again."""

import os
import signal
from pathlib import Path

import pytest

from houses import GIVEN_UP, ONCE, House
from trial import POINTS, Site

#: The points at which a worker can be frozen while it publishes.
HELD = [f"{kind}-{number}" for kind, points in POINTS.items() for number, _ in enumerate(points)][:6]
#: Episodes at each of them.
COPIES = 4
#: Seconds from the frost until somebody else has them all; a lease is a tenth of the usual one here.
BOUND = 30


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
    posted = Site(home / "site").posted()
    assert len(posted) == len(set(posted))
    stages = {one.slot.episode: one.stage for one in house.store.publications.every()}
    for episode in episodes:
        assert house.makings(episode) == ONCE
        assert (stages[episode] == "sent") <= (episode in posted)
        assert stages[episode] == "sent" or (stages[episode] == "unclear" and "-board-" in episode)
    assert max(took for _, took in done) < BOUND
