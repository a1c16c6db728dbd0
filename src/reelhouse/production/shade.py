"""Shading: footage that is too bright under captions is darkened there, and only as much as is needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from reelhouse.captions.contrast import GOOD, POOR, luminance, ratio
from reelhouse.model.artifact import Artifact, Kind, Sha256
from reelhouse.model.layout import Box, Layer, LayerKind, Rendition
from reelhouse.model.timeline import ExternalReference
from reelhouse.production.keys import versions
from reelhouse.production.scratch import Scratch
from reelhouse.production.steps import Step
from reelhouse.production.workshop import Workshop
from reelhouse.styles.style import Style

#: Opacity of a scrim in percent, on pictures of middling brightness and on bright ones.
LIGHT, STRONG = 35, 55
#: Relative luminance of letters that a darker picture helps.
LIGHT_LETTERS = 0.5
#: How high a scrim is on the design grid; its middle is that of the captions.
HEIGHT = 900


def shade_of(media: ExternalReference, brightest: float, style: Style) -> int:
    """The opacity of the scrim that footage needs under the captions of a style.

    Args:
        media: The footage; what we drew ourselves needs none.
        brightest: Its relative luminance where captions stand.
        style: With its captions; dark letters and those on a plate of their own need no scrim.

    Returns:
        Percent; 0 for none.
    """
    letters = luminance(style.paint(style.captions.ink))
    contrast = ratio(letters, brightest)
    if media.loops or contrast >= GOOD or letters < LIGHT_LETTERS or style.captions.look == "boxed":
        return 0
    return LIGHT if contrast >= POOR else STRONG


def lay_scrims(
    shop: Workshop, style: Style, rendition: Rendition, grounds: Iterable[Layer], opacity: Mapping[Sha256, int]
) -> Iterator[Layer]:
    """A scrim over every background that needs one.

    It may run past the frame, which then shows a part of it: cut to the frame, it would be darkest beside the captions.

    Args:
        shop: The workplace.
        style: Gives the colour, and where captions stand.
        rendition: The frame.
        grounds: The backgrounds that have captions over them, as far as they are seen.
        opacity: In percent, by the hash of a background's media.
    """
    scale = rendition.scale
    top = round((style.captions.centre_y - HEIGHT / 2) * scale)
    box = Box(x=0, y=top, width=rendition.width, height=round(HEIGHT * scale))
    for ground in grounds:
        percent = opacity[ground.artifact.sha256]
        if percent:
            yield Layer(
                kind=LayerKind.STILL,
                artifact=_drawn(shop, box, style.colours.edge, percent),
                range=ground.range,
                source_frames=1,
                x=box.x,
                y=box.y,
            )


def _drawn(shop: Workshop, box: Box, colour: str, percent: int) -> Artifact:
    def work(scratch: Scratch) -> Artifact:
        from reelhouse.pictures.scrim import draw_scrim

        path = scratch.path("scrim.png")
        draw_scrim(box, colour, percent, path)
        return scratch.keep(path, Kind.STILL)

    inputs = {"box": box, "colour": colour, "opacity": percent, "drawn by": versions("pillow", "numpy")}
    return shop.steps.make(Step("draw scrim", 1, inputs, Artifact), work, label=f"{percent} %")
