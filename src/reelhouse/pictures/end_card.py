"""The end card: a question or a promise in a few big words, a pill that says what comes next, a bubble that waits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import pi, sin
from pathlib import Path

from reelhouse.model.quality import Finding
from reelhouse.model.speech import Word
from reelhouse.pictures.canvas import Canvas
from reelhouse.pictures.clip import Body, CardClip, draw_body, lay_colour, lay_over, write_clip
from reelhouse.pictures.colour import rgb
from reelhouse.pictures.content import EndCardContent
from reelhouse.pictures.ink import TitleInk
from reelhouse.pictures.motion import Travel, ease_out, soft
from reelhouse.pictures.pages import Page
from reelhouse.pictures.reading import Reading, Tint
from reelhouse.pictures.svg import PHASES, Brush, Pixels
from reelhouse.pictures.taste import inside_band, legible, missing_glyphs, well_set
from reelhouse.pictures.text import Block, break_words, fit, place, shorten
from reelhouse.styles.looks import CardLook, EndLook
from reelhouse.styles.measure import Faces
from reelhouse.styles.style import Style

#: How long a word keeps the accent, in milliseconds.
GLOW = 320


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
    page = lay_out_heading(content, brush.faces, look, canvas.style.end)
    plan = plan_end_card(content, page, canvas)
    plate = brush.box(plan.x, plan.y, plan.width, plan.height)
    body = draw_body(brush, plate, "end", card=plan)
    travel = Travel(look, frames, canvas.rendition.rate, brush.scale, leaves=False)
    corner = (plan.x + look.padding, plan.heading_y)
    end, marked = canvas.style.end, canvas.style.template("mark") is not None
    ink = TitleInk(brush, body, (page,), corner, role=end.role, marked=marked)
    timed = tuple(words) if len(words) == len(content.heading) else ()
    mark = end.mark if marked else ""
    tints = (
        Reading(canvas.style, (page,), timed, travel, end.lit, mark).tints
        if timed
        else Entrance(canvas.style, page, travel, marked=marked).tints
    )
    rows = _Rows(brush, body, plan, travel)

    def dress(i: int, phase: int) -> Pixels:
        picture = ink.dress(tints(i), phase)
        rows.paint(picture, i, phase)
        return picture

    clip = write_clip(body, travel, dress, canvas.frame, into)
    return clip.model_copy(update={"findings": _findings(content, page, plan, brush)})


def plan_end_card(content: EndCardContent, page: Page, canvas: Canvas) -> EndPlan:
    """Where everything is: the plate stands in the middle of the cards' band unless it is too tall for that."""
    look, rows, faces = canvas.style.cards, canvas.style.end, canvas.faces
    room = look.width - 2 * look.padding - rows.note_room
    block = fit((content.note,), faces, rows.note_role, room, rows.note_steps, 1.0) if content.note else None
    size = block.size if block else rows.note_steps[-1][0]
    note = shorten(content.note, faces, rows.note_role, size, room)
    height = page.block.height + _beside(content, rows)
    y = look.stand(height, rows.above)
    heading_y = y + rows.head
    pill_y = heading_y + page.block.height + rows.gap
    return EndPlan(look.x, y, look.width, height, heading_y, pill_y, note, size)


@dataclass(frozen=True)
class Entrance:
    """Words that come in one after the other, glow for a moment and turn to ink."""

    style: Style
    page: Page
    travel: Travel
    marked: bool = False

    def tints(self, frame: int) -> tuple[Tint, ...]:
        """A colour for each piece of the heading, in order."""
        count = len(self.page.pieces)
        marks = [Tint((0, 0, 0), 0)] * count if self.marked else []
        return (*marks, *(self._tint(number, frame) for number in range(count)))

    def _tint(self, number: int, frame: int) -> Tint:
        step = self.travel.span(self.style.cards.stagger) * (number + 1)
        come = soft((frame + 1 - step) / self.travel.span(self.style.cards.fade))
        glow = 1 - ease_out((frame - step) / self.travel.span(GLOW))
        ink, accent = rgb(self.style.colours.ink), rgb(self.style.paint(self.style.end.lit))
        red, green, blue = ((ink + (accent - ink) * glow) * 255).round().astype(int).tolist()
        return Tint((red, green, blue), round(come * 100))


