"""Finding and writing: a source becomes a story, a story becomes scripts."""

from __future__ import annotations

import hashlib
from typing import Any

from reelhouse.errors import UnknownName
from reelhouse.model.script import Parts, Script
from reelhouse.model.story import Story
from reelhouse.production.material import Material
from reelhouse.production.scratch import Scratch
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


def write_parts(
    shop: Workshop, story: Story, seconds: int, profanity: str, question: str, speed: float = 1.0
) -> tuple[Script, ...]:
    """Write the story as scripts of about so many seconds when they are read at this speed."""
    inputs: dict[str, Any] = {"story": story, "seconds": seconds, "profanity": profanity, "question": question}
    if speed != 1:
        inputs["speed"] = speed

    def work(_: Scratch) -> Parts:
        scripts = write(story, part_seconds=seconds, profanity=profanity, call_to_action=question, speed=speed)
        return Parts(scripts=scripts)

    return shop.steps.make(Step("write script", 2, inputs, Parts, "offline 1"), work).scripts
