"""Documents that people change: which words go where, and what becomes of an edit when its origin changes."""

from reelhouse.model.captions import Captions, Cue
from reelhouse.model.script import Line, Parts, Role, Scene, Script
from reelhouse.model.speech import Word
from reelhouse.production.documents.captioned import carry_captions, origin_of_captions, words_of_cues
from reelhouse.production.documents.carry import carried
from reelhouse.production.documents.scripted import carry_script, origin_of_script, rows_of, with_rows

Rows = list[tuple[int, str]]


def line(name: str, text: str) -> Line:
    return Line(id=name, text=text, shown=text)


def script(*texts: str, title: str = "A key") -> Parts:
    lines = tuple(line(f"s1.{number}", text) for number, text in enumerate(texts, 1))
    scenes = (
        Scene(id="title", role=Role.TITLE, heading=title, lines=(line("title.1", title),)),
        Scene(id="s1", role=Role.STORY, lines=lines),
        Scene(id="end", role=Role.END, heading="Why?", note="Follow", lines=(line("end.1", "Why?"),)),
    )
    return Parts(scripts=(Script(title=title, language="en", scenes=scenes),))


def said(parts: Parts) -> list[str]:
    return [one.text for one in parts.scripts[0].scenes[1].lines]


def carry(before: Rows, edited: Rows, now: Rows) -> Rows | None:
    return carried(before, edited, now, lambda row: row[1], lambda row, old, new: (row[0] + new[0] - old[0], row[1]))


def test_an_edit_follows_the_rows_that_it_was_made_to() -> None:
    before = [(1, "a"), (2, "b"), (3, "c")]
    now = [(1, "new"), (2, "a"), (3, "b"), (4, "c")]
    assert carry(before, before, now) == now
    assert carry(before, [(1, "a"), (2, "B"), (3, "c")], now) == [(1, "new"), (2, "a"), (3, "B"), (4, "c")]
    assert carry(before, [(1, "a"), (3, "c")], now) == [(1, "new"), (2, "a"), (4, "c")]
    assert carry(before, [(1, "a"), (2, "b"), (2, "b2"), (3, "c")], now) == [*now[:3], (3, "b2"), (4, "c")]
    assert carry(before, [(0, "z"), *before], now) == [(1, "new"), (1, "z"), *now[1:]]


def test_an_edit_of_what_is_gone_is_not_carried() -> None:
    before = [(1, "a"), (2, "b"), (3, "c")]
    assert carry(before, [(1, "a"), (2, "B"), (3, "c")], [(1, "a"), (2, "x"), (3, "c")]) is None
    assert carry(before, [(1, "a"), (2, "B")], [(1, "a"), (2, "b"), (3, "new"), (4, "c")]) is None
    assert carry(before, [(1, "a"), (2, "b"), (2, "b2"), (3, "c")], [(1, "a"), (3, "c")]) is None


def test_a_script_keeps_its_edit_when_other_lines_change() -> None:
    before, edited = script("One.", "Two."), script("One.", "Second.")
    now = script("Before.", "One.", "Two.")
    found = carry_script(before, edited, now)
    assert found is not None
    assert said(found) == ["Before.", "One.", "Second."]
    assert [one.id for one in found.scripts[0].scenes[1].lines] == ["s1.1", "s1.2", "s1.3"]
    assert carry_script(before, edited, script("One.", "Three.")) is None
    renamed = carry_script(before, script("One.", "Two.", title="B"), script("One.", "Two."))
    assert renamed is not None
    assert renamed.scripts[0].title == "B"
    assert carry_script(before, script("One.", "Two.", title="B"), script("One.", "Two.", title="C")) is None


def test_lines_that_were_added_keep_a_name_of_their_own() -> None:
    before = script("One.")
    rows = list(rows_of(before))
    rows.insert(2, rows[1].__class__(1, "s1", "s1.new1", "More.", "More.", 300))
    edited = with_rows(before, "A key", rows)
    assert edited is not None
    assert said(edited) == ["One.", "More."]
    found = carry_script(before, edited, script("Before.", "One."))
    assert found is not None
    assert said(found) == ["Before.", "One.", "More."]
    assert len({one.id for one in found.scripts[0].lines}) == len(found.scripts[0].lines)
    assert with_rows(before, "A key", [rows[0].__class__(1, "s9", "s9.1", "x", "x")]) is None


def test_only_words_make_another_origin() -> None:
    one = script("One.")
    voted = Parts(scripts=(one.scripts[0].model_copy(update={"votes": 7}),))
    assert origin_of_script(one) == origin_of_script(voted)
    assert origin_of_script(one) != origin_of_script(script("Two."))


def captions(*cues: tuple[int, int, str]) -> Captions:
    return Captions(language="en", cues=tuple(Cue(start=a, end=b, text=text) for a, b, text in cues))


SPOKEN = [Word(text=text, start=at * 10_000, end=at * 10_000 + 9_000) for at, text in enumerate(["a", "b", "c", "d"])]


def test_cues_that_nobody_changed_have_exactly_their_words() -> None:
    cues = captions((0, 19_500, "a b"), (20_000, 50_000, "c d")).cues
    assert words_of_cues(cues, SPOKEN) == tuple(SPOKEN)
    changed = words_of_cues(captions((0, 19_500, "a b"), (20_000, 50_000, "c e d")).cues, SPOKEN)
    assert [word.text for word in changed] == ["a", "b", "c", "e", "d"]
    assert changed[:2] == tuple(SPOKEN[:2])
    assert changed[-1].end == SPOKEN[-1].end
    assert words_of_cues((), SPOKEN) == ()


def test_words_where_nothing_is_said_share_their_cue() -> None:
    silent = words_of_cues(captions((50_000, 52_000, "x y")).cues, SPOKEN)
    assert [(word.start, word.end) for word in silent] == [(50_000, 51_000), (51_000, 52_000)]


def test_captions_move_with_the_words_that_they_were_made_for() -> None:
    before = captions((0, 10, "a"), (20, 30, "b"))
    now = captions((5, 15, "a"), (16, 18, "new"), (40, 50, "b"))
    found = carry_captions(before, captions((0, 10, "a"), (18, 32, "B")), now)
    assert found == captions((5, 15, "a"), (16, 18, "new"), (38, 52, "B"))
    assert carry_captions(before, captions((0, 10, "A"), (20, 30, "b")), captions((0, 10, "other"))) is None
    assert (
        carry_captions(
            before, captions((0, 10, "a"), (12, 32, "B")), captions((5, 15, "a"), (16, 35, "new"), (40, 50, "b"))
        )
        is None
    )
    assert origin_of_captions(now) != origin_of_captions(before)
