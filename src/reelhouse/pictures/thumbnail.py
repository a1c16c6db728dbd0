"""The cover of a video: a few words in a speech bubble, large enough for a picture 160 pixels wide."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image

from reelhouse.media.footage.page import filled
from reelhouse.media.pixels import Picture, read_pictures
from reelhouse.model.base import Value
from reelhouse.model.layout import Box
from reelhouse.model.quality import Finding, Level
from reelhouse.pictures.avatar import discs
from reelhouse.pictures.canvas import Canvas
from reelhouse.pictures.colour import contrast, luminance
from reelhouse.pictures.content import ThumbnailContent
from reelhouse.pictures.stack import stack
from reelhouse.pictures.taste import missing_glyphs
from reelhouse.pictures.text import break_words
from reelhouse.styles.looks import CoverLook
from reelhouse.styles.measure import Faces

#: What every line needs once the cover is 160 pixels wide.
SMALL_WIDTH, CAP_HEIGHT, CONTRAST = 160, 11.0, 4.5
#: The height of capitals in hundredths of the size, round letters reach a little over; Hangul fills its square.
CAPITALS, HANGUL = 72, 86
#: What a line of Hangul needs more than one of capitals, in hundredths of the size.
CAPITAL_ROOM = 16
#: How large letters must stay for a picture to stand beside them, on the design grid.
LARGE = 165
_TALL = re.compile("[\uac00-\ud7a3]")


class Thumbnail(Value):
    """A drawn cover: where its words are, in pixels, and what is doubtful about it."""

    text: Box
    findings: tuple[Finding, ...]


class CoverLine(Value):
    """One line of the cover: its words with their left ends and colours by name, its base line and its size."""

    words: tuple[tuple[str, float, str], ...]
    y: float
    size: float


def draw_thumbnail(
    content: ThumbnailContent,
    background: tuple[Path, int] | None,
    canvas: Canvas,
    into: Path,
    *,
    footage: bool = False,
) -> Thumbnail:
    """Draw the cover over a frame of a moving background and write it as JPEG, as large as the rendition.

    Args:
        content: What stands on it.
        background: A video, usually the loop of the first scene, and the frame of it that is used; None for black.
        canvas: Style, fonts and size.
        into: The file to write.
        footage: Whether the background keeps its proportions: it is cut, or shown whole where little would be left.
    """
    brush, faces = canvas.brush, canvas.faces
    look = cover_look(content, faces, canvas.style.cover)
    pad = look.padding
    lines, height = lay_out_cover(content, faces, look)
    top = look.foot - height - 2 * pad if look.foot else look.middle - (height + 2 * pad) / 2 - look.above
    wide = max((faces.width(_words(line), look.role, line.size) for line in lines), default=0.0)
    width = max(look.narrowest, wide + 2 * pad)
    bubble = {"x": look.x, "y": top, "width": width, "height": height + 2 * pad + 8, "padding": pad}
    page_size = tuple(round(side / brush.scale) for side in (canvas.frame.width, canvas.frame.height))
    shown = [{"words": line.words, "y": line.y, "size": line.size} for line in lines]
    drawn = brush.draw(
        "cover",
        canvas.frame,
        lines=shown,
        bubble=bubble,
        label=content.label,
        discs=discs(content.seed),
        beside=look != canvas.style.cover,
        page=page_size,
    )
    page = Image.fromarray(_backdrop(background, canvas.frame, footage=footage)).convert("RGBA")
    page.alpha_composite(Image.fromarray(drawn))
    page.convert("RGB").save(into, "JPEG", quality=90, optimize=True)
    text = brush.box(look.x + pad, top + pad, width - 2 * pad, height)
    said = " ".join((*content.words, content.label))
    letters = min((_capitals(line) for line in lines), default=0.0) * brush.scale
    small = legibility(into, text, letters)
    return Thumbnail(text=text, findings=(*missing_glyphs("cover", said, brush.faces), small))


def cover_look(content: ThumbnailContent, faces: Faces, look: CoverLook) -> CoverLook:
    """The look with a picture beside the words, where it has one and that leaves them large; else the look itself."""
    if not look.beside:
        return look
    beside = look.model_copy(update=look.beside)
    lines, _ = lay_out_cover(content, faces, beside)
    return beside if min((line.size for line in lines), default=0) >= LARGE else look


def lay_out_cover(
    content: ThumbnailContent, faces: Faces, look: CoverLook | None = None
) -> tuple[tuple[CoverLine, ...], float]:
    """The lines of a cover from the top of their block, and the block's height on the design grid."""
    look = look or CoverLook()
    lines, height = _lay_out(content, faces, look)
    while 0 < look.tallest < height and look.largest > look.smallest:
        look = look.model_copy(update={"largest": max(look.smallest, look.largest * 19 // 20)})
        lines, height = _lay_out(content, faces, look)
    return lines, height


def _lay_out(content: ThumbnailContent, faces: Faces, look: CoverLook) -> tuple[tuple[CoverLine, ...], float]:
    room = look.widest - 2 * look.padding
    pieces = break_words(content.words, faces, look.role, look.smallest, room)
    words = [piece for word in pieces for piece in word if faces.runs(piece, look.role)]
    broken = stack(words, lambda text: faces.width(text, look.role, 100.0) / 100, room, look.largest)
    sizes = [_size(" ".join(line), faces, look, room) for line in broken]
    sizes = [min(sizes)] * len(sizes) if look.even and sizes else sizes
    lines, y, number = [], 0.0, 0
    for line, size in zip(broken, sizes, strict=True):
        y += size * (look.line if not _TALL.search("".join(line)) else max(look.line + CAPITAL_ROOM, HANGUL)) / 100
        lines.append(CoverLine(words=_spread(line, number, content.accent, size, faces, look), y=y, size=size))
        y += look.gap
        number += len(line)
    return tuple(lines), max(y - look.gap, look.gap)


def _size(text: str, faces: Faces, look: CoverLook, room: float) -> float:
    """As large as the line's words allow."""
    return max(float(look.smallest), min(float(look.largest), 100.0 * room / faces.width(text, look.role, 100.0)))


def _capitals(line: CoverLine) -> float:
    """How high the letters of a line are."""
    return line.size * (HANGUL if _TALL.search(_words(line)) else CAPITALS) / 100


def _words(line: CoverLine) -> str:
    return " ".join(word for word, _, _ in line.words)


def _spread(
    line: Sequence[str], first: int, accent: int, size: float, faces: Faces, look: CoverLook
) -> tuple[tuple[str, float, str], ...]:
    x, spread = 0.0, []
    for number, word in enumerate(line, first):
        spread.append((word, x, look.accent if number == accent else look.ink))
        x += faces.width(word, look.role, size) + faces.width(" ", look.role, size)
    return tuple(spread)


def legibility(cover: Path, text: Box, letters: float) -> Finding:
    """Whether the words of a cover can be read when it is `SMALL_WIDTH` pixels wide.

    Args:
        cover: The picture.
        text: Where its words are; contrast is that of the brightest and the darkest twentieth of this box after it has
            been made small.
        letters: How many pixels high the capitals of its smallest line are.
    """
    with Image.open(cover) as opened:
        image = opened.convert("RGB")
    scale = SMALL_WIDTH / image.width
    inside = image.crop((text.x, text.y, text.right, text.bottom))
    cap = letters * scale
    small = inside.resize((round(text.width * scale), round(text.height * scale)), Image.Resampling.BOX)
    dark, light = np.percentile(luminance(np.asarray(small) / 255), (5, 95))
    ratio = contrast(float(light), float(dark))
    good = cap >= CAP_HEIGHT and ratio >= CONTRAST
    return Finding(
        check="thumbnail",
        level=Level.OK if good else Level.WARN,
        message="the cover can be read when it is small"
        if good
        else "the words of the cover are hard to read when small",
        value=f"capitals {cap:.1f} px, contrast {ratio:.1f}:1",
        limit=f"{CAP_HEIGHT:g} px, {CONTRAST}:1 at {SMALL_WIDTH} px",
    )


def _backdrop(background: tuple[Path, int] | None, frame: Box, *, footage: bool) -> Picture:
    """A frame of the background at full size, with a little noise so that its soft colours show no steps."""
    if background is None:
        return np.zeros((frame.height, frame.width, 3), np.uint8)
    path, at = background
    ((_, picture),) = read_pictures(path, [at])
    seen, size = Image.fromarray(picture), (frame.width, frame.height)
    large = filled(seen, size) if footage else seen.resize(size, Image.Resampling.BICUBIC)
    chance = np.random.default_rng(0)
    noise = chance.triangular(-3, 0, 3, (frame.height, frame.width, 1))
    return np.clip(np.rint(np.asarray(large) + noise), 0, 255).astype(np.uint8)
