"""Scenes: named by where they stand in the text, so that an edit leaves the others alone."""

from reelhouse.model.story import Story
from reelhouse.scripts.write import write_parts


def test_an_added_sentence_leaves_the_names_of_other_scenes() -> None:
    paragraphs = [
        f"In year {n} we moved again, and nobody told us why we had to. It was cold there." for n in "abcdefgh"
    ]
    before = Story(title="Years", body="\n\n".join(paragraphs))
    longer = [*paragraphs[:3], paragraphs[3] + " My brother cried for days and would not say a word.", *paragraphs[4:]]
    after = Story(title="Years", body="\n\n".join(longer))

    def named(story: Story) -> dict[str, str]:
        (script,) = write_parts(story, part_seconds=180)
        return {scene.lines[0].text: scene.id for scene in script.scenes}

    one, other = named(before), named(after)
    assert {text: one[text] for text in one.keys() & other.keys()} == {
        text: other[text] for text in one.keys() & other.keys()
    }
    assert len(one.keys() & other.keys()) >= 4


def test_scenes_that_begin_in_one_paragraph_have_names_of_their_own() -> None:
    body = " ".join(f"Then the letter number {n} came, and I put it in the drawer." for n in "abcdefghijkl")
    (script,) = write_parts(Story(title="Letters", body=body), part_seconds=180)
    names = [scene.id for scene in script.scenes]
    assert len(set(names)) == len(names)
    assert {"s1", "s1b"} <= set(names)


def test_a_title_without_an_end_mark_does_not_run_into_its_part() -> None:
    body = "\n\n".join("It was cold there, and nobody told us why we had to go." for _ in range(20))
    for title, shown in (("We moved again", "We moved again."), ("Why did we move?", "Why did we move?")):
        scripts = write_parts(Story(title=title, body=body), part_seconds=20)
        assert [line.shown for line in scripts[0].scenes[0].lines] == [shown, f"Part 1 of {len(scripts)}"]
        assert scripts[0].title == title
    (alone,) = write_parts(Story(title="We moved again", body="It was cold there."))
    assert [line.shown for line in alone.scenes[0].lines] == ["We moved again"]
