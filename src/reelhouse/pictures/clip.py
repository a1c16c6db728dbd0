"""Cards as clips: lossless pictures with alpha, cropped to where the card goes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from reelhouse.media.animation import write_animation
from reelhouse.model.base import Value
from reelhouse.model.layout import Box
from reelhouse.model.quality import Finding
from reelhouse.pictures.motion import Travel
from reelhouse.pictures.svg import PHASES, Brush, Pixels


class CardClip(Value):
    """A finished clip: where it stands in the frame (pixels), its length, and what the drawing noticed.

    `plate` is the card at rest, without its shadow.
    """

    box: Box
    plate: Box
    frames: int
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Body:
    """A card without what changes on it: its pixels at each phase, and where they stand in the frame at rest.

    The order of the colours is the file's: alpha, red, green, blue. `plate` is the card without its shadow.
    """

    box: Box
    plate: Box
    phases: tuple[Pixels, ...]


#: Gives the card's pixels for a frame at a phase; they are read at once and may be changed afterwards.
Dress = Callable[[int, int], Pixels]


def draw_body(brush: Brush, plate: Box, template: str, **values: object) -> Body:
    """Draw a card's shadow and plate. The shadow keeps to whole pixels: nobody sees a blur move by a quarter."""
    reach = 126 * brush.scale
    around = brush.box(
        (plate.x - reach) / brush.scale,
        (plate.y - reach) / brush.scale,
        (plate.width + 2 * reach) / brush.scale,
        (plate.height + 2 * reach) / brush.scale,
    )
    shadow = _shadow(brush, around, plate)
    drawn = (brush.draw(template, around, phase=phase, **values) for phase in range(PHASES))
    layers = (Image.alpha_composite(shadow, Image.fromarray(plain)) for plain in drawn)
    return Body(around, plate, tuple(_alpha_first(np.asarray(layer)) for layer in layers))


def _alpha_first(pixels: Pixels) -> Pixels:
    turned = np.empty_like(pixels)
    turned[:, :, 0], turned[:, :, 1:] = pixels[:, :, 3], pixels[:, :, :3]
    return turned


def _shadow(brush: Brush, around: Box, plate: Box) -> Image.Image:
    """The blur, drawn at a quarter of the size: it costs a sixteenth and looks the same."""
    coarse = Brush(brush.style, brush.faces, brush.scale / 4)
    unit = 1 / brush.scale
    small = coarse.box(around.x * unit, around.y * unit, around.width * unit, around.height * unit)
    drawn = Image.fromarray(coarse.draw("shadow", small, plate=plate, unit=unit))
    large = drawn.resize((small.width * 4, small.height * 4), Image.Resampling.BICUBIC)
    left, top = around.x - small.x * 4, around.y - small.y * 4
    return large.crop((left, top, left + around.width, top + around.height))


def write_clip(body: Body, travel: Travel, dress: Dress, frame: Box, into: Path) -> CardClip:
    """Move a dressed card through its travel and write it as QuickTime Animation with alpha.

    The clip is cropped to what the travel touches inside `frame`.
    """
    steps = [travel.at(i).quarters // PHASES for i in range(travel.frames)]
    top = max(frame.y, (body.box.y + min(steps)) // 2 * 2)
    bottom = min(frame.bottom, -(-(body.box.bottom + max(steps)) // 2) * 2)
    left, right = max(frame.x, body.box.x), min(frame.right, body.box.right)
    box = Box(x=left, y=top, width=right - left, height=bottom - top)
    write_animation(_frames(body, travel, dress, box), (box.width, box.height), travel.rate, into)
    return CardClip(box=box, plate=body.plate, frames=travel.frames)


def _frames(body: Body, travel: Travel, dress: Dress, box: Box) -> Iterator[Pixels]:
    columns = slice(box.x - body.box.x, box.right - body.box.x)
    frame = np.empty((box.height, box.width, 4), np.uint8)
    for i in range(travel.frames):
        place = travel.at(i)
        whole, phase = divmod(place.quarters, PHASES)
        picture = dress(i, phase)[:, columns]
        top = body.box.y + whole - box.y
        shown = picture[max(0, -top) : max(0, box.height - top)]
        first, end = max(0, top), max(0, top) + len(shown)
        frame[:first], frame[first:end], frame[end:] = 0, shown, 0
        if place.alpha < 1:
            _fade(frame[first:end], place.alpha)
        yield frame


def _fade(picture: Pixels, share: float) -> None:
    """Make a picture so much fainter, in place."""
    table = np.rint(np.arange(256) * share).astype(np.uint8)
    picture[:, :, 0] = table[picture[:, :, 0]]


def lay_over(picture: Pixels, x: int, y: int, sprite: Pixels, opacity: float = 1.0) -> None:
    """Paint a sprite (red, green, blue, alpha) onto opaque pixels of a card, in place, at its upper left corner."""
    patch = picture[y : y + sprite.shape[0], x : x + sprite.shape[1], 1:]
    cover = sprite[:, :, 3:].astype(np.float32) * np.float32(opacity / 255)
    mixed = patch + cover * (sprite[:, :, :3].astype(np.float32) - patch)
    patch[...] = np.rint(mixed).astype(np.uint8)


def lay_colour(picture: Pixels, x: int, y: int, cover: Pixels, colour: tuple[int, int, int], opacity: float) -> None:
    """Paint one colour through a mask onto opaque pixels of a card, in place, at the mask's upper left corner."""
    patch = picture[y : y + cover.shape[0], x : x + cover.shape[1], 1:]
    share = (cover.astype(np.float32) * np.float32(opacity / 255))[:, :, None]
    mixed = patch + share * (np.array(colour, np.float32) - patch)
    patch[...] = np.rint(mixed).astype(np.uint8)
