"""Golden layouts: where everything stands, for every style, shape and language, as data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from golden.studio import RATE
from reelhouse.captions.contrast import Ground
from reelhouse.captions.cues import weak_words
from reelhouse.captions.display import fit, shown
from reelhouse.captions.group import group_words
from reelhouse.captions.place import Placed, place_groups
from reelhouse.language import language_codes
from reelhouse.language.counts import short_count
from reelhouse.model.captions import WordGroup
from reelhouse.model.layout import RENDITIONS, Rendition, Shape
from reelhouse.model.speech import Word
from reelhouse.pictures.canvas import Canvas
from reelhouse.pictures.content import EndCardContent, ThumbnailContent, TitleCardContent
from reelhouse.pictures.end_card import lay_out_heading, plan_end_card
from reelhouse.pictures.headline import headline
from reelhouse.pictures.pages import lay_out_title
from reelhouse.pictures.thumbnail import cover_look, lay_out_cover
from reelhouse.pictures.title_card import plan_card, title_room
from reelhouse.production.sample import Sample, read_sample
from reelhouse.production.tongue import spelled_in
from reelhouse.styles.fonts import make_face, open_faces
from reelhouse.styles.measure import Faces
from reelhouse.styles.style import FontRole, Style, load_style, style_names

LAYOUTS = Path(__file__).parent / "layouts.json"
SHAPES: tuple[Shape, ...] = ("portrait", "square", "landscape")
#: Every combination that is held: style, shape, language.
ALL = [(style, shape, code) for style in style_names() for shape in SHAPES for code in language_codes()]


class Laid:
    """One combination, laid out in full size."""

    def __init__(self, name: str, shape: Shape, code: str) -> None:
        self.sample: Sample = read_sample(code)
        self.rendition: Rendition = RENDITIONS[shape].at(RATE)
        self.style, self.faces = _dressed(name, code == "ko")
        self.style = self.style.in_shape(shape)
        self._title()
        self._end()
        self._cover()
        self.groups = tuple(self._groups())
        dark = self.style.captions.ink == "#ffffff" or self.style.paint(self.style.captions.ink) > "#888888"
        ground = Ground(luminance=0.05, darkest=0.0) if dark else Ground(luminance=0.9, darkest=0.8)
        self.placed: Placed = place_groups(self.groups, self.style, self.faces, self.rendition, lambda _: ground)

    def _title(self) -> None:
        sample, style = self.sample, self.style
        content = TitleCardContent(
            title=tuple(sample.title.split()),
            board=sample.board,
            teller=sample.teller,
            votes=short_count(sample.votes, sample.language),
            parts=2,
        )
        self.title_pages = lay_out_title(content.title, self.faces, title_room(style), style.title)
        self.title_plan = plan_card(content, self.title_pages, style)

    def _end(self) -> None:
        look, canvas = self.style.cards, Canvas(self.style, self.faces, self.rendition)
        content = EndCardContent(heading=tuple(self.sample.heading.split()), note=self.sample.note)
        self.heading = lay_out_heading(content, self.faces, look, self.style.end)
        self.end_plan = plan_end_card(content, self.heading, canvas)

    def _cover(self) -> None:
        capitals = self.style.cover.capitals
        self.headline = headline(self.sample.title, self.sample.language, capitals=capitals)
        content = ThumbnailContent(words=self.headline.words, accent=self.headline.accent)
        self.cover_look = cover_look(content, self.faces, self.style.cover)
        self.cover, self.cover_height = lay_out_cover(content, self.faces, self.cover_look)

    def _groups(self) -> Iterator[WordGroup]:
        look, weak, at = self.style.captions, weak_words(self.sample.language.code), 0
        for text in (self.sample.caption, self.sample.long):
            words = [
                Word(text=word, start=at + n * 14400, end=at + (n + 1) * 14400) for n, word in enumerate(text.split())
            ]
            until = words[-1].end + 20000
            yield from group_words(words, "s", look, self.faces, until=until, since=at, weak=weak)
            at = until

    def rows(self) -> list[tuple[list[str], int]]:
        """Of every group of captions its rows and the size of its letters."""
        look = self.style.captions
        found = [fit([shown(word.text, look) for word in group.words], look, self.faces) for group in self.groups]
        return [([" ".join(piece.text for piece in row) for row in one.rows], one.size) for one in found]

    def told(self) -> dict[str, Any]:
        """What is recorded of it."""
        card, end = self.title_plan, self.end_plan
        return {
            "title": [[" ".join(line) for line in page.block.lines] for page in self.title_pages],
            "title box": [
                round(side) for side in (self.title_pages[0].block.size, card.x, card.y, card.width, card.height)
            ],
            "captions": [f"{size}: {' / '.join(rows)}" for rows, size in self.rows()],
            "end": [" ".join(line) for line in self.heading.block.lines],
            "end box": [round(side) for side in (self.heading.block.size, end.x, end.y, end.width, end.height)],
            "cover": [f"{line.size:.0f}: {' '.join(word for word, _, _ in line.words)}" for line in self.cover],
        }


@cache
def laid(name: str, shape: Shape, code: str) -> Laid:
    """One combination."""
    return Laid(name, shape, code)


def recorded_layouts() -> dict[str, Any]:
    """What was recorded last, by `style shape language`."""
    known: dict[str, Any] = json.loads(LAYOUTS.read_text(encoding="utf-8")) if LAYOUTS.exists() else {}
    return known


def record_layouts() -> None:
    """Record all as they are now: one line for each."""
    lines = [f" {json.dumps(' '.join(one))}: {json.dumps(laid(*one).told(), ensure_ascii=False)}" for one in ALL]
    LAYOUTS.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


@cache
def _dressed(name: str, hangul: bool) -> tuple[Style, Faces]:
    """A style with its faces, for languages whose letters every style has or for Korean."""
    style = spelled_in(load_style(name), "ko") if hangul else load_style(name)
    files = {role: _face(*_origin(style, role)) for role in style.fonts}
    return style, open_faces(style, files)


def _origin(style: Style, role: str) -> tuple[str, str]:
    return style.fonts[role].model_dump_json(), role


@cache
def _face(font: str, role: str) -> Path:
    path = Path(mkdtemp()) / f"{role}.ttf"
    make_face(FontRole.model_validate_json(font), path)
    return path
