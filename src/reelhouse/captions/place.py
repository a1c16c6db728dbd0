"""Word groups onto the frame: every word at its own measured place, so that no word that moves moves its neighbours."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from reelhouse.captions import boxed, calm, karaoke, pop
from reelhouse.captions.ass import style_lines
from reelhouse.captions.contrast import Ground, Legible, report_contrast
from reelhouse.captions.stage import Group, Stage
from reelhouse.model.captions import WordGroup
from reelhouse.model.layout import CaptionEvent, Rendition
from reelhouse.model.quality import Finding
from reelhouse.model.time import TimeRange
from reelhouse.styles.looks import LookName
from reelhouse.styles.measure import Faces
from reelhouse.styles.style import Style

#: How each caption look draws a group.
DRAWN: dict[LookName, Callable[[Group, TimeRange], Iterator[CaptionEvent]]] = {
    "pop": pop.draw,
    "calm": calm.draw,
    "karaoke": karaoke.draw,
    "boxed": boxed.draw,
}


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
    stage = Stage(style, faces, rendition)
    events: list[CaptionEvent] = []
    findings: list[Finding] = []
    contrasts: list[Legible | None] = []
    for group in groups:
        drawn = Group(stage, group, under(group))
        shown = _events(drawn)
        events += shown
        findings += drawn.findings()
        contrasts += [drawn.contrast()] if shown else []
    measured = [one for one in contrasts if one is not None]
    if measured and len(measured) == len(contrasts):
        findings.append(report_contrast(measured))
    return Placed(style_lines(style, faces, rendition), tuple(events), tuple(findings))


def _events(group: Group) -> list[CaptionEvent]:
    if group.range is None or not group.places:
        return []
    return list(DRAWN[group.look.look](group, group.range))
