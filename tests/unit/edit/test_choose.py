"""Choosing clips: by what is said, never twice in a row, and each scene for itself."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelhouse.edit.choose import Choice, Heard, Pack, SceneWords, Shot, choose_shots
from reelhouse.errors import ContentError
from reelhouse.model.time import Rate

RATE = Rate(num=30)
WORDS = ("dog", "sea", "car", "", "", "", "")


def pack_of(lengths: dict[str, int | None], tags: dict[str, str] | None = None, seed: int = 7) -> Pack:
    choices = [Choice(name, frozenset((tags or {}).get(name, "").split())) for name in lengths]
    return Pack.of(choices, lambda name: lengths[name], seed, RATE)


def scene(name: str, frames: int, words: dict[int, str] | None = None) -> SceneWords:
    said = dict.fromkeys(range(9, frames, 13), "") | (words or {})
    return SceneWords(name, frames, tuple(Heard(at, root) for at, root in sorted(said.items())))


lengths = st.dictionaries(
    st.sampled_from([f"clip{n}" for n in range(12)]), st.none() | st.integers(24, 2_000), min_size=2
)
scenes = st.lists(
    st.builds(
        lambda frames, words: (frames, dict(words)),
        st.integers(20, 700),
        st.lists(st.tuples(st.integers(0, 600), st.sampled_from(WORDS)), max_size=12),
    ),
    min_size=1,
    max_size=8,
).map(
    lambda made: [
        scene(f"s{n}", frames, {a: w for a, w in words.items() if a < frames}) for n, (frames, words) in enumerate(made)
    ]
)
TAGS = {"clip1": "dog", "clip2": "sea dog", "clip3": "car", "clip4": "sea"}


def in_order(chosen: dict[str, tuple[Shot, ...]]) -> list[Shot]:
    return [shot for shots in chosen.values() for shot in shots]


@given(lengths, scenes, st.integers(0, 99))
def test_scenes_are_filled_exactly_and_no_clip_follows_itself(
    known: dict[str, int | None], told: list[SceneWords], seed: int
) -> None:
    chosen = choose_shots(told, pack_of(known, TAGS, seed))
    assert list(chosen) == [one.id for one in told]
    for one in told:
        at = 0
        for shot in chosen[one.id]:
            assert shot.at == at
            length = known[shot.clip]
            assert shot.source.duration >= 1
            assert length is None or shot.source.end <= length
            at += shot.source.duration
        assert at == one.frames
    if len(known) >= 3:
        assert all(one.clip != other.clip for one, other in pairwise(in_order(chosen)))


@given(lengths, scenes, st.data())
def test_an_edit_in_one_scene_leaves_all_but_its_neighbours_alone(
    known: dict[str, int | None], told: list[SceneWords], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(told) - 1))
    frames = data.draw(st.integers(20, 700))
    edited = [*told]
    edited[place] = scene(told[place].id, frames, {data.draw(st.integers(0, frames - 1)): "sea"})
    before, after = (choose_shots(one, pack_of(known, TAGS)) for one in (told, edited))
    for other, one in enumerate(told):
        if abs(other - place) > 2:
            assert before[one.id] == after[one.id]


def test_an_edit_changes_no_other_scene_unless_their_border_is_touched() -> None:
    pack = pack_of({f"c{n:02d}": 300 for n in range(30)}, {"c04": "dog", "c05": "sea"})
    told = [scene(f"s{n}", 400) for n in range(6)]
    edited = [*told]
    edited[2] = scene("s2", 430, {200: "dog", 210: "sea"})
    before, after = choose_shots(told, pack), choose_shots(edited, pack)
    assert before["s2"] != after["s2"]
    assert {"c04", "c05"} & {shot.clip for shot in after["s2"]}
    assert all(before[f"s{n}"] == after[f"s{n}"] for n in (0, 1, 3, 4, 5))


def test_the_clip_that_is_spoken_of_is_shown_when_it_is() -> None:
    pack = pack_of({f"c{n}": 300 for n in range(9)}, {"c3": "dog", "c7": "sea"})
    chosen = choose_shots([scene("s0", 450, {15: "sea", 330: "dog"})], pack)["s0"]
    shown = {at: shot.clip for shot in chosen for at in range(shot.at, shot.at + shot.source.duration)}
    assert shown[15] == "c7"
    assert shown[330] == "c3"


def test_a_clip_that_a_neighbour_speaks_of_at_the_border_is_left_to_it() -> None:
    for seed in range(20):
        pack = pack_of({"a": 300, "b": 300, "c": 300, "d": None}, {"d": "dog"}, seed)
        chosen = choose_shots([scene("s0", 42), scene("s1", 70, {20: "dog"}), scene("s2", 70)], pack)
        assert [shot.clip for shot in chosen["s1"]] == ["d"]


def test_a_long_clip_is_used_up_before_a_piece_comes_back() -> None:
    pack = pack_of({"game": 30 * 600})
    shots = in_order(choose_shots([scene(f"s{n}", 600) for n in range(6)], pack))
    ranges = sorted((shot.source for shot in shots), key=lambda one: one.start)
    assert all(one.end <= other.start for one, other in pairwise(ranges))


def test_one_clip_alone_runs_on_without_jumps_inside_a_scene() -> None:
    shots = choose_shots([scene("s0", 440)], pack_of({"game": 30 * 600}))["s0"]
    assert len(shots) >= 7
    assert all(one.source.end == other.source.start for one, other in pairwise(shots))


def test_nothing_comes_back_while_something_is_fresh() -> None:
    pack = pack_of({f"c{n}": 300 for n in range(40)})
    clips = [shot.clip for shot in in_order(choose_shots([scene(f"s{n}", 300) for n in range(5)], pack))]
    assert len(clips) == len(set(clips)) >= 20


def test_short_clips_follow_each_other_instead_of_standing_still() -> None:
    shots = choose_shots([scene("s0", 300)], pack_of({f"c{n}": 40 for n in range(12)}))["s0"]
    assert len(shots) >= 300 // 40
    assert all(shot.source.end <= 40 for shot in shots)


def test_the_seed_shuffles_and_a_clip_more_moves_few() -> None:
    known: dict[str, int | None] = {f"c{n}": 300 for n in range(10)}
    orders = {pack_of(known, seed=seed).order for seed in range(5)}
    assert len(orders) == 5
    more = pack_of({**known, "new": 300}).order
    assert [name for name in more if name != "new"] == list(pack_of(known).order)


def test_files_are_asked_for_only_when_they_are_about_to_be_chosen() -> None:
    asked: set[str] = set()

    def length(name: str) -> int:
        asked.add(name)
        return 300

    pack = Pack.of([Choice(f"{n:04d}") for n in range(5_000)], length, 1, RATE)
    shots = in_order(choose_shots([scene(f"s{n}", 300) for n in range(6)], pack))
    assert asked == {shot.clip for shot in shots}


def test_unusable_clips_are_passed_over_and_none_is_an_error() -> None:
    pack = pack_of({"bad": 0, "tiny": 5, "good": 200, "fine": None})
    assert {shot.clip for shot in in_order(choose_shots([scene("s0", 600)], pack))} == {"good", "fine"}
    with pytest.raises(ContentError, match="Give other footage"):
        choose_shots([scene("s0", 600)], pack_of({"bad": 0, "tiny": 5}))


@given(scenes, st.integers(0, 99), st.sampled_from([24, 25, 30, 60]))
def test_shots_are_short_and_end_when_a_word_begins(told: list[SceneWords], seed: int, num: int) -> None:
    """Long clips, and somebody who speaks without a pause: every word lasts until the next one begins."""
    rate = Rate(num=num)
    pack = Pack.of([Choice(name) for name in "abcdef"], lambda _: None, seed, rate)
    chosen = choose_shots([spoken_on(one) for one in told], pack)
    for place, one in enumerate(told):
        shots = chosen[one.id]
        for number, shot in enumerate(shots[:-1]):
            longest = 1.4 if place == 0 and number < 3 else 2.5
            assert 0.8 - 1 / num < shot.source.duration / num < longest + 1 / num
            assert shot.at + shot.source.duration in {word.frame for word in one.words}


def spoken_on(one: SceneWords) -> SceneWords:
    ends = [word.frame for word in one.words[1:]] + [one.frames]
    words = tuple(Heard(word.frame, word.root, end) for word, end in zip(one.words, ends, strict=True))
    return SceneWords(one.id, one.frames, words)


def test_the_first_three_shots_are_shorter_than_the_others() -> None:
    pack = pack_of(dict.fromkeys("abcdef"))
    chosen = choose_shots([spoken_on(scene("s0", 600)), spoken_on(scene("s1", 600))], pack)
    lengths = [[shot.source.duration for shot in shots] for shots in chosen.values()]
    assert all(24 <= length <= 42 for length in lengths[0][:3])
    assert all(36 <= length <= 75 for length in (*lengths[0][3:], *lengths[1]))
