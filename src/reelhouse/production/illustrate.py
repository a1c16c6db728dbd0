"""Illustrating: which background each scene has, and which scenes have a card."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from pydantic import Field

from reelhouse.edit.assemble import Cut, Pictures
from reelhouse.edit.joins import Joins
from reelhouse.media.ffmpeg import encoder_version
from reelhouse.model.artifact import Artifact, Kind
from reelhouse.model.base import Value
from reelhouse.model.layout import PORTRAIT, Rendition
from reelhouse.model.money import Unit
from reelhouse.model.script import Role, Script
from reelhouse.model.time import Rate
from reelhouse.model.timeline import ExternalReference, GeneratorReference
from reelhouse.production.keys import versions
from reelhouse.production.scratch import Scratch
from reelhouse.production.steps import Step
from reelhouse.production.till import DRAWING
from reelhouse.production.variety import choose, own_order, share_out
from reelhouse.production.workshop import Workshop, side_by_side
from reelhouse.storage.backdrops import Series
from reelhouse.styles.style import Style

#: Cards by the role of their scene.
CARDS = {Role.TITLE: "title card", Role.END: "end card"}


class Loop(Value):
    """A drawn background, and the frames after which it is where it began."""

    artifact: Artifact
    frames: Annotated[int, Field(gt=0)]


def illustrate(
    shop: Workshop, script: Script, style: Style, renditions: Sequence[Rendition] = (PORTRAIT,), *, drawn: bool = True
) -> Pictures:
    """Give every scene its background, entered at a place of the loop that is the scene's own, and some a card.

    Backgrounds are drawn for the shapes of all renditions, at their one rate; the pictures name those of the first.
    """
    cards = {scene.id: GeneratorReference(name=CARDS[scene.role]) for scene in script.scenes if scene.role in CARDS}
    chosen = style.transitions
    return Pictures(
        backgrounds=_backgrounds(shop, script, style, renditions) if drawn else {},
        cards=cards,
        joins=Joins(block=chosen.block, scene=chosen.scene, card=chosen.card),
    )


def _backgrounds(shop: Workshop, script: Script, style: Style, renditions: Sequence[Rendition]) -> dict[str, Cut]:
    scenes = [scene.id for scene in script.scenes]
    shared = share_out(scenes, [shop.seed("loop", scene) for scene in scenes], backgrounds_of(shop, script, style))
    used = list(dict.fromkeys(shared.values()))
    aspects = dict.fromkeys(rendition.aspect for rendition in renditions)
    wanted = [(name, aspect) for aspect in aspects for name in used]
    rate = renditions[0].rate
    loops = side_by_side(shop.settings.workers, wanted, lambda one: draw(shop, style, one[0], aspect=one[1], rate=rate))
    media = {name: one.model_copy(update={"drawn": name}) for name, one in zip(used, loops, strict=False)}
    return {scene: _cut(media[name], shop.seed("phase", scene)) for scene, name in shared.items()}


def backgrounds_of(shop: Workshop, script: Script, style: Style) -> tuple[str, ...]:
    """The names of the backgrounds that this part has, decided when it was first made and kept since."""
    known = [background.loop for background in style.backgrounds]
    seed = shop.seed("backgrounds")

    def decide(part: int, recent: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
        return choose(own_order(known, seed, part), recent)

    series = Series(shop.show, shop.identity, style.name)
    return shop.store.backdrops.settle(series, max(script.part, script.parts), known, decide)[script.part - 1]


def draw(
    shop: Workshop, style: Style, name: str, *, aspect: tuple[int, int] = (9, 16), rate: Rate = PORTRAIT.rate
) -> ExternalReference:
    """A background of a style, drawn for pictures of one shape (width to height) at one rate."""
    background = next(one for one in style.backgrounds if one.loop == name)
    seed = shop.variation()

    def work(scratch: Scratch) -> Loop:
        from reelhouse.pictures.backgrounds.canvas import Sheet
        from reelhouse.pictures.backgrounds.palette import Palette
        from reelhouse.pictures.loops import loop_seconds, make_loop

        path, frames = scratch.path("loop.mp4"), round(loop_seconds(name) * rate.fraction)
        make_loop(name, Sheet(Palette.of(background, style.colours), seed, aspect), frames, rate, path)
        scratch.count(DRAWING, Unit.PICTURE, 1)
        return Loop(artifact=scratch.keep(path, Kind.LOOP), frames=frames)

    inputs = {
        "background": background,
        "colours": style.colours,
        "seed": seed,
        "aspect": aspect,
        "rate": rate,
        "drawn by": versions("numpy", "pillow"),
    }
    step = Step("draw background", 4, inputs, Loop, encoder_version())
    made = shop.steps.make(step, work, label=_label(name, aspect))
    return ExternalReference(artifact=made.artifact, available=made.frames, loops=True)


def _label(name: str, aspect: tuple[int, int]) -> str:
    """Upright backgrounds are the usual ones."""
    across, down = aspect
    return name if aspect == PORTRAIT.aspect else f"{name}, {across}:{down}"


def _cut(media: ExternalReference, seed: int) -> Cut:
    return Cut(media=media, phase=seed % media.available)
