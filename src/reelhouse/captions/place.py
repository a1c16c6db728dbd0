"""Word groups onto the frame: every word at its own measured place, so that a popping word never moves its neighbours.

Each word is drawn by a few events: a soft shadow as long as the group, then the word waiting, spoken and white again.
The moving beginning of each state is an event of its own, no longer than a fifth of a second; what follows stands
still, so that a chunk border may cut it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from reelhouse.captions.arrange import Place, arrange
from reelhouse.captions.ass import (
    ACTIVE,
    APPEARING,
    SPOKEN,
    WAITING,
    alpha,
    body,
    colour_tag,
    number,
    rounded,
    style_lines,
)
from reelhouse.captions.contrast import (
    WHITE,
    Ground,
    Legible,
    luminance,
    needed,
    pick_accent,
    ratio,
    report_contrast,
    surround,
    treat,
)
from reelhouse.captions.display import POP, Fit, fit, plain
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

#: Space around the words on a plate and the radius of its corners, on the 1080-wide grid.
PLATE_X, PLATE_Y, PLATE_RADIUS = 28, 16, 20
#: Weight of a font that has no axis for it (OpenType `wght`).
_REGULAR = 400


@dataclass(frozen=True)
class Placed:
    """Captions of one rendition: ASS style lines, events in order of time, and what was noticed."""

    styles: tuple[str, ...]
    events: tuple[CaptionEvent, ...]
    findings: tuple[Finding, ...]


def place_groups(
    groups: Sequence[WordGroup],
    style: Style,
    faces: Faces,
    rendition: Rendition,
    under: Callable[[WordGroup], Ground] = lambda _: Ground(),
) -> Placed:
    """Place word groups in a rendition.

    Args:
        groups: In samples of the whole timeline.
        style: Colours and the look of captions.
        faces: The static fonts that will draw them, with the families that the style lines name.
        rendition: Size and rate; lengths scale with the width, heights in the frame with the height.
        under: What is behind a group.

    Returns:
        Events in frames from the timeline's start. Findings name text that leaves (`fail`) or touches (`warn`) the
        safe area or lost a character that no font has (`warn`). One more is the least contrast of all groups, `ok` or
        `fail`; there is none when the ground of a group is not known, for then it was not measured.
    """
    stage = _Stage(style, faces, rendition)
    events: list[CaptionEvent] = []
    findings: list[Finding] = []
    contrasts: list[Legible | None] = []
    for group in groups:
        drawn = _Group(stage, group, under(group))
        shown = drawn.events()
        events += shown
        findings += drawn.findings()
        contrasts += [drawn.contrast()] if shown else []
    measured = [one for one in contrasts if one is not None]
    if measured and len(measured) == len(contrasts):
        findings.append(report_contrast(measured))
    return Placed(style_lines(style, faces, rendition), tuple(events), tuple(findings))


@dataclass(frozen=True)
class _Stage:
    """What all groups share."""

    style: Style
    faces: Faces
    rendition: Rendition

    def frame(self, samples: int) -> int:
        return samples_to_frames_floor(samples, self.rendition.rate)

    def frames(self, milliseconds: int) -> int:
        return samples_to_frames_ceil(milliseconds_to_samples(milliseconds), self.rendition.rate)


class _Group:
    """One group on its way to events."""

    def __init__(self, stage: _Stage, group: WordGroup, ground: Ground) -> None:
        self._stage = stage
        self._group = group
        self._look = stage.style.captions
        self._scale = stage.rendition.scale
        self._range = _between(stage.frame(group.start), stage.frame(group.end))
        self._text = " ".join(word.text for word in group.words)
        self._at = samples_to_milliseconds(group.start)
        self._ground = ground
        self._treatment = treat(ground)
        self._accent = pick_accent(ground, stage.style.colours.accent, stage.style.colours.accent2)
        self._missing = tuple(dict.fromkeys(char for word in group.words for char in self._lost(word.text)))
        shown = [self._drop_missing(plain(word.text)) for word in group.words]
        self._kept = [at for at, text in enumerate(shown) if text]
        texts = [shown[at] for at in self._kept]
        found = fit(texts, self._look, stage.faces) if texts else Fit((), 0)
        self._places = arrange(found, self._look, stage.faces, stage.rendition)

    def events(self) -> list[CaptionEvent]:
        """Everything drawn for this group: plate, shadows, then each word's states."""
        if self._range is None or not self._places:
            return []
        events = [self._plate(self._range)] if self._treatment.plate else []
        if self._treatment.shadow:
            events += [event for place in self._places for event in self._shadow(place, self._range)]
        return events + [event for place in self._places for event in self._word(place)]

    def findings(self) -> Iterator[Finding]:
        """Lost characters, text outside the safe area."""
        if self._missing:
            lost = " ".join(self._missing)
            yield Finding(
                check="caption glyphs", level=Level.WARN, value=lost, limit="none", at=self._at,
                message=f"no font has {lost!r}: left out of the caption {self._text!r}",
            )  # fmt: skip
        yield from self._safety()

    def contrast(self) -> Legible | None:
        """Of its letters, white or lit, against what surrounds them; None when the ground is not known."""
        if self._ground.luminance is None:
            return None
        style, size = self._stage.style, self._places[0].size / self._scale
        outline = self._look.outline * self._treatment.outline
        behind = surround(self._ground.luminance, self._treatment, style.colours.edge, outline)
        least = min(ratio(luminance(ink), behind) for ink in (WHITE, self._accent))
        weight = style.fonts[self._look.role].axes.get("wght", _REGULAR)
        return Legible(text=self._text, at=self._at, ratio=least, needed=needed(size, weight))

    def _safety(self) -> Iterator[Finding]:
        safe = safe_area(self._stage.rendition)
        levels = {judge_box(place.box(POP, self._outline), safe) for place in self._places}
        for level, verb in ((Level.FAIL, "leaves"), (Level.WARN, "touches the edge of")):
            if level in levels:
                words = f"the caption {self._text!r} {verb} the safe area"
                yield Finding(check="caption place", level=level, at=self._at, message=words)
                return

    def _lost(self, text: str) -> tuple[str, ...]:
        both = plain(text) + plain(text).upper()
        return self._stage.faces.missing(both, self._look.role)

    def _drop_missing(self, text: str) -> str:
        return "".join(char for char in text if char not in self._missing and char.upper() not in self._missing)

    @property
    def _outline(self) -> float:
        return self._look.outline * self._scale * self._treatment.outline

    def _plate(self, during: TimeRange) -> CaptionEvent:
        boxes = [place.box(POP, 0) for place in self._places]
        across, down = round(PLATE_X * self._scale), round(PLATE_Y * self._scale)
        x, y = min(box.x for box in boxes) - across, min(box.y for box in boxes) - down
        width = max(box.right for box in boxes) + across - x
        height = max(box.bottom for box in boxes) + down - y
        path = rounded(width, height, round(PLATE_RADIUS * self._scale))
        text = rf"{{\an7\pos({x},{y})\p1}}{path}"
        box = Box(x=x, y=y, width=width, height=height)
        return CaptionEvent(depth=0, style="Plate", range=during, text=text, box=box)

    def _shadow(self, place: Place, during: TimeRange) -> Iterator[CaptionEvent]:
        """As long as the group; where the word appears waiting, its shadow grows with it."""
        blur = self._look.shadow_blur * self._scale
        # The blur spreads ink by about two of its radii before it is too faint to see.
        box = place.box(1, self._look.shadow_outline * self._scale + 2 * blur)
        lit, _ = self._lit(self._kept[place.word])
        middle = min(lit, during.start + self._stage.frames(WAITING.milliseconds))
        grow = APPEARING.replace("%s", alpha(self._look.shadow_alpha))
        for tags, part in ((grow, _between(during.start, middle)), ("", _between(middle, during.end))):
            if part is not None:
                yield self._event(1, "Shadow", part, place, rf"\blur{number(blur)}{tags}", box)

    def _word(self, place: Place) -> Iterator[CaptionEvent]:
        """The states of one word, each a moving event and a still one."""
        lit, dark = self._lit(self._kept[place.word])
        begin, end = self._stage.frame(self._group.start), self._stage.frame(self._group.end)
        for state, start, stop in ((WAITING, begin, lit), (ACTIVE, lit, dark), (SPOKEN, dark, end)):
            middle = min(stop, start + self._stage.frames(state.milliseconds))
            moving, still = _between(start, middle), _between(middle, stop)
            if moving is not None:
                yield self._state(place, state.depth, state.moving, moving, state.largest)
            if still is not None:
                yield self._state(place, state.depth, state.rest, still, state.scale)

    def _state(self, place: Place, depth: int, tags: str, during: TimeRange, scale: float) -> CaptionEvent:
        outline = "" if self._treatment.outline == 1 else rf"\bord{number(self._outline)}"
        tags = outline + tags.replace("%s", colour_tag(self._accent))
        return self._event(depth, "Word", during, place, tags, place.box(scale, self._outline))

    def _event(self, depth: int, style: str, during: TimeRange, place: Place, tags: str, box: Box) -> CaptionEvent:
        faces, role = self._stage.faces, self._look.role
        size = "" if place.size == self._look.size * self._scale else rf"\fs{number(faces.ass_size(role, place.size))}"
        anchor = rf"\an5\pos({number(place.x)},{number(place.y)})"
        text = f"{{{anchor}{size}{tags}}}{body(place.text, role, place.size, faces)}"
        return CaptionEvent(depth=depth, style=style, range=during, text=text, box=box)

    def _lit(self, at: int) -> tuple[int, int]:
        """The frames between which a word is lit: a little before its sound, until the next word or its own end."""
        group, words = self._group, self._group.words
        lead = milliseconds_to_samples(self._look.lead)
        start = max(group.start, words[at].start - lead)
        until = words[at + 1].start - lead if at + 1 < len(words) else group.end
        end = until if until - words[at].end < FLICKER else words[at].end
        start, end = min(start, group.end), min(max(start, end), group.end)
        return self._stage.frame(start), self._stage.frame(end)


def _between(start: int, end: int) -> TimeRange | None:
    return TimeRange(start=start, duration=end - start) if end > start else None
