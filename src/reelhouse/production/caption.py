"""Captioning: what was spoken becomes word groups for the picture and calm cues for files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from reelhouse.edit.schedule import Schedule, SlottedLine, SlottedScene, schedule
from reelhouse.language.fingerprint import fingerprint
from reelhouse.language.follow import follow
from reelhouse.model.base import Value
from reelhouse.model.captions import Captions, WordGroup
from reelhouse.model.layout import PORTRAIT
from reelhouse.model.quality import Level
from reelhouse.model.script import Role, Script
from reelhouse.model.speech import Narration, Word
from reelhouse.model.time import Rate, frames_to_samples
from reelhouse.production.documents.captioned import words_of_cues
from reelhouse.production.keys import versions
from reelhouse.production.look import Look
from reelhouse.production.scratch import Scratch
from reelhouse.production.steps import Step
from reelhouse.production.workshop import Workshop

if TYPE_CHECKING:
    from reelhouse.captions.lines import IsWeak

#: The rate that episodes are scheduled at unless they ask for another.
RATE = PORTRAIT.rate
#: Scenes whose words stand on a card are not captioned as well.
CAPTIONED = {Role.STORY, Role.TWIST}


class Regrouped(Value):
    """Word groups of frames of another shape."""

    groups: tuple[WordGroup, ...]


def caption(
    shop: Workshop,
    script: Script,
    narration: Narration,
    look: Look,
    rate: Rate = RATE,
    edited: Captions | None = None,
) -> Captions:
    """The captions of a narrated script, with a person's cues if there are any, written now or found."""
    inputs: dict[str, Any] = {
        "script": script,
        "narration": narration,
        "rate": rate,
        "look": look.lettered.captions,
        "fonts": {role: font.sha256 for role, font in look.fonts.items()},
        "language": fingerprint(script.language),
        "measured by": versions("uharfbuzz"),
    }
    if edited is not None:
        inputs["edited"] = list(edited.cues)
    step = Step("write captions", 3, inputs, Captions)
    return shop.steps.make(step, lambda _: write_captions(script, narration, look, rate, edited))


def write_captions(
    script: Script, narration: Narration, look: Look, rate: Rate = RATE, edited: Captions | None = None
) -> Captions:
    """Caption a narrated script. Times are samples of the whole programme."""
    from reelhouse.captions.cues import calm_cues, weak_words

    plan = schedule(script, narration, rate)
    said = [(scene.scene.role, line) for scene in plan.scenes for line in _shown_lines(scene, plan)]
    words = tuple(word for _, line in said for word in line)
    end = frames_to_samples(plan.duration, plan.rate)
    if edited is None:
        cues = calm_cues(words, script.language, rate=plan.rate, until=end, borders=card_borders(said))
    else:
        cues = edited.cues
        words = words_of_cues(cues, words)
    weak = weak_words(script.language)
    groups = tuple(group for scene in plan.scenes for group in _groups(scene, words, plan, look, weak))
    return judged(Captions(language=script.language, cues=cues, groups=groups), end, plan.rate)


def regroup(shop: Workshop, captions: Captions, look: Look) -> Captions:
    """The captions with the word groups that a look makes of their words."""

    def work(_: Scratch) -> Regrouped:
        from reelhouse.captions.cues import weak_words
        from reelhouse.captions.group import regroup_words

        weak = weak_words(captions.language)
        return Regrouped(groups=regroup_words(captions.groups, look.lettered.captions, look.faces, weak))

    inputs = {
        "groups": list(captions.groups),
        "look": look.lettered.captions,
        "fonts": {role: font.sha256 for role, font in look.fonts.items()},
        "language": fingerprint(captions.language),
        "measured by": versions("uharfbuzz"),
    }
    made = shop.steps.make(Step("group captions", 1, inputs, Regrouped), work)
    return captions.model_copy(update={"groups": made.groups})


def judged(made: Captions, end: int, rate: Rate) -> Captions:
    """Captions with what is doubtful about them, for a programme of so many samples."""
    from reelhouse.captions.quality import judge_captions

    doubtful = (finding for finding in judge_captions(made, end, rate=rate) if finding.level is not Level.OK)
    return made.model_copy(update={"findings": tuple(doubtful)})


def card_borders(said: Iterable[tuple[Role, Sequence[Word]]]) -> frozenset[int]:
    """The numbers of the words that begin a cue, given line by line: each line of a card is a cue of its own.

    Titles have no full stop, so nothing else would keep them from running into what is said next.
    """
    at, before, borders = 0, True, set[int]()
    for role, words in said:
        captioned = role in CAPTIONED
        if words and not (captioned and before):
            borders.add(at)
        at, before = at + len(words), captioned
    return frozenset(borders)


def read_along(at: SlottedScene) -> tuple[Word, ...]:
    """The written words of a scene, timed from the scene's start."""
    return tuple(word for line in at.lines for word in _followed(line))


def _shown_lines(at: SlottedScene, plan: Schedule) -> Iterator[tuple[Word, ...]]:
    """The written words of every line with the times at which they are spoken, in samples of the whole."""
    origin = frames_to_samples(at.range.start, plan.rate)
    return (tuple(word.shifted(origin) for word in _followed(line)) for line in at.lines)


def _followed(line: SlottedLine) -> tuple[Word, ...]:
    return follow(line.line.shown.split(), line.spoken())


def _groups(at: SlottedScene, words: Sequence[Word], plan: Schedule, look: Look, weak: IsWeak) -> Iterator[WordGroup]:
    """Groups of those words that are said in a scene."""
    from reelhouse.captions.group import group_words

    if at.scene.role in CAPTIONED:
        start, end = (frames_to_samples(frame, plan.rate) for frame in (at.range.start, at.range.end))
        yield from group_words(
            [word for word in words if start <= (word.start + word.end) // 2 < end],
            at.scene.id,
            look.lettered.captions,
            look.faces,
            until=end,
            since=start,
            weak=weak,
        )
