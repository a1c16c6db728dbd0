"""One group of words on its way to the frame: where its words stand, when each is lit, and what keeps them readable."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reelhouse.captions.arrange import Place, arrange
from reelhouse.captions.ass import body, colour_tag, number, rounded
from reelhouse.captions.contrast import (
    Ground,
    Legible,
    Treatment,
    luminance,
    needed,
    pick_accent,
    ratio,
    surround,
    treat,
)
from reelhouse.captions.display import POP, Fit, fit, shown
from reelhouse.captions.group import FLICKER
from reelhouse.captions.safe import judge_box, safe_area
from reelhouse.model.captions import WordGroup
from reelhouse.model.layout import Box, CaptionEvent, Rendition
from reelhouse.model.quality import Finding, Level
from reelhouse.model.time import (
    TimeRange,
    milliseconds_to_samples,
    samples_to_frames_ceil,
    samples_to_frames_floor,
    samples_to_milliseconds,
)
from reelhouse.styles.measure import Faces
from reelhouse.styles.style import Style

#: Weight of a font that has no axis for it (OpenType `wght`).
_REGULAR = 400


@dataclass(frozen=True)
class Stage:
    """What all groups share."""

    style: Style
    faces: Faces
    rendition: Rendition

    def frame(self, samples: int) -> int:
        """The frame that is shown at a sample."""
        return samples_to_frames_floor(samples, self.rendition.rate)

    def frames(self, milliseconds: int) -> int:
        """The frames that a time takes."""
        return samples_to_frames_ceil(milliseconds_to_samples(milliseconds), self.rendition.rate)


class Group:
    """One group: its words fitted and placed, its treatment and its colours."""

    def __init__(self, stage: Stage, group: WordGroup, ground: Ground) -> None:
        self.stage = stage
        self.look = look = stage.style.captions
        self.scale = stage.rendition.scale
        self.range = between(stage.frame(group.start), stage.frame(group.end))
        self.ink = stage.style.paint(look.ink)
        self.treatment = treat(ground, luminance(self.ink), look.plate_below / 10)
        self.accent = pick_accent(ground, stage.style.paint(look.lit), stage.style.paint(look.spare))
        self._group = group
        self._ground = ground
        self._text = " ".join(word.text for word in group.words)
        self._at = samples_to_milliseconds(group.start)
        self._missing = tuple(dict.fromkeys(char for word in group.words for char in self._lost(word.text)))
        texts = [self._drop_missing(shown(word.text, look)) for word in group.words]
        self._kept = [at for at, text in enumerate(texts) if text]
        kept = [texts[at] for at in self._kept]
        found = fit(kept, look, stage.faces) if kept else Fit((), 0)
        self.places = arrange(found, look, stage.faces, stage.rendition)

    def findings(self) -> Iterator[Finding]:
        """Lost characters, text outside the safe area."""
        if self._missing:
            lost = " ".join(self._missing)
            yield Finding(
                check="captions-glyphs", level=Level.WARN, value=lost, limit="none", at=self._at,
                message=f"no font has {lost!r}: left out of the caption {self._text!r}",
            )  # fmt: skip
        yield from self._safety()

    def contrast(self) -> Legible | None:
        """Of its letters, at rest or lit, against what surrounds them; None when the ground is not known."""
        ground = self._ground.against(luminance(self.ink))
        if ground is None:
            return None
        least = min(self._ratios(ground))
        weight = self.stage.style.fonts[self.look.role].axes.get("wght", _REGULAR)
        size = self.places[0].size / self.scale
        return Legible(text=self._text, at=self._at, ratio=least, needed=needed(size, weight))

    def _ratios(self, ground: float) -> Iterator[float]:
        style, look = self.stage.style, self.look
        boxed = look.look == "boxed"
        treated = Treatment(shadow=False, plate=True) if boxed else self.treatment
        edge = style.paint(look.plate) if treated.plate else style.colours.edge
        rest, lit = luminance(self.ink), luminance(self.accent)
        behind = surround(ground, treated, edge, look.outline * treated.outline, letters=rest, cover=look.plate_alpha)
        yield ratio(rest, behind)
        if look.look != "calm":
            yield ratio(lit, luminance(style.paint(look.lit_plate)) if boxed else behind)

    def _safety(self) -> Iterator[Finding]:
        safe = safe_area(self.stage.rendition)
        levels = {judge_box(place.box(POP, self.outline), safe) for place in self.places}
        for level, verb in ((Level.FAIL, "leaves"), (Level.WARN, "touches the edge of")):
            if level in levels:
                words = f"the caption {self._text!r} {verb} the safe area"
                yield Finding(check="captions-place", level=level, at=self._at, message=words)
                return

    def _lost(self, text: str) -> tuple[str, ...]:
        drawn = shown(text, self.look)
        both = drawn + drawn.upper() if self.look.capitals else drawn
        return self.stage.faces.missing(both, self.look.role)

    def _drop_missing(self, text: str) -> str:
        return "".join(char for char in text if char not in self._missing and char.upper() not in self._missing)

    @property
    def outline(self) -> float:
        """The width of the outline in pixels of the frame."""
        return self.look.outline * self.scale * self.treatment.outline

    @property
    def border(self) -> str:
        """The tag of an outline that is not the look's own."""
        return "" if self.treatment.outline == 1 else rf"\bord{number(self.outline)}"

    def plate(self, during: TimeRange, boxes: list[Box], tags: str = "") -> CaptionEvent:
        """A rounded plate around some boxes, less wide where it would leave the safe area."""
        across, down = round(self.look.plate_x * self.scale), round(self.look.plate_y * self.scale)
        safe = safe_area(self.stage.rendition)
        y = min(box.y for box in boxes) - down
        x = max(min(box.x for box in boxes) - across, safe.x + 1)
        width = min(max(box.right for box in boxes) + across, safe.right - 1) - x
        height = max(box.bottom for box in boxes) + down - y
        return self.slab("Plate", 0, during, Box(x=x, y=y, width=width, height=height), tags)

    def slab(self, style: str, depth: int, during: TimeRange, box: Box, tags: str = "") -> CaptionEvent:
        """A rounded rectangle in the colour of a style line."""
        path = rounded(box.width, box.height, round(self.look.radius * self.scale))
        text = rf"{{\an7\pos({box.x},{box.y}){tags}\p1}}{path}"
        return CaptionEvent(depth=depth, style=style, range=during, text=text, box=box)

    def event(self, depth: int, style: str, during: TimeRange, place: Place, tags: str, box: Box) -> CaptionEvent:
        """A word at its place."""
        faces, role = self.stage.faces, self.look.role
        size = "" if place.size == self.look.size * self.scale else rf"\fs{number(faces.ass_size(role, place.size))}"
        anchor = rf"\an5\pos({number(place.x)},{number(place.y)})"
        text = f"{{{anchor}{size}{tags}}}{body(place.text, role, place.size, faces)}"
        return CaptionEvent(depth=depth, style=style, range=during, text=text, box=box)

    def word(self, place: Place, depth: int, tags: str, during: TimeRange, scale: float = 1) -> CaptionEvent:
        """A word with its outline; `%s` in the tags stands for the accent, `%i` for the colour at rest."""
        tags = self.border + tags.replace("%s", colour_tag(self.accent)).replace("%i", colour_tag(self.ink))
        return self.event(depth, "Word", during, place, tags, place.box(scale, self.outline))

    def fading(self, during: TimeRange) -> Iterator[tuple[str, TimeRange]]:
        """The parts of a time with the tags by which a group comes, stays and goes."""
        fade = self.look.fade
        length = min(self.stage.frames(fade), during.duration // 3)
        first, last = during.start + length, during.end - length
        parts = ((rf"\fad({fade},0)", during.start, first), ("", first, last), (rf"\fad(0,{fade})", last, during.end))
        for tags, start, end in parts:
            part = between(start, end)
            if part is not None:
                yield tags, part

    def showing(self, during: TimeRange, start: int, end: int) -> Iterator[tuple[str, TimeRange]]:
        """The same for what is shown between two frames only: it comes and goes with the group, else at once."""
        for tags, whole in self.fading(during):
            part = between(max(whole.start, start), min(whole.end, end))
            if part is not None:
                coming = whole.start == during.start and part.start == whole.start
                going = whole.end == during.end and part.end == whole.end
                yield tags if coming or going else "", part

    def lit(self, place: Place) -> tuple[int, int]:
        """The frames between which a word is lit: a little before its sound, until the next word or its own end."""
        at = self._kept[place.word]
        group, words = self._group, self._group.words
        lead = milliseconds_to_samples(min(self.look.lead, 40))
        start = max(group.start, words[at].start - lead)
        until = words[at + 1].start - lead if at + 1 < len(words) else group.end
        end = until if until - words[at].end < FLICKER else words[at].end
        start, end = min(start, group.end), min(max(start, end), group.end)
        return self.stage.frame(start), self.stage.frame(end)


def between(start: int, end: int) -> TimeRange | None:
    """A range of frames; None when it is empty."""
    return TimeRange(start=start, duration=end - start) if end > start else None
