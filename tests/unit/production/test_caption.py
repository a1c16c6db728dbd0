from reelhouse.model.script import Role
from reelhouse.model.speech import Word
from reelhouse.production.caption import card_borders


def words(count: int) -> tuple[Word, ...]:
    return tuple(Word(text="a", start=at, end=at + 1) for at in range(count))


def test_each_line_of_a_card_is_a_cue_of_its_own() -> None:
    title, part = (Role.TITLE, words(3)), (Role.TITLE, words(2))
    story, twist, end = (Role.STORY, words(4)), (Role.TWIST, words(4)), (Role.END, words(2))
    assert card_borders([title, part, story, twist, end]) == {0, 3, 5, 13}
    assert card_borders([story, story]) == frozenset()
    assert card_borders([story, (Role.END, ()), story]) == {4}
