"""The end card: a question or a promise in a few big words, a pill that says what comes next, a bubble that waits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import pi, sin
from pathlib import Path

from reelhouse.model.base import Value
from reelhouse.model.quality import Finding
from reelhouse.model.speech import Word
from reelhouse.pictures.canvas import Canvas
from reelhouse.pictures.clip import Body, CardClip, draw_body, lay_colour, lay_over, write_clip
from reelhouse.pictures.colour import rgb
from reelhouse.pictures.ink import TitleInk
from reelhouse.pictures.motion import Travel, ease_out, soft
from reelhouse.pictures.pages import Page
from reelhouse.pictures.reading import Reading, Tint
from reelhouse.pictures.svg import PHASES, Brush, Pixels
from reelhouse.pictures.taste import inside_band, legible, missing_glyphs, well_set
from reelhouse.pictures.text import Block, break_words, fit, place, shorten
from reelhouse.styles.measure import Faces
from reelhouse.styles.style import Style

#: Sizes of the heading on the design grid with the most lines each may have.
STEPS = ((124.0, 2), (108.0, 3), (92.0, 4), (76.0, 5), (64.0, 8))
#: Sizes of the line in the pill.
NOTE_STEPS = ((66.0, 1), (58.0, 1), (50.0, 1), (44.0, 1))
LEADING = 1.14
#: Heights on the design grid: the bubble's part inside the plate, the gap under the heading, the pill, the foot.
HEAD, GAP, PILL, FOOT = 134, 44, 118, 68
#: How far below its place a row begins, in pixels; how long a word keeps the accent, in milliseconds.
RISE, GLOW = 26, 320
#: One wave of the waiting dots, in milliseconds: slow enough not to flicker.
WAVE = 1300


class EndCardContent(Value):
    """What the end card says: a heading of a few words, and a second line that may be empty."""

    heading: tuple[str, ...]
    note: str = ""
    seed: int = 0


@dataclass(frozen=True)
class EndPlan:
    """Where everything is on the design grid. There is no pill without a note."""

    x: float
    y: float
    width: float
    height: float
    heading_y: float
    pill_y: float
    note: str
    note_size: float


def draw_end_card(content: EndCardContent, words: Sequence[Word], frames: int, canvas: Canvas, into: Path) -> CardClip:
    """Draw the end card and write it as a clip with alpha. It stays to the end: the last frame is never empty.

    Args:
        content: What stands on it.
        words: When each word of the heading is spoken, in samples from the start of the scene; none at all brings the
            words in one after the other.
        frames: Length of the clip, which begins with the scene.
        canvas: Style, fonts, size and rate.
        into: The file to write (QuickTime Animation).

    Returns:
        Where the clip stands, how long it is, and what is doubtful about it.
    """
    brush, look = canvas.brush, canvas.style.cards
    page = _lay_out(content.heading, brush.faces, look.width - 2 * look.padding)
    plan = plan_end_card(content, page, canvas)
    plate = brush.box(plan.x, plan.y, plan.width, plan.height)
    body = draw_body(brush, plate, "end", card=plan)
    travel = Travel(look, frames, canvas.rendition.rate, brush.scale, leaves=False)
    corner = (plan.x + look.padding, plan.heading_y)
    ink = TitleInk(brush, body, (page,), corner)
    timed = tuple(words) if len(words) == len(content.heading) else ()
    tints = (Reading(canvas.style, (page,), timed, travel) if timed else Entrance(canvas.style, page, travel)).tints
    rows = _Rows(brush, body, plan, travel)

    def dress(i: int, phase: int) -> Pixels:
        picture = ink.dress(tints(i), phase)
        rows.paint(picture, i, phase)
        return picture

    clip = write_clip(body, travel, dress, canvas.frame, into)
    return clip.model_copy(update={"findings": _findings(content, page, plan, brush)})


def plan_end_card(content: EndCardContent, page: Page, canvas: Canvas) -> EndPlan:
    """Where everything is: the plate stands in the middle of the cards' band."""
    look, faces = canvas.style.cards, canvas.faces
    room = look.width - 2 * look.padding - 160
    block = fit((content.note,), faces, "bold", room, NOTE_STEPS, 1.0) if content.note else None
    size = block.size if block else NOTE_STEPS[-1][0]
    note = shorten(content.note, faces, "bold", size, room)
    pill = GAP + PILL if content.note else 0
    height = HEAD + page.block.height + pill + FOOT
    y = max(look.top + 60, look.centre_y - height / 2)
    heading_y = y + HEAD
    pill_y = heading_y + page.block.height + GAP
    return EndPlan(look.x, y, look.width, height, heading_y, pill_y, note, size)


