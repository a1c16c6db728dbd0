"""What can be said about the taste of a drawn thing without a person: contrast, size, line breaks, lost characters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reelhouse.model.quality import Finding, Level
from reelhouse.pictures.colour import contrast, luminance, rgb
from reelhouse.pictures.text import Block
from reelhouse.styles.measure import Faces

#: Smallest contrast of text, and of text that is at least so large (pixels of the design grid).
CONTRAST, LARGE, LARGE_CONTRAST = 4.5, 64.0, 3.0
#: Smallest labels: 1.6 % of a frame 1920 high.
SMALLEST = 31.0
#: Shortest line of a block as a part of its longest.
RAGGED = 0.45


def missing_glyphs(thing: str, text: str, faces: Faces) -> Iterator[Finding]:
    """A warning when characters had to be left out because no face has them."""
    lost = faces.missing(text, "heading")
    if lost:
        yield Finding(
            check="glyphs",
            level=Level.WARN,
            message=f"the {thing} leaves out characters that no font here has",
            value=" ".join(f"U+{ord(char):04X}" for char in lost),
            limit="none",
        )


def legible(thing: str, texts: Iterable[tuple[str, float]], ground: str) -> Iterator[Finding]:
    """Warnings for text (colour, size on the design grid) that stands out too little or is too small."""
    behind = float(luminance(rgb(ground)))
    for colour, size in texts:
        ratio, limit = contrast(float(luminance(rgb(colour))), behind), LARGE_CONTRAST if size >= LARGE else CONTRAST
        if ratio < limit:
            yield _warn("contrast", f"text on the {thing} is hard to read", f"{ratio:.1f}:1", f"{limit}:1")
        if size < SMALLEST:
            yield _warn("text-size", f"text on the {thing} is too small", f"{size:g} px", f"{SMALLEST:g} px")


def well_set(thing: str, block: Block, faces: Faces, role: str) -> Iterator[Finding]:
    """Warnings for a lonely last word and for lines of very unlike length."""
    if len(block.lines) < 2:
        return
    if len(block.lines[-1]) == 1:
        yield _warn("lonely-word", f"the last line of the {thing} is one word", block.lines[-1][0], "2 words")
    widths = [faces.width(" ".join(line), role, block.size) for line in block.lines]
    if min(widths) < RAGGED * max(widths):
        share = f"{min(widths) / max(widths):.2f}"
        yield _warn("ragged-lines", f"the lines of the {thing} are of unlike length", share, f"{RAGGED}")


def inside_band(thing: str, top: float, bottom: float, first: float, last: float) -> Iterator[Finding]:
    """A warning when a card reaches out of its rows of the design grid."""
    if top < first or bottom > last:
        yield _warn("place", f"the {thing} is too tall", f"{top:.0f} to {bottom:.0f}", f"{first:.0f} to {last:.0f}")


def _warn(check: str, message: str, value: str, limit: str) -> Finding:
    return Finding(check=check, level=Level.WARN, message=message, value=value, limit=limit)
