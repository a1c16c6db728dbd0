"""Words into groups."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from reelhouse.captions.display import fits, plain
from reelhouse.captions.group import group_words, regroup_words
from reelhouse.model.captions import WordGroup
from reelhouse.model.speech import Word
from reelhouse.styles.measure import Faces
from reelhouse.styles.style import CaptionLook, load_style

LOOK = CaptionLook()
MS = 48


def spoken(*parts: tuple[str, int, int]) -> list[Word]:
    """Words from (text, start, end) in milliseconds."""
    return [Word(text=text, start=start * MS, end=end * MS) for text, start, end in parts]


def steady(text: str, each: int = 300, at: int = 1000) -> list[Word]:
    """Every word takes `each` milliseconds, without a pause."""
    return spoken(*((word, at + i * each, at + (i + 1) * each) for i, word in enumerate(text.split())))


def grouped(words: list[Word], faces: Faces, until: int = 60_000, since: int = 0) -> tuple[WordGroup, ...]:
    return group_words(words, "s1", LOOK, faces, until=until * MS, since=since * MS)


def texts(groups: tuple[WordGroup, ...]) -> list[str]:
    return [" ".join(word.text for word in group.words) for group in groups]


def test_groups_end_at_punctuation(faces: Faces) -> None:
    groups = grouped(steady("She said: please, sit down. Now go!", 500), faces)
    assert texts(groups) == ["She said:", "please,", "sit down.", "Now go!"]


def test_groups_end_at_a_pause(faces: Faces) -> None:
    words = spoken(("I", 0, 200), ("left", 200, 600), ("him", 901, 1400), ("here", 1700, 2000))
    assert texts(grouped(words, faces)) == ["I left", "him here"]


def test_parts_of_a_phrase_differ_by_one_word_at_most(faces: Faces) -> None:
    groups = grouped(steady("we had to go to bed at six"), faces)
    assert sorted(len(group.words) for group in groups) == [2, 3, 3]


def test_long_words_stand_in_pairs(faces: Faces) -> None:
    groups = grouped(steady("nobody knew about second wills", 500), faces)
    for group in groups:
        letters = sum(len(plain(word.text)) for word in group.words)
        assert len(group.words) <= (2 if letters > LOOK.letters else 3)
    assert len(groups) == 3


def test_of_equal_parts_the_evenest_is_taken(faces: Faces) -> None:
    assert texts(grouped(steady("I was in old shoes", 500), faces)) == ["I was in", "old shoes"]
    assert texts(grouped(steady("every night we go out", 500), faces)) == ["every night", "we go out"]
    assert texts(grouped(steady("old car in a big", 500), faces)) == ["old car", "in a big"]


def test_a_wide_word_stands_alone(faces: Faces) -> None:
    assert texts(grouped(steady("so extraordinarily kind", 500), faces)) == ["so", "extraordinarily", "kind"]


def test_a_short_single_word_joins_its_neighbour(faces: Faces) -> None:
    assert texts(grouped(steady("no, she did", 250), faces)) == ["no, she did"]
    assert texts(grouped(steady("she did, yes", 250), faces)) == ["she did, yes"]


def test_a_short_word_may_make_its_group_a_little_smaller(faces: Faces) -> None:
    assert not fits(["THEN", "GRANDMA"], LOOK, faces)
    assert texts(grouped(steady("then Grandma left", 300), faces)) == ["then Grandma", "left"]
    assert texts(grouped(steady("then Grandma left", 500), faces)) == ["then", "Grandma", "left"]


def test_a_group_that_is_gone_at_once_joins_too(faces: Faces) -> None:
    words = spoken(("I", 0, 100), ("do,", 100, 300), ("yes", 300, 900), ("sir", 1300, 1900))
    assert texts(grouped(words, faces)) == ["I do, yes", "sir"]


def test_a_short_word_stays_alone_across_a_sentence_or_where_it_does_not_fit(faces: Faces) -> None:
    assert texts(grouped(steady("No. She did", 250), faces)) == ["No.", "She did"]
    assert texts(grouped(steady("no, extraordinarily", 250), faces)) == ["no,", "extraordinarily"]


def test_dashes_by_themselves_are_in_no_group(faces: Faces) -> None:
    assert texts(grouped(steady("he left — she stayed", 400), faces)) == ["he left", "she stayed"]
    assert grouped(steady("— ..."), faces) == ()
    assert grouped([], faces) == ()


def test_times_lead_the_voice_and_close_small_gaps(faces: Faces) -> None:
    words = spoken(("Stop.", 1000, 1500), ("Now.", 1800, 2400), ("Go!", 3000, 3500))
    groups = grouped(words, faces)
    assert [(group.start // MS, group.end // MS) for group in groups] == [(960, 1760), (1760, 2500), (2960, 3600)]


def test_a_group_is_shown_long_enough_where_there_is_room(faces: Faces) -> None:
    alone, pair = grouped(spoken(("No.", 1000, 1050), ("I", 2000, 2050), ("do.", 2050, 2100)), faces)
    assert (alone.end - alone.start) // MS == 450
    assert (pair.end - pair.start) // MS == 350


def test_a_group_never_leaves_its_scene(faces: Faces) -> None:
    groups = grouped(spoken(("Stop.", 1000, 1500), ("Now.", 1800, 2400)), faces, until=2450, since=990)
    assert (groups[0].start, groups[-1].end) == (990 * MS, 2450 * MS)
    late = grouped(spoken(("Late.", 3000, 3100)), faces, until=2900)
    assert (late[0].start, late[0].end) == (2900 * MS, 2900 * MS)


def test_another_look_groups_the_same_words_within_the_same_times(faces: Faces) -> None:
    words = steady("She said: please, sit down. Now go!", 500)
    first, second = (group_words(words, scene, LOOK, faces, until=10**6) for scene in ("s1", "s2"))
    lines = load_style("midnight").lettered("calm").captions.model_copy(update={"role": "caption"})
    calm = regroup_words((*first, *second), lines, faces, lambda _: False)
    assert {group.scene for group in calm} == {"s1", "s2"}
    assert len(calm) < len(first) + len(second)
    assert [word for group in calm for word in group.words] == 2 * words
    assert regroup_words(calm, LOOK, faces, lambda _: False) == (*first, *second)
    assert min(group.start for group in calm) == first[0].start


def test_a_phrase_without_any_punctuation_is_divided_quickly(faces: Faces) -> None:
    groups = grouped(steady("and then we went " * 100), faces, until=10**7)
    assert sum(len(group.words) for group in groups) == 400


word_texts = st.sampled_from(
    [
        "I",
        "am",
        "the",
        "one,",
        "who.",
        "said?",
        "it",
        "extraordinarily",
        "grandmother’s",
        "—",
        "Мне",
        "нравится!",
        "wait…",
        "ok",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(word_texts, st.integers(1, 900), st.integers(0, 700)), max_size=30), st.integers(0, 400))
def test_groups_keep_every_word_in_order_and_never_overlap(
    faces: Faces, parts: list[tuple[str, int, int]], after: int
) -> None:
    words, at = [], 0
    for text, length, silence in parts:
        words.append(Word(text=text, start=at, end=at + length * MS))
        at += (length + silence) * MS
    until = at + after * MS
    groups = group_words(words, "s1", LOOK, faces, until=until)
    assert [word for group in groups for word in group.words] == [word for word in words if plain(word.text)]
    assert all(one.end <= other.start for one, other in pairwise(groups))
    assert all(0 <= group.start <= group.words[0].start and group.end <= until for group in groups)
    for group in groups:
        shown = [plain(word.text).upper() for word in group.words]
        assert len(shown) == 1 or (len(shown) <= 3 and fits(shown, LOOK, faces, 0.87 * LOOK.size))
