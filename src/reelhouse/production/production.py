"""The verbs a recipe may use. Each one looks a step up or has it made, and hands model values to the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, TypeVar

from reelhouse.edit.assemble import Pictures, Score, assemble
from reelhouse.edit.schedule import schedule
from reelhouse.model.approval import GateName
from reelhouse.model.captions import Captions
from reelhouse.model.deliverable import Deliverable, Release
from reelhouse.model.script import Parts, Script
from reelhouse.model.speech import Narration
from reelhouse.model.story import Story
from reelhouse.model.time import Rate
from reelhouse.model.timeline import Timeline
from reelhouse.production.caption import caption
from reelhouse.production.deliver import deliver
from reelhouse.production.edits import Edits
from reelhouse.production.gates import Gates
from reelhouse.production.illustrate import illustrate
from reelhouse.production.look import OWN, Look
from reelhouse.production.material import Material, find_footage
from reelhouse.production.narrate import narrate
from reelhouse.production.programme import Programme
from reelhouse.production.renditions import Formats, check_orders, find_orders
from reelhouse.production.score import score
from reelhouse.production.tongue import check_tongue, spelled_in, usual_ladder
from reelhouse.production.workshop import Workshop, at_once, side_by_side
from reelhouse.production.write import find_story, write_parts
from reelhouse.styles.own import open_style
from reelhouse.voices.options import with_options

__all__ = ["Formats", "Pictures", "Production", "Score"]

#: What an episode is made in that asks for nothing else, and its frames a second.
USUAL = Formats()
FPS = USUAL.fps
#: Beats in a bar of every mood.
BEATS = 4

A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")


class Production:
    """One run of one recipe. Without gates, as in a rehearsal, nobody is asked for approval."""

    def __init__(
        self,
        shop: Workshop,
        material: Material | None = None,
        edits: Edits | None = None,
        gates: Gates | None = None,
    ) -> None:
        self._shop = shop
        self._gates = gates
        self._edits = edits or Edits()
        self._material = material
        self._clips = cache(find_footage)
        read = cache(open_style)
        self._look = cache(lambda name, tongue, captions: Look(shop, spelled_in(read(name), tongue), captions))

    def find_story(self, source: str, *, language: str) -> Story:
        """The story that a source names: what was handed in, or the bundled demo."""
        story = find_story(self._shop, self._material, source, language)
        check_tongue(story.language, self._shop.settings.voice_folders)
        return story

    def write_parts(
        self, story: Story, *, seconds: int, profanity: str, question: str, speed: float = 1.0
    ) -> tuple[Script, ...]:
        """The story as scripts of about so many seconds each at this speed, in a person's words where edited."""
        parts = self._edits.script(write_parts(self._shop, story, seconds, profanity, question, speed))
        self._edits.demand(len(parts))
        return parts

    def approve_scripts(self, scripts: tuple[Script, ...], when: Sequence[GateName]) -> tuple[Script, ...]:
        """The scripts, once a person approved these very words; asked for when `script` is among the gates."""
        if self._gates and "script" in when:
            self._gates.demand("script", scripts[0].title, Parts(scripts=scripts))
        return scripts

    def narrate(
        self,
        scripts: Sequence[Script],
        *,
        voice: str,
        speed: float = 1.0,
        pitch: float = 0.0,
        gender: str = "any",
        bleep: bool = False,
    ) -> list[Narration]:
        """The parts of a story, spoken by the first voice of the ladder that gets through all of them.

        Speed (times its usual), pitch (semitones) and gender are for rungs that do not say their own. With `bleep`,
        a tone covers strong words.
        """
        if not scripts:
            return []
        chosen = voice or usual_ladder(scripts[0].language, self._shop.settings.voice_folders)
        ladder = with_options(chosen, speed=speed, pitch=pitch, gender="" if gender == "any" else gender)
        return narrate(self._shop, scripts, ladder, bleep=bleep)

    def caption(
        self, script: Script, narration: Narration, *, style: str, lettering: str = OWN, fps: int = FPS
    ) -> Captions:
        """Word groups for the picture and cues for subtitle files; `lettering` is a caption style, or `style`."""
        look, rate = self._look(style, script.language, lettering), Rate(num=fps)
        made = caption(self._shop, script, narration, look, rate)
        edited = self._edits.cues(script.part, made)
        return made if edited is None else caption(self._shop, script, narration, look, rate, edited)

    def illustrate(
        self,
        script: Script,
        *,
        style: str,
        footage: str = "",
        formats: Formats = USUAL,
    ) -> Pictures:
        """A background for every scene, unless a folder of footage is named, and a card for some.

        Backgrounds are drawn in the shapes of these formats.
        """
        drawn = self._clips(footage) is None
        paint = self._look(style, script.language, OWN).style
        return illustrate(self._shop, script, paint, formats.sizes(), drawn=drawn)

    def film(  # noqa: PLR0913 - shots depend on what is said and on how large they are shown
        self,
        script: Script,
        narration: Narration,
        pictures: Pictures,
        footage: str,
        *,
        formats: Formats = USUAL,
        music: Score | None = None,
        fit: str = "auto",
    ) -> Pictures:
        """The pictures with shots from a person's folder in every scene, if one is named.

        They are chosen by what is said and cut where words begin, or on a beat of the music where nobody speaks. `fit`
        says how a picture of another shape comes into the frame: `fill`, `contain`, or `auto` for what suits it.
        """
        clips = self._clips(footage)
        if clips is None:
            return pictures
        from reelhouse.production.film import film  # loads what opens media: only when there is footage

        plan = schedule(script, narration, formats.rate)
        beat = music.bar // BEATS if music else 0
        return film(self._shop, script.language, plan, pictures, clips, formats.sizes(), beat=beat, fit=fit)

    def score(self, script: Script, *, mood: str, style: str = "midnight") -> Score:
        """A music bed and the accents of every scene; the mood `style` is the one that suits the style."""
        chosen = self._look(style, script.language, OWN).style.mood if mood == OWN else mood
        return score(self._shop, script, chosen)

    def assemble(
        self, script: Script, narration: Narration, *, pictures: Pictures, music: Score, fps: int = FPS
    ) -> Timeline:
        """Everything in its place in time, at so many frames a second."""
        plan = schedule(script, narration, Rate(num=fps))
        return assemble(script.title, script.language, plan, pictures, music)

    def deliver(  # noqa: PLR0913 - everything that was made of a part comes together here
        self,
        script: Script,
        narration: Narration,
        captions: Captions,
        timeline: Timeline,
        *,
        style: str,
        formats: Formats = USUAL,
        lettering: str = OWN,
        fit: str = "auto",
    ) -> list[Deliverable]:
        """The timeline, or a person's edit of it, in every rendition and for every platform of the formats.

        `fit` is for footage that an edit brings, as for `film`.
        """
        programme = Programme(script, narration, captions, timeline, self._look(style, script.language, lettering))
        orders = find_orders(formats, timeline.rate)
        programme = self._edits.apply(self._shop, programme, [one.rendition for one in orders], fit)
        check_orders(orders, programme.timeline)
        return [deliver(self._shop, programme, order) for order in orders]

    def approve_release(self, videos: list[Deliverable], when: Sequence[GateName]) -> list[Deliverable]:
        """The finished videos, once a person approved these very files; asked for when `release` is among the gates."""
        if self._gates and videos and "release" in when:
            self._gates.demand("release", videos[0].title, Release(videos=tuple(videos)))
        return videos

    def at_once(self, first: Callable[[], A], second: Callable[[], B], third: Callable[[], C]) -> tuple[A, B, C]:
        """Three things that do not need one another."""
        return at_once(self._shop.settings.workers, first, second, third)

    def each(self, make: Callable[..., A], *columns: Sequence[Any]) -> list[A]:
        """What `make` gives for the first of every column, for the second and so on, side by side and in order."""
        rows = list(zip(*columns, strict=True))
        return side_by_side(self._shop.settings.workers, rows, lambda row: make(*row))
