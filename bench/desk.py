"""A workplace for measuring: a production of one story whose documents can be edited before they are used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, TypeVar
from uuid import uuid4

from bench.edits import lengthen, misspell, replace_word
from reelhouse.config.settings import Settings, load_settings
from reelhouse.edit.schedule import schedule
from reelhouse.model.captions import Captions
from reelhouse.model.deliverable import Deliverable
from reelhouse.model.layout import RENDITIONS, Rendition
from reelhouse.model.script import Role, Script
from reelhouse.model.speech import Narration
from reelhouse.model.story import Story
from reelhouse.model.timeline import Timeline
from reelhouse.operations.material import read_material
from reelhouse.production.caption import RATE
from reelhouse.production.look import OWN
from reelhouse.production.material import Material
from reelhouse.production.names import STEP_NAMES
from reelhouse.production.production import Production
from reelhouse.production.programme import Programme
from reelhouse.production.restarts import Restarts
from reelhouse.production.steps import Steps
from reelhouse.production.workshop import Workshop
from reelhouse.recipes.stories import Stories, recipe
from reelhouse.storage import Store, open_store

T = TypeVar("T")

#: All stories here fit into one part of this many seconds.
PART = 120
#: What is made again after a step: what `--from` would, but for music, which no picture depends on.
ORDER = tuple(name for name in STEP_NAMES if name not in {"compose music", "make effect"})


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

    @property
    def rendition(self) -> Rendition:
        """The rendition that is made."""
        return RENDITIONS[self.brief.renditions[0]]


class Stop(Enum):
    """Where a production ends before it delivers."""

    NOWHERE = auto()
    AFTER_SCRIPT = auto()
    AFTER_PROGRAMME = auto()


class Editing(Production):
    """A production that changes its documents on the way, keeps them, and can stop before it delivers."""

    script: Script
    programme: Programme
    stop = Stop.NOWHERE

    def __init__(self, shop: Workshop, material: Material | None, edit: Edit, voice: str) -> None:
        super().__init__(shop, material)
        self.edit = edit
        self.voice = voice

    def write_parts(self, story: Story, **how: Any) -> tuple[Script, ...]:
        """The story's only part, edited; none when nothing is made of it."""
        self.script = self._edited(only(super().write_parts(story, **how)))
        return () if self.stop is Stop.AFTER_SCRIPT else (self.script,)

    def caption(self, script: Script, narration: Narration, **how: Any) -> Captions:
        """Captions as ever, but for one word."""
        captions = super().caption(script, narration, **how)
        return captions if self.edit.misspell is None else misspell(captions, self.edit.misspell)

    def deliver(
        self,
        script: Script,
        narration: Narration,
        captions: Captions,
        timeline: Timeline,
        *,
        style: str,
        lettering: str = OWN,
        **where: Any,
    ) -> list[Deliverable]:
        """Keep the programme, and deliver it unless that is left to somebody else."""
        self.programme = Programme(script, narration, captions, timeline, self._look(style, script.language, lettering))
        if self.stop is Stop.AFTER_PROGRAMME:
            return []
        return super().deliver(script, narration, captions, timeline, style=style, lettering=lettering, **where)

    def _edited(self, script: Script) -> Script:
        if self.edit.word is not None:
            script = replace_word(script, *self.edit.word)
        return script if self.edit.seconds is None else self._lengthened(script, self.edit.seconds)

    def _lengthened(self, script: Script, seconds: int) -> Script:
        plan = schedule(script, self.narrate([script], voice=self.voice)[0], RATE)
        middle = sum(scene.range.duration for scene in plan.scenes if scene.scene.role is Role.STORY)
        missing = seconds * RATE.fraction - (plan.duration - middle)
        return lengthen(script, max(1, -int(-missing // middle)))


@dataclass(frozen=True)
class Told:
    """What is told: a story, in renditions with commas between them, over backgrounds or a folder of footage."""

    story: str
    rendition: str
    footage: str = ""

    @property
    def brief(self) -> Stories:
        """The same for the recipe."""
        renditions = tuple(self.rendition.split(","))
        wanted = {"source": self.story, "renditions": renditions, "part": PART, "footage": self.footage}
        return Stories.model_validate(wanted)


@contextmanager
def open_desk(
    environ: Mapping[str, str],
    told: Told,
    edit: Edit | None = None,
    *,
    again: str | None = None,
    anew: Sequence[str] = (),
    workers: int | None = None,
) -> Iterator[Desk]:
    """Open the home folder that the environment names, under the same identity as the command line uses.

    `again` is a step that is made again with all that follow it, `anew` are steps that are made again by themselves:
    what follows them is found where they come out as they were.
    """
    brief = told.brief
    settings = load_settings(environ)
    if workers is not None:
        settings = settings.model_copy(update={"workers": workers})
    with open_store(settings) as store, Steps(store, again=restarts(again, anew)) as steps:
        yield desk_for(steps, store, settings, brief, edit)


def desk_for(steps: Steps, store: Store, settings: Settings, brief: Stories, edit: Edit | None = None) -> Desk:
    """A desk in an open store, under the same identity as the command line uses."""
    material = read_material(brief.source)
    shop = Workshop(steps, store, settings, f"stories/{material.name if material else brief.source}")
    return Desk(shop, Editing(shop, material, edit or Edit(), brief.voice), brief)


def restarts(again: str | None, anew: Sequence[str]) -> Restarts | None:
    """What is made again: a step with all that follow it, or single steps."""
    if again:
        return Restarts(((again, uuid4().hex),), ORDER)
    return Restarts(tuple((name, uuid4().hex) for name in anew), ()) if anew else None


def produce(desk: Desk) -> list[Deliverable]:
    """Make the video, in every rendition."""
    return recipe.run(desk.show, desk.brief)


def speak(desk: Desk) -> Narration:
    """The narration and the music by themselves."""
    script = script_of(desk)
    desk.show.score(script, mood=desk.brief.mood, style=desk.brief.style)
    return desk.show.narrate([script], voice=desk.brief.voice)[0]


def programme_of(desk: Desk) -> Programme:
    """Everything up to the timeline and the captions."""
    desk.show.stop = Stop.AFTER_PROGRAMME
    recipe.run(desk.show, desk.brief)
    return desk.show.programme


def script_of(desk: Desk) -> Script:
    """The story's only part, edited."""
    desk.show.stop = Stop.AFTER_SCRIPT
    recipe.run(desk.show, desk.brief)
    return desk.show.script


def only(items: Sequence[T]) -> T:
    """The one thing there is.

    Raises:
        ValueError: There are more, or none.
    """
    if len(items) != 1:
        raise ValueError(f"there are {len(items)} parts, not one")
    return items[0]
