"""A workplace for measuring: a production of one story whose documents can be edited before they are used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar
from uuid import uuid4

from bench.edits import lengthen, misspell, replace_word
from reelhouse.config.settings import load_settings
from reelhouse.edit.schedule import schedule
from reelhouse.model.captions import Captions
from reelhouse.model.deliverable import Deliverable
from reelhouse.model.layout import RENDITIONS, Rendition
from reelhouse.model.script import Role, Script
from reelhouse.model.speech import Narration
from reelhouse.model.timeline import Timeline
from reelhouse.operations.material import read_material
from reelhouse.production.caption import RATE
from reelhouse.production.production import Production
from reelhouse.production.programme import Programme
from reelhouse.production.steps import Steps
from reelhouse.production.workshop import Workshop
from reelhouse.recipes.stories import Stories, produce_part
from reelhouse.storage import open_store

T = TypeVar("T")

#: All stories here fit into one part of this many seconds.
PART = 120


@dataclass(frozen=True)
class Edit:
    """What is changed on the way; see the options of `bench.act`."""

    misspell: float | None = None
    word: tuple[str, str, str] | None = None
    seconds: int | None = None


@dataclass(frozen=True)
class Desk:
    """An open production of one story in one rendition."""

    shop: Workshop
    show: Editing
    brief: Stories
    edit: Edit

    @property
    def rendition(self) -> Rendition:
        """The rendition that is made."""
        return RENDITIONS[self.brief.renditions[0]]


class Editing(Production):
    """A production that misspells a caption on the way, and can stop before it delivers."""

    share: float | None = None
    stops: bool = False
    programme: Programme | None = None

    def caption(self, script: Script, narration: Narration, *, style: str) -> Captions:
        """Captions as ever, but for one word."""
        captions = super().caption(script, narration, style=style)
        return captions if self.share is None else misspell(captions, self.share)

    def deliver(
        self,
        script: Script,
        narration: Narration,
        captions: Captions,
        timeline: Timeline,
        *,
        style: str,
        renditions: Sequence[str],
    ) -> list[Deliverable]:
        """Keep the programme, and deliver it unless that is left to somebody else."""
        self.programme = Programme(script, narration, captions, timeline, self._look(style))
        if self.stops:
            return []
        return super().deliver(script, narration, captions, timeline, style=style, renditions=renditions)


@contextmanager
def open_desk(
    environ: Mapping[str, str],
    story: str,
    rendition: str,
    edit: Edit | None = None,
    *,
    again: str | None = None,
    workers: int | None = None,
) -> Iterator[Desk]:
    """Open the home folder that the environment names, under the same identity as the command line uses."""
    brief = Stories.model_validate({"source": story, "renditions": (rendition,), "part": PART})
    settings = load_settings(environ)
    if workers is not None:
        settings = settings.model_copy(update={"workers": workers})
    material = read_material(brief.source)
    edit = edit or Edit()
    with open_store(settings) as store, Steps(store, again=[(again, uuid4().hex)] if again else ()) as steps:
        shop = Workshop(steps, store, settings, f"stories/{material.name if material else brief.source}")
        show = Editing(shop, material)
        show.share = edit.misspell
        yield Desk(shop, show, brief, edit)


def produce(desk: Desk) -> Deliverable:
    """Make the video."""
    return only(produce_part(desk.show, desk.brief, script_of(desk)))


def programme_of(desk: Desk) -> Programme:
    """Everything up to the timeline and the captions."""
    desk.show.stops = True
    produce_part(desk.show, desk.brief, script_of(desk))
    if desk.show.programme is None:
        raise ValueError("the recipe delivered nothing")
    return desk.show.programme


def script_of(desk: Desk) -> Script:
    """The story's only part, edited."""
    brief, edit = desk.brief, desk.edit
    story = desk.show.find_story(brief.source, language=brief.language)
    parts = desk.show.write_parts(story, seconds=brief.part, profanity=brief.profanity, question=brief.question)
    script = only(parts)
    if edit.word is not None:
        script = replace_word(script, *edit.word)
    return script if edit.seconds is None else _lengthened(desk, script, edit.seconds)


def only(items: Sequence[T]) -> T:
    """The one thing there is.

    Raises:
        ValueError: There are more, or none.
    """
    if len(items) != 1:
        raise ValueError(f"there are {len(items)} parts, not one")
    return items[0]


def _lengthened(desk: Desk, script: Script, seconds: int) -> Script:
    plan = schedule(script, desk.show.narrate(script, voice=desk.brief.voice), RATE)
    middle = sum(scene.range.duration for scene in plan.scenes if scene.scene.role is Role.STORY)
    missing = seconds * RATE.fraction - (plan.duration - middle)
    return lengthen(script, max(1, -int(-missing // middle)))
