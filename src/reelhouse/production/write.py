"""Finding and writing: a source becomes a story, a story becomes scripts."""

from __future__ import annotations

import hashlib

from reelhouse.errors import UnknownName
from reelhouse.model.script import Parts, Script
from reelhouse.model.story import Story
from reelhouse.production.material import Material
from reelhouse.production.steps import Step
from reelhouse.production.workshop import Workshop
from reelhouse.scripts.write import write_parts as write
from reelhouse.sources.demo import demo_story
from reelhouse.sources.text import read_story

#: The source that names the bundled story.
DEMO = "demo"


def find_story(shop: Workshop, material: Material | None, source: str, language: str) -> Story:
    """Read the story that was handed in, or the bundled one.

    Raises:
        UnknownName: Nothing was handed in, and the source is not one we know.
    """
    if material is None and source != DEMO:
        raise UnknownName("source", source, [DEMO])
    found = material or Material(name="second-will.md", content=demo_story())
    inputs = {"sha256": hashlib.sha256(found.content).hexdigest(), "name": found.name, "language": language}
    step = Step("read story", 2, inputs, Story)
    return shop.steps.make(step, lambda _: read_story(found.content, found.name, language=language))


def write_parts(shop: Workshop, story: Story, seconds: int, profanity: str, question: str) -> tuple[Script, ...]:
    """Write the story as scripts."""
    inputs = {"story": story, "seconds": seconds, "profanity": profanity, "question": question}
    step = Step("write script", 1, inputs, Parts, "offline 1")
    parts = shop.steps.make(
        step,
        lambda _: Parts(scripts=write(story, part_seconds=seconds, profanity=profanity, call_to_action=question)),
    )
    return parts.scripts
