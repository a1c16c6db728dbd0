from __future__ import annotations

from reelhouse.sources.demo import demo_story
from reelhouse.sources.text import read_story


def test_the_demo_story_is_complete() -> None:
    story = read_story(demo_story(), "demo")
    assert story.title.startswith("My sister sold our grandmother's house.")
    assert (story.board, story.teller, story.votes, story.replies) == (
        "Family Confessions",
        "quiet_maple",
        14_200,
        1_100,
    )
    assert story.findings == ()
    assert 70 <= len(story.body.split()) <= 110
