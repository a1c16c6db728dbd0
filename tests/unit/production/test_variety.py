"""No background comes back within five episodes, no neighbouring scenes share one, and what is decided stays."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelhouse.pictures.loops import loop_names
from reelhouse.production.variety import LEAST, WINDOW, choose, how_many, own_order, share_out
from reelhouse.storage.backdrops import Backdrops, Choose, Names, Series
from reelhouse.storage.database import open_database
from reelhouse.styles.style import load_style, style_names

TWELVE = tuple(f"loop{number}" for number in range(12))
SEEDS = st.integers(0, 2**32 - 1)


def in_every_window(episodes: Sequence[Sequence[str]]) -> bool:
    """Whether no name is in two of any five episodes in a row."""
    windows = [episodes[at : at + WINDOW] for at in range(len(episodes))]
    return all(len({name for one in some for name in one}) == sum(map(len, some)) for some in windows)


@given(SEEDS, st.integers(10, 20), st.integers(1, 12))
def test_parts_of_a_series_do_not_repeat_without_any_history(seed: int, count: int, parts: int) -> None:
    names = TWELVE[:count] if count <= 12 else tuple(f"loop{number}" for number in range(count))
    series = [own_order(names, seed, part)[: how_many(count)] for part in range(1, parts + 1)]
    assert in_every_window(series)
    assert all(set(own_order(names, seed, part)) == set(names) for part in range(1, parts + 1))


@given(st.lists(st.tuples(SEEDS, st.integers(1, 4)), min_size=1, max_size=8), st.integers(10, 16))
def test_nothing_repeats_within_five_episodes_of_a_show(stories: list[tuple[int, int]], count: int) -> None:
    names = tuple(f"loop{number}" for number in range(count))
    made: list[Names] = []
    for seed, parts in stories:
        for part in range(1, parts + 1):
            made.append(choose(own_order(names, seed, part), made[::-1]))
    assert in_every_window(made)


@pytest.mark.parametrize("style", style_names())
def test_no_style_of_the_house_shows_a_background_again_within_five_episodes(style: str) -> None:
    names = [background.loop for background in load_style(style).backgrounds]
    assert len(set(names)) == len(names)
    assert set(names) <= set(loop_names())
    assert len(names) // WINDOW >= LEAST
    made: list[Names] = []
    for seed in range(20):
        made.append(choose(own_order(names, seed, 1), made[::-1]))
    assert in_every_window(made)


@given(st.lists(SEEDS, min_size=2, max_size=12), st.integers(1, 9))
def test_a_style_with_few_backgrounds_repeats_as_late_as_it_can(seeds: list[int], count: int) -> None:
    made: list[Names] = []
    for seed in seeds:
        made.append(choose(own_order(TWELVE[:count], seed, 1), made[::-1]))
    assert all(len(set(one)) == len(one) == min(2, count) for one in made)
    if count >= 4:
        assert all(set(one).isdisjoint(other) for one, other in pairwise(made))


@given(st.lists(SEEDS, min_size=1, max_size=12), st.integers(2, 5))
def test_neighbouring_scenes_never_share_a_background(seeds: list[int], count: int) -> None:
    scenes = [f"s{number}" for number in range(len(seeds))]
    shared = share_out(scenes, seeds, TWELVE[:count])
    assert shared["s0"] == TWELVE[0]
    assert all(shared[one] != shared[other] for one, other in pairwise(scenes))
    assert share_out(scenes[:-1], seeds[:-1], TWELVE[:count]) == {name: shared[name] for name in scenes[:-1]}


def test_one_background_is_better_than_none() -> None:
    assert share_out(["a", "b"], [3, 4], ["only"]) == {"a": "only", "b": "only"}


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from("abcdef"), st.integers(1, 3), st.sampled_from(["one", "one", "two"])), max_size=12
    )
)
def test_what_was_decided_stays_whatever_is_made_afterwards(runs: list[tuple[str, int, str]]) -> None:
    """Episodes are made, grow by parts and are made again in any order: each keeps its own, and no run repeats."""
    with shelves() as shelf:
        kept: dict[tuple[str, int, str], Names] = {}
        order: list[tuple[str, int]] = []
        for story, parts, style in runs:
            found = shelf.settle(Series("stories", story, style), parts, TWELVE, decider(story))
            for part, names in enumerate(found, 1):
                assert kept.setdefault((story, part, style), names) == names
                if style == "one" and (story, part) not in order:
                    order.append((story, part))
        if all(style == "one" for *_, style in runs):
            assert in_every_window([kept[story, part, "one"] for story, part in order])


def test_the_same_history_decides_the_same_and_another_one_keeps_what_it_decided(tmp_path: Path) -> None:
    """What a home had before is an input, once: from then on the record is, across runs and whatever follows."""
    story, other = Series("stories", "stories/a.md", "midnight"), Series("stories", "stories/b.md", "midnight")
    found: dict[str, list[list[Names]]] = {}
    for home, before in (("fresh", []), ("another fresh", []), ("used", [other])):
        for run in range(3):
            database = open_database(tmp_path / f"{home}.db")
            shelf = Backdrops(database)
            for series in before:
                shelf.settle(series, 2, TWELVE, decider("a"))  # it would choose what the story chooses
            found.setdefault(home, []).append(shelf.settle(story, 2, TWELVE, decider("a")))
            shelf.settle(Series("stories", f"stories/later {run}.md", "midnight"), 3, TWELVE, decider(str(run)))
            database.close()
    assert all(runs == runs[:1] * 3 for runs in found.values())
    assert found["fresh"] == found["another fresh"]
    assert found["fresh"][0] != found["used"][0]


def test_shows_do_not_look_at_one_another(tmp_path: Path) -> None:
    database = open_database(tmp_path / "reelhouse.db")
    shelf = Backdrops(database)
    first = shelf.settle(Series("stories", "a", "midnight"), 1, TWELVE, decider("a"))
    assert shelf.settle(Series("reel", "a", "midnight"), 1, TWELVE, decider("a")) == first
    database.close()


def test_a_background_that_is_gone_is_decided_anew_in_its_place(tmp_path: Path) -> None:
    database = open_database(tmp_path / "reelhouse.db")
    shelf, series = Backdrops(database), Series("stories", "a", "midnight")
    before = shelf.settle(series, 2, TWELVE, decider("a"))
    left = tuple(name for name in TWELVE if name not in before[0])
    after = shelf.settle(series, 2, left, lambda part, recent: choose(own_order(left, 1, part), recent))
    assert after[1] == before[1]
    assert set(after[0]) <= set(left)
    assert set(after[0]).isdisjoint(after[1])
    assert shelf.settle(series, 2, left, decider("a")) == after
    database.close()


@contextmanager
def shelves() -> Iterator[Backdrops]:
    with TemporaryDirectory() as folder:
        database = open_database(Path(folder) / "reelhouse.db")
        yield Backdrops(database)
        database.close()


def decider(story: str) -> Choose:
    """As a story decides for itself."""
    return lambda part, recent: choose(own_order(TWELVE, sum(story.encode()), part), recent)
