"""Drawing cards as steps: each card of a programme, for one rendition."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from reelhouse.edit.schedule import SlottedScene
from reelhouse.language import open_language
from reelhouse.language.counts import short_count
from reelhouse.language.follow import follow
from reelhouse.model.artifact import Kind
from reelhouse.model.base import Value
from reelhouse.model.layout import PORTRAIT, Box, Rendition
from reelhouse.model.money import Unit
from reelhouse.model.quality import Finding
from reelhouse.model.script import Role, Script
from reelhouse.pictures.content import EndCardContent, TitleCardContent
from reelhouse.production.caption import read_along
from reelhouse.production.look import Look
from reelhouse.production.scratch import Scratch
from reelhouse.production.steps import Step
from reelhouse.production.till import DRAWING
from reelhouse.production.workshop import Workshop
from reelhouse.render.layout import DrawnCard
from reelhouse.styles.looks import CaptionLook, CardLook, CoverLook
from reelhouse.styles.style import Style

if TYPE_CHECKING:
    from reelhouse.pictures.canvas import Canvas
    from reelhouse.pictures.clip import CardClip


class CardMade(Value):
    """A drawn card, the box of its plate (pixels), and what is doubtful about it.

    The plate lies where it was drawn: once a card is placed in a rendition, only its size still holds.
    """

    card: DrawnCard
    plate: Box
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Easel:
    """Draws the cards of one script for one rendition."""

    shop: Workshop
    script: Script
    look: Look
    rendition: Rendition

    @property
    def canvas(self) -> Canvas:
        """What cards are drawn on."""
        from reelhouse.pictures.canvas import Canvas

        return Canvas(self.style, self.look.faces, self.sheet)

    @cached_property
    def sheet(self) -> Rendition:
        """The frame that cards are drawn for: upright for a square one too, in which they only stand elsewhere."""
        wide, high = self.rendition.width, self.rendition.height
        if self.rendition.shape == "square":
            high = wide * PORTRAIT.height // PORTRAIT.width // 2 * 2
        return Rendition(name="card", width=wide, height=high, rate=self.rendition.rate)

    @cached_property
    def style(self) -> Style:
        """The style as cards are drawn: without what they have no use for, and in one place where they are shared."""
        style, house = self.look.style, CardLook()
        cards = style.cards
        if self.rendition.shape != "landscape":
            down = {"top": house.top, "bottom": house.top + cards.bottom - cards.top, "centre_y": house.centre_y}
            cards = cards.model_copy(update=down)
        return style.model_copy(update={"cards": cards, "captions": CaptionLook(), "cover": CoverLook()})

    def card(self, at: SlottedScene) -> CardMade | None:
        """The card of a scene, if it has one."""
        match at.scene.role:
            case Role.TITLE:
                return self._title(at)
            case Role.END:
                return self._end(at)
            case _:
                return None

    def _title(self, at: SlottedScene) -> CardMade:
        words = read_along(at)
        script = self.script
        language = open_language(script.language)
        phrases = language.phrases
        content = TitleCardContent(
            title=tuple(word.text for word in words),
            board=script.board,
            teller=script.teller,
            votes="" if script.votes is None else short_count(script.votes, language),
            replies="" if script.replies is None else short_count(script.replies, language),
            part=script.part,
            parts=script.parts,
            seed=self.shop.seed("avatar"),
            label=phrases["story"],
            part_form=phrases["part_of"].format(n="{part}", m="{parts}"),
            teller_form=phrases["told_by"].format(name="{teller}"),
        )

        def draw(path: Path) -> CardClip:
            from reelhouse.pictures.title_card import draw_title_card

            return draw_title_card(content, words, at.range.duration, self.canvas, path)

        return self._draw("draw title card", {"content": content, "words": list(words)}, at, draw)

    def _end(self, at: SlottedScene) -> CardMade:
        heading = at.scene.heading.split()
        words = follow(heading, [word for line in at.lines for word in line.spoken()]) if at.lines else ()
        content = EndCardContent(heading=tuple(heading), note=at.scene.note, seed=self.shop.seed("avatar"))

        def draw(path: Path) -> CardClip:
            from reelhouse.pictures.end_card import draw_end_card

            return draw_end_card(content, words, at.range.duration, self.canvas, path)

        return self._draw("draw end card", {"content": content, "words": list(words)}, at, draw, self.style.end.above)

    def _draw(
        self, name: str, shown: dict[str, object], at: SlottedScene, draw: Callable[[Path], CardClip], above: int = 0
    ) -> CardMade:
        def work(scratch: Scratch) -> CardMade:
            path = scratch.path("card.mov")
            clip = draw(path)
            scratch.count(DRAWING, Unit.PICTURE, 1)
            card = DrawnCard(artifact=scratch.keep(path, Kind.CARD), frames=clip.frames, box=clip.box)
            return CardMade(card=card, plate=clip.plate, findings=clip.findings)

        inputs = {
            **shown,
            "frames": at.range.duration,
            "sheet": self.sheet,
            **self.look.key,
            "style": self.style.fingerprint(),
        }
        made = self.shop.steps.make(Step(name, 4, inputs, CardMade), work, label=at.scene.id)
        return self._placed(made, above)

    def _placed(self, made: CardMade, above: int) -> CardMade:
        """The card where it stands in this rendition: moved by an even number of rows, so that colour planes align."""
        scale, box = self.rendition.scale, made.card.box
        height = made.plate.height / scale
        moved = self.look.style.cards.stand(height, above) - self.style.cards.stand(height, above)
        box = box.model_copy(update={"y": box.y + round(moved * scale / 2) * 2})
        return made.model_copy(update={"card": made.card.model_copy(update={"box": box})})
