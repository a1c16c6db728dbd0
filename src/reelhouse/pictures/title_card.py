"""The forum card whose title is read aloud: unread words faint, the current one in the accent, read ones in ink."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reelhouse.model.quality import Finding
from reelhouse.model.speech import Word
from reelhouse.pictures.avatar import discs
from reelhouse.pictures.canvas import Canvas
from reelhouse.pictures.clip import CardClip, draw_body, write_clip
from reelhouse.pictures.content import TitleCardContent
from reelhouse.pictures.ink import TitleInk
from reelhouse.pictures.motion import Travel
from reelhouse.pictures.pages import Page, lay_out_title
from reelhouse.pictures.reading import Reading
from reelhouse.pictures.svg import Brush
from reelhouse.pictures.taste import inside_band, legible, missing_glyphs, well_set
from reelhouse.pictures.text import shorten
from reelhouse.styles.looks import TitleLook
from reelhouse.styles.measure import Faces
from reelhouse.styles.style import Style


@dataclass(frozen=True)
class CardPlan:
    """Where everything is on the design grid: the card's own box, the first row of its title, the middle of its foot.

    `named` says that there is a board or a teller, `footed` that there is a foot with counts or the part.
    """

    x: float
    y: float
    width: float
    height: float
    title_y: float
    foot_y: float
    named: bool
    footed: bool


def draw_title_card(
    content: TitleCardContent, words: Sequence[Word], frames: int, canvas: Canvas, into: Path
) -> CardClip:
    """Draw the card and write it as a clip with alpha.

    Args:
        content: What stands on it.
        words: When each shown word of the title is spoken, in samples from the start of the scene; none at all draws
            the whole title as read.
        frames: Length of the clip, which begins with the scene.
        canvas: Style, fonts, size and rate.
        into: The file to write (QuickTime Animation).

    Returns:
        Where the clip stands, how long it is, and what is doubtful about it.

    Raises:
        ValueError: `words` does not have one entry for each word of the title.
    """
    if words and len(words) != len(content.title):
        msg = f"{len(content.title)} words are shown but {len(words)} are timed"
        raise ValueError(msg)
    style, brush = canvas.style, canvas.brush
    travel = Travel(style.cards, frames, canvas.rendition.rate, brush.scale)
    look, marked = style.title, style.template("mark") is not None
    pages = lay_out_title(content.title, brush.faces, title_room(style), look)
    plan = plan_card(content, pages, style)
    plate = brush.box(plan.x, plan.y, plan.width, plan.height)
    body = draw_body(brush, plate, "plate", card=plan, discs=discs(content.seed), **_labels(content, brush))
    reading = Reading(style, pages, tuple(words), travel, look.lit, look.mark if marked else "")
    corner = (plan.x + style.cards.padding + look.indent, plan.title_y)
    ink = TitleInk(brush, body, pages, corner, role=look.role, marked=marked)
    clip = write_clip(body, travel, lambda i, phase: ink.dress(reading.tints(i), phase), canvas.frame, into)
    return clip.model_copy(update={"findings": _findings(content, pages, plan, brush)})


def title_room(style: Style) -> int:
    """How wide the lines of the title may be, in pixels of the design grid."""
    return style.cards.width - 2 * style.cards.padding - style.title.indent


def plan_card(content: TitleCardContent, pages: Sequence[Page], style: Style) -> CardPlan:
    """Where everything is, with the card's middle at the style's optical centre unless it is too tall for that."""
    look, rows = style.cards, style.title
    named = bool(content.board or content.teller)
    counted = bool(content.votes or content.replies)
    footed = counted or (named and content.parts > 1)
    head = look.padding + (rows.head if named else rows.head_plain) + rows.gap
    title = max((page.block.height for page in pages), default=0.0)
    foot = rows.foot_gap + rows.foot if footed else 0.0
    height = head + title + foot + rows.end
    y = look.stand(height)
    return CardPlan(look.x, y, look.width, height, y + head, y + height - rows.end - rows.foot / 2, named, footed)


def _labels(content: TitleCardContent, brush: Brush) -> dict[str, Any]:
    """The small texts, as long as they may be."""
    faces, look = brush.faces, brush.style.title
    label, board, small = look.label, look.board, look.teller
    tag = faces.width(content.label, label.role, label.size, label.track) + look.label_room
    room = brush.style.cards.width - 2 * brush.style.cards.padding - look.beside - tag - 24
    teller = content.teller_form.format(teller=content.teller) if content.teller else ""
    return {
        "board": shorten(content.board, faces, board.role, board.size, room),
        "teller": shorten(teller, faces, small.role, small.size, room),
        "label": content.label,
        "tag": tag,
        "part": content.part_form.format(part=content.part, parts=content.parts) if content.parts > 1 else "",
        "counts": tuple(_counts(content, faces, look)),
    }


def _counts(content: TitleCardContent, faces: Faces, look: TitleLook) -> Iterator[dict[str, Any]]:
    """The pills that the source has numbers for: icon, text, left end and width inside the card."""
    x = 0.0
    for icon, text in (("votes", content.votes), ("replies", content.replies)):
        if text:
            width = look.count_icon + faces.width(text, look.count.role, look.count.size) + look.count_room
            yield {"icon": icon, "text": text, "x": x, "width": width}
            x += round(width) + 20


def _findings(content: TitleCardContent, pages: Sequence[Page], plan: CardPlan, brush: Brush) -> tuple[Finding, ...]:
    look, style, rows = brush.style.cards, brush.style, brush.style.title
    said = " ".join((*content.title, content.board, content.teller, content.label))
    blocks = [page.block for page in pages]
    return (
        *missing_glyphs("title card", said, brush.faces),
        *legible("title card", _texts(style), style.colours.surface),
        *(finding for block in blocks for finding in well_set("title card", block, brush.faces, rows.role)),
        *inside_band("title card", plan.y, plan.y + plan.height, look.top, look.bottom),
    )


def _texts(style: Style) -> tuple[tuple[str, float], ...]:
    """The colours and smallest sizes of what is read on the card."""
    smallest = style.title.steps[-1][0]
    return (
        (style.colours.ink, smallest),
        (style.paint(style.title.lit), smallest),
        (style.colours.muted, style.title.teller.size),
    )
