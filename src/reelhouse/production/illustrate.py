"""Illustrating: which background each scene has, and which scenes have a card."""

from __future__ import annotations

from collections.abc import Sequence

from reelhouse.edit.assemble import Cut, Pictures
from reelhouse.media.ffmpeg import encoder_version
from reelhouse.model.artifact import Artifact, Kind
from reelhouse.model.layout import PORTRAIT
from reelhouse.model.script import Role, Script
from reelhouse.model.timeline import ExternalReference, GeneratorReference
from reelhouse.pictures.loops import make_loop
from reelhouse.production.keys import versions
from reelhouse.production.scratch import Scratch
from reelhouse.production.steps import Step
from reelhouse.production.workshop import Workshop, side_by_side
from reelhouse.styles.style import Background, Style

#: Ten seconds: long enough that nobody sees the return.
LOOP_FRAMES = 300
#: Cards by the role of their scene.
CARDS = {Role.TITLE: "title card", Role.END: "end card"}


def illustrate(shop: Workshop, script: Script, style: Style) -> Pictures:
    """Give every scene its background, entered at a place of the loop that is the scene's own."""
    used = min(len(style.backgrounds), len(script.scenes))
    loops = side_by_side(shop.settings.workers, style.backgrounds[:used], lambda one: _draw(shop, one))
    cuts = {}
    for scene, loop in zip(script.scenes, _choose(shop, [scene.id for scene in script.scenes], used), strict=True):
        media = ExternalReference(artifact=loops[loop], available=LOOP_FRAMES, loops=True)
        cuts[scene.id] = Cut(media=media, phase=shop.seed("phase", scene.id) % LOOP_FRAMES)
    cards = {scene.id: GeneratorReference(name=CARDS[scene.role]) for scene in script.scenes if scene.role in CARDS}
    return Pictures(backgrounds=cuts, cards=cards)


def _choose(shop: Workshop, scenes: Sequence[str], count: int) -> list[int]:
    """A background for every scene by its own name; never the same twice in a row, and the first one first."""
    chosen: list[int] = []
    for scene in scenes:
        loop = shop.seed("loop", scene) % count if chosen else 0
        chosen.append((loop + 1) % count if chosen and loop == chosen[-1] else loop)
    return chosen


def _draw(shop: Workshop, background: Background) -> Artifact:
    seed = shop.variation()

    def work(scratch: Scratch) -> Artifact:
        path = scratch.path("loop.mp4")
        make_loop(background, seed, LOOP_FRAMES, PORTRAIT.rate, path)
        return scratch.keep(path, Kind.LOOP)

    inputs = {
        "background": background,
        "seed": seed,
        "frames": LOOP_FRAMES,
        "rate": PORTRAIT.rate,
        "drawn by": versions("numpy"),
    }
    step = Step("draw background", 1, inputs, Artifact, encoder_version())
    return shop.steps.make(step, work, label=background.loop)
