"""Scoring: the music bed and the small effects that mark what happens."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from reelhouse.edit.assemble import Accent, Score
from reelhouse.model.artifact import Artifact, Kind
from reelhouse.model.base import Value
from reelhouse.model.money import Unit
from reelhouse.model.script import Role, Script
from reelhouse.model.time import samples_to_milliseconds
from reelhouse.model.timeline import ExternalReference
from reelhouse.production.scratch import Scratch
from reelhouse.production.steps import Step
from reelhouse.production.till import MUSIC
from reelhouse.production.workshop import Workshop

#: Bars of a bed before it repeats: about three quarters of a minute.
BARS = 16
#: What sounds in a scene of each role: effect, milliseconds, and whether they count back from the scene's end.
ACCENTS: dict[Role, tuple[tuple[str, int, bool], ...]] = {
    Role.TITLE: (("hit", 0, False), ("whoosh", 0, False), ("pop", 280, False), ("whoosh", 380, True)),
    Role.TWIST: (("thud", 0, False),),
    Role.END: (("hit", 0, False), ("whoosh", 0, False), ("ding", 300, False)),
}
#: Scenes in which the music is thin, and its gain there and under the last line, in hundredths of a decibel.
HUSHED = {Role.TWIST}
HUSH_GAIN = -400


class Tone(Value):
    """A sound and its length in samples."""

    artifact: Artifact
    samples: Annotated[int, Field(gt=0)]


class Bed(Tone):
    """A music bed: samples in one bar, and the first bar in which everybody plays, counted from 0."""

    bar: Annotated[int, Field(gt=0)]
    full: Annotated[int, Field(ge=0)]


def score(shop: Workshop, script: Script, mood: str) -> Score:
    """Compose the music of a script and mark its scenes."""
    bed, hushed = (_compose(shop, mood, thin=thin) for thin in (False, True))
    names = {name for scene in script.scenes for name, _, _ in ACCENTS.get(scene.role, ())}
    effects = {name: _effect(shop, name) for name in sorted(names)}
    accents = {
        scene.id: tuple(
            Accent(name=name, media=_media(effects[name]), at=at, from_end=from_end)
            for name, at, from_end in ACCENTS.get(scene.role, ())
        )
        for scene in script.scenes
    }
    return Score(
        music=_media(bed, loops=True),
        hushed=_media(hushed, loops=True),
        hush=tuple(scene.id for scene in script.scenes if scene.role in HUSHED),
        hush_gain=HUSH_GAIN,
        bar=bed.bar,
        full=bed.full,
        accents=accents,
    )


def _media(tone: Tone, *, loops: bool = False) -> ExternalReference:
    return ExternalReference(artifact=tone.artifact, available=tone.samples, loops=loops)


def _compose(shop: Workshop, mood: str, *, thin: bool) -> Bed:
    seed = shop.variation()

    def work(scratch: Scratch) -> Bed:
        from reelhouse.sound.bed import bar_of, compose_bed

        path = scratch.path("bed.wav")
        samples = compose_bed(mood, seed, BARS, path, thin=thin)
        scratch.count(MUSIC, Unit.MILLISECOND, samples_to_milliseconds(samples))
        bar, full = bar_of(mood)
        return Bed(artifact=scratch.keep(path, Kind.MUSIC), samples=samples, bar=bar, full=full)

    step = Step("compose music", 4, {"mood": mood, "seed": seed, "bars": BARS, "thin": thin}, Bed)
    return shop.steps.make(step, work, label=f"{mood}, thin" if thin else mood)


def _effect(shop: Workshop, name: str) -> Tone:
    def work(scratch: Scratch) -> Tone:
        from reelhouse.sound.effects import make_effect

        path = scratch.path("effect.wav")
        samples = make_effect(name, path)
        return Tone(artifact=scratch.keep(path, Kind.MUSIC), samples=samples)

    return shop.steps.make(Step("make effect", 2, {"name": name}, Tone), work, label=name)