@dataclass(frozen=True)
class Entrance:
    """Words that come in one after the other, glow for a moment and turn to ink."""

    style: Style
    page: Page
    travel: Travel

    def tints(self, frame: int) -> tuple[Tint, ...]:
        """A colour for each piece of the heading, in order."""
        return tuple(self._tint(number, frame) for number in range(len(self.page.pieces)))

    def _tint(self, number: int, frame: int) -> Tint:
        step = self.travel.span(self.style.cards.stagger) * (number + 1)
        come = soft((frame + 1 - step) / self.travel.span(self.style.cards.fade))
        glow = 1 - ease_out((frame - step) / self.travel.span(GLOW))
        ink, accent = rgb(self.style.colours.ink), rgb(self.style.colours.accent)
        red, green, blue = ((ink + (accent - ink) * glow) * 255).round().astype(int).tolist()
        return Tint((red, green, blue), round(come * 100))


class _Rows:
    """The pill under the heading, which rises in after it, and the dots in the bubble, which wait for an answer."""

    def __init__(self, brush: Brush, body: Body, plan: EndPlan, travel: Travel) -> None:
        self._body, self._travel, self._scale = body, travel, brush.scale
        self._colour = brush.style.colours.surface
        self._delay = travel.span(brush.style.cards.stagger) * 4
        self._pill = (
            _Row.draw(brush, body, (plan.x, plan.pill_y, plan.width, PILL), "pill", plan) if plan.note else None
        )
        self._dots = [
            _Row.draw(brush, body, (plan.x + plan.width / 2 + side - 12, plan.y - 16, 24, 24), "dot", plan)
            for side in (-42, 0, 42)
        ]

    def paint(self, picture: Pixels, frame: int, phase: int) -> None:
        """Paint the rows of one frame onto the card, in place."""
        for number, dot in enumerate(self._dots):
            wave = 2 * pi * (frame * 1000 / WAVE / float(self._travel.rate.fraction) - number * 0.16)
            dot.wipe(picture, self._body.phases[phase], 0)
            red, green, blue = (round(value * 255) for value in rgb(self._colour).tolist())
            strength = 0.5 + 0.5 * max(0.0, sin(wave))
            lay_colour(picture, dot.x, dot.y, dot.phases[phase][:, :, 3], (red, green, blue), strength)
        if self._pill:
            part = (frame + 1 - self._delay) / self._travel.span(420)
            down = round(RISE * self._scale * (1 - ease_out(part)) * PHASES) + phase
            self._pill.wipe(picture, self._body.phases[phase], round(RISE * self._scale) + 1)
            whole, own = divmod(down, PHASES)
            lay_over(picture, self._pill.x, self._pill.y + whole, self._pill.phases[own], soft(part * 2))


@dataclass(frozen=True)
class _Row:
    """A drawn part of a card at each phase, and its upper left corner in the card."""

    x: int
    y: int
    phases: tuple[Pixels, ...]

    @classmethod
    def draw(
        cls, brush: Brush, body: Body, place: tuple[float, float, float, float], template: str, plan: EndPlan
    ) -> _Row:
        box = brush.box(*place)
        drawn = tuple(brush.draw(template, box, phase=phase, card=plan, place=place) for phase in range(PHASES))
        return cls(box.x - body.box.x, box.y - body.box.y, drawn)

    def wipe(self, picture: Pixels, plain: Pixels, below: int) -> None:
        """Bring back what is behind it, and `below` rows more."""
        height, width = self.phases[0].shape[:2]
        window = slice(self.y, self.y + height + below), slice(self.x, self.x + width)
        picture[window] = plain[window]


def _lay_out(words: Sequence[str], faces: Faces, room: float) -> Page:
    """The heading as large as it fits, centred; an endless one keeps the smallest size."""
    pieces = [
        (number, piece)
        for number, word in enumerate(break_words(words, faces, "heading", STEPS[-1][0], room))
        for piece in word
        if faces.runs(piece, "heading")
    ]
    steps = (*STEPS, (STEPS[-1][0], len(pieces)))
    block = fit([piece for _, piece in pieces], faces, "heading", room, steps, LEADING) or Block((), 0, LEADING)
    placed = place(block, faces, "heading", room, centred=True)
    return Page(block, tuple((number, at) for (number, _), at in zip(pieces, placed, strict=True)))


def _findings(content: EndCardContent, page: Page, plan: EndPlan, brush: Brush) -> tuple[Finding, ...]:
    look, colours = brush.style.cards, brush.style.colours
    said = " ".join((*content.heading, content.note))
    pill = ((colours.on_accent, plan.note_size),) if plan.note else ()
    return (
        *missing_glyphs("end card", said, brush.faces),
        *legible("end card", ((colours.ink, 64), (colours.accent, 64)), colours.surface),
        *legible("end card", pill, colours.accent),
        *well_set("end card", page.block, brush.faces, "heading"),
        *inside_band("end card", plan.y - 60, plan.y + plan.height, look.top, look.bottom),
    )
