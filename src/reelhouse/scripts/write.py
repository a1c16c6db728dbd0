"""The offline writer: a story as the scripts of its parts. The same story always gives the same scripts."""

from __future__ import annotations

from collections.abc import Sequence

from reelhouse.errors import UnsuitableStory
from reelhouse.language import open_language
from reelhouse.language.markup import without_invisible
from reelhouse.language.syllables import syllables
from reelhouse.model.quality import Finding, Level
from reelhouse.model.script import Script
from reelhouse.model.story import Story
from reelhouse.scripts.hook import calm_title, find_hook
from reelhouse.scripts.manner import Manner, Part
from reelhouse.scripts.parts import split_parts
from reelhouse.scripts.profanity import check_policy, refuse_profanity
from reelhouse.scripts.scenes import end_scene, story_scenes, title_scene
from reelhouse.scripts.sentence import Sentence, read_sentences
from reelhouse.scripts.spoken import shown

#: The least of a part that is left to the story when title and end card are long.
_LEAST_STORY = 0.5
#: More sentences than an hour of narration has, however short they are.
_MOST_SENTENCES = 3_000


def write_parts(
    story: Story,
    *,
    part_seconds: int = 60,
    profanity: str = "soften",
    call_to_action: str = "",
    speed: float = 1.0,
) -> tuple[Script, ...]:
    """Write the scripts of a story: one, or several parts that follow each other.

    Args:
        story: What is told.
        part_seconds: About how long the video of one part should be.
        profanity: What happens to strong language: keep, soften, bleep or reject.
        call_to_action: Asked at the end instead of our own question; empty for that.
        speed: How many times faster than usual the voice will read: a part holds as much more.

    Returns:
        The parts in order. Every sentence of the story that can be said is in exactly one of them.

    Raises:
        UnsuitableStory: Nothing in it can be said, or it has strong language and the policy is to reject it.
        UnknownName: There is no such language or profanity policy.
    """
    check_policy(profanity)
    language = open_language(story.language)
    if profanity == "reject":
        refuse_profanity(f"{story.title}\n\n{story.body}".strip(), language)
    sentences = read_sentences(story.body, language, profanity)
    if not sentences:
        raise UnsuitableStory("nothing in the story can be said aloud", remedy="Give a story in words")
    if len(sentences) > _MOST_SENTENCES:
        raise UnsuitableStory(
            f"the story has {len(sentences):,} sentences and the limit is {_MOST_SENTENCES:,}",
            remedy="Cut it into several files and make an episode of each",
        )
    manner = Manner(language, profanity, call_to_action, speed)
    hook = find_hook(story.title, sentences, language, profanity)
    room = max(part_seconds - _frame_seconds(hook, story, manner), part_seconds * _LEAST_STORY)
    parts = split_parts(sentences, manner, part_seconds=room)
    return tuple(_script(story, hook, part, Part(number, len(parts)), manner) for number, part in enumerate(parts, 1))


def _script(story: Story, hook: str, sentences: Sequence[Sentence], part: Part, manner: Manner) -> Script:
    scenes = (
        title_scene(hook, part, manner),
        *story_scenes(sentences, part, manner),
        end_scene(story.title, part, manner),
    )
    return Script(
        title=hook,
        language=story.language,
        scenes=scenes,
        part=part.number,
        parts=part.of,
        board=shown(story.board, manner.language),
        teller=without_invisible(story.teller),
        votes=story.votes,
        replies=story.replies,
        findings=(*story.findings, *_own_title(story, hook, manner)),
    )


def _frame_seconds(hook: str, story: Story, manner: Manner) -> float:
    """About how long the title and the end card take together, pauses included."""
    frame = (title_scene(hook, Part(), manner), end_scene(story.title, Part(), manner))
    lines = [line for scene in frame for line in scene.lines]
    count = sum(syllables(line.text, manner.language) for line in lines)
    pauses = sum(scene.lines[-1].pause for scene in frame) / 1000
    return count / (manner.language.words_per_minute * manner.language.syllables_per_word / 60) / manner.speed + pauses


def _own_title(story: Story, hook: str, manner: Manner) -> tuple[Finding, ...]:
    """A note when the title is not the story's own."""
    if story.title and calm_title(shown(story.title, manner.language, manner.profanity), manner.language) == hook:
        return ()
    why = "The title is too long to be read out" if story.title else "The story has no title"
    message = f"{why}; it opens with {hook!r}"
    limit = f"{manner.language.longest_title} characters"
    return (Finding(check="title", level=Level.WARN, message=message, limit=limit),)