class _Rows:
    """The note under the heading, which rises in after it, and the lights of the card, which wait for an answer."""

    def __init__(self, brush: Brush, body: Body, plan: EndPlan, travel: Travel) -> None:
        self._body, self._travel, self._scale = body, travel, brush.scale
        end = brush.style.end
        self._end, self._colour = end, brush.style.paint(end.beat_colour)
        self._delay = travel.span(brush.style.cards.stagger) * 4
        self._pill = (
            _Row.draw(brush, body, (plan.x, plan.pill_y, plan.width, end.note), "pill", plan) if plan.note else None
        )
        self._risen: dict[int, tuple[tuple[int, float], Pixels]] = {}
        edge, half = plan.y + (plan.height if end.beats_below else 0), end.beat / 2
        self._dots = [
            _Row.draw(
                brush, body, (plan.x + plan.width / 2 + x - half, edge + y - half, end.beat, end.beat), "dot", plan
            )
            for x, y in end.beats
        ]

    def paint(self, picture: Pixels, frame: int, phase: int) -> None:
        """Paint the rows of one frame onto the card, in place."""
        for number, dot in enumerate(self._dots):
            wave = 2 * pi * (frame * 1000 / self._end.wave / float(self._travel.rate.fraction) - number * 0.16)
            dot.wipe(picture, self._body.phases[phase], 0)
            red, green, blue = (round(value * 255) for value in rgb(self._colour).tolist())
            strength = 0.5 + 0.5 * max(0.0, sin(wave))
            lay_colour(picture, dot.x, dot.y, dot.phases[phase][:, :, 3], (red, green, blue), strength)
        if self._pill:
            self._paint_pill(self._pill, picture, frame, phase)

    def _paint_pill(self, pill: _Row, picture: Pixels, frame: int, phase: int) -> None:
        """What stands where the pill does is the same at a phase once it has come: that is kept."""
        part = (frame + 1 - self._delay) / self._travel.span(420)
        rise = self._end.rise * self._scale
        state = (round(rise * (1 - ease_out(part)) * PHASES) + phase, soft(part * 2))
        window = pill.window(round(rise) + 1)
        known, patch = self._risen.get(phase, (None, None))
        if patch is None or known != state:
            pill.wipe(picture, self._body.phases[phase], round(rise) + 1)
            whole, own = divmod(state[0], PHASES)
            lay_over(picture, pill.x, pill.y + whole, pill.phases[own], state[1])
            self._risen[phase] = state, picture[window].copy()
        else:
            picture[window] = patch


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
        window = self.window(below)
        picture[window] = plain[window]

    def window(self, below: int) -> tuple[slice, slice]:
        """Its rows in the card, `below` more, and its columns."""
        height, width = self.phases[0].shape[:2]
        return slice(self.y, self.y + height + below), slice(self.x, self.x + width)


def _beside(content: EndCardContent, rows: EndLook) -> int:
    """Height of what is above and below the heading."""
    return rows.head + (rows.gap + rows.note + rows.foot if content.note else rows.foot_alone)


def lay_out_heading(content: EndCardContent, faces: Faces, card: CardLook, look: EndLook) -> Page:
    """The heading as large as it fits; an endless one keeps the smallest size."""
    words, room = content.heading, card.width - 2 * card.padding
    high = card.bottom - card.top - look.above - _beside(content, look)
    smallest, leading = look.steps[-1][0], look.leading / 100
    pieces = [
        (number, piece)
        for number, word in enumerate(break_words(words, faces, look.role, smallest, room))
        for piece in word
        if faces.runs(piece, look.role)
    ]
    texts = [piece for _, piece in pieces]
    block = (
        fit(texts, faces, look.role, room, look.steps, leading, high=high)
        or fit(texts, faces, look.role, room, ((smallest, len(texts)),), leading)
        or Block((), 0, leading)
    )
    placed = place(block, faces, look.role, room, centred=look.centred)
    return Page(block, tuple((number, at) for (number, _), at in zip(pieces, placed, strict=True)))


def _findings(content: EndCardContent, page: Page, plan: EndPlan, brush: Brush) -> tuple[Finding, ...]:
    look, style, end = brush.style.cards, brush.style, brush.style.end
    said = " ".join((*content.heading, content.note))
    note = ((style.paint(end.note_ink), plan.note_size),) if plan.note else ()
    smallest = end.steps[-1][0]
    return (
        *missing_glyphs("end card", said, brush.faces),
        *legible("end card", ((style.colours.ink, smallest), (style.paint(end.lit), smallest)), style.colours.surface),
        *legible("end card", note, style.paint(end.note_ground)),
        *well_set("end card", page.block, brush.faces, end.role),
        *inside_band("end card", plan.y - end.above, plan.y + plan.height, look.top, look.bottom),
    )
