"""Thirty due times and several processes: one episode each, also when one of them is killed in the middle."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from reelhouse.config import Settings
from reelhouse.jobs.installed import open_queue
from reelhouse.operations.shows import find_show, plan_of, terms_of, usable
from reelhouse.storage import Store, open_store
from reelhouse.storage import schema as tables

TIMES = 30
MINUTE = 60_000
#: Hours by which clocks are off: ten minutes.
OFF = 1 / 6
SHOW = "recipe: stories\nbrief: {source: stories}\nschedule: '* * * * *'\ncatch_up: all\n"
BOUNDED = pytest.mark.parametrize("home", ["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)], indirect=True)


def start(settings: Settings, killed_at: int, ahead: float) -> subprocess.Popen[str]:
    environ = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    environ["REELHOUSE_HOME"] = str(settings.home)
    environ["PYTHONPATH"] = os.pathsep.join([str(Path(__file__).parents[1]), environ.get("PYTHONPATH", "")])
    program = str(Path(__file__).with_name("shows_program.py"))
    return subprocess.Popen(
        [sys.executable, program, str(killed_at), str(ahead)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environ,
    )


def race(settings: Settings, *killed_at: int, ahead: float = 0) -> list[int]:
    """Let processes make one round at the same time; their exit codes."""
    programs = [start(settings, number, ahead) for number in killed_at]
    for program in programs:
        assert program.stdout
        assert program.stdout.readline() == "ready\n"
    for program in programs:
        assert program.stdin
        program.stdin.write("go\n")
        program.stdin.flush()
    for program in programs:
        program.communicate(timeout=120)
    return [program.returncode for program in programs]


def missed(settings: Settings, store: Store) -> None:
    """A show with thirty stories whose scheduler was away for thirty minutes."""
    stories = settings.home / "shows" / "stories"
    stories.mkdir(parents=True)
    for number in range(2 * TIMES):
        (stories / f"{number}.md").write_text(f"# Key {number}\n\nI tried the key.\n", encoding="utf-8")
    (settings.home / "shows" / "minutes.yaml").write_text(SHOW, encoding="utf-8")
    show = usable(find_show(store, settings, {}, "minutes"))
    store.shows.meet("minutes", plan_of(show), terms_of(show))
    since = store.shows.now() // MINUTE * MINUTE - TIMES * MINUTE
    with store.database.writing() as connection:
        connection.execute(sa.update(tables.show).values(since=since))


@BOUNDED
def test_processes_that_race_make_one_episode_of_each_due_time(home: Path, settings: Settings) -> None:
    assert home == settings.home
    with open_store(settings) as store:
        missed(settings, store)
        assert race(settings, 0, 11, 0) in ([0, -signal.SIGKILL, 0], [0, 0, 0])
        dues = store.shows.dues("minutes", 100)
        assert len(dues) in {TIMES, TIMES + 1}  # a minute may have passed meanwhile
        assert [one.at for one in dues] == [dues[0].at - number * MINUTE for number in range(len(dues))]
        made = [one.episode for one in reversed(dues)]
        assert "" not in made
        assert len(set(made)) == len(made)
        assert [store.shows.taken("minutes")[f"{number}.md"] for number in range(len(made))] == made
        assert {entry.asked.episode for entry in store.register.entries()} == set(made)
        assert open_queue(store).waiting() == len(made)


@BOUNDED
def test_what_is_killed_in_between_leaves_no_half_episode(home: Path, settings: Settings) -> None:
    assert home == settings.home
    with open_store(settings) as store:
        missed(settings, store)
        assert race(settings, 7) == [-signal.SIGKILL]
        assert len(store.shows.dues("minutes", 100)) == 6
        assert len(store.shows.taken("minutes")) == len(store.register.entries()) == open_queue(store).waiting() == 6
        assert race(settings, 0) == [0]
        made = [one.episode for one in store.shows.dues("minutes", 100)]
        assert len(set(made)) == len(made) == open_queue(store).waiting() >= TIMES


@BOUNDED
@pytest.mark.parametrize("first", [-OFF, pytest.param(OFF, marks=pytest.mark.slow)])
def test_wrong_clocks_make_what_is_due_by_the_clock_of_the_database(
    home: Path, settings: Settings, first: float
) -> None:
    """One scheduler is ten minutes behind, another one ten minutes ahead: nothing is lost, early or made twice."""
    assert home == settings.home
    with open_store(settings) as store:
        missed(settings, store)
        since = store.shows.now() // MINUTE
        assert race(settings, 0, ahead=first) == [0]
        until = store.shows.now() // MINUTE
        dues = store.shows.dues("minutes", 100)
        assert TIMES <= len(dues) <= TIMES + until - since
        assert race(settings, 0, ahead=-first) == [0]
        both = store.shows.dues("minutes", 100)
        assert len(dues) <= len(both) <= TIMES + store.shows.now() // MINUTE - since
        assert [one.at for one in both] == [both[0].at - number * MINUTE for number in range(len(both))]
        assert both[0].at <= store.shows.now()
        made = {one.episode for one in both} - {""}
        assert len(made) == len(both) == len(store.register.entries()) == open_queue(store).waiting()
