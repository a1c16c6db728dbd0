"""Captions: inside the video, inside the safe area, readable."""

from __future__ import annotations

from collections.abc import Iterator

from reelhouse.model.captions import Captions
from reelhouse.model.layout import Box, Layout
from reelhouse.model.quality import Finding, Level
from reelhouse.model.time import frames_to_samples, samples_to_milliseconds
from reelhouse.qc.carried import carried_findings
from reelhouse.qc.evidence import Evidence
from reelhouse.qc.findings import in_milliseconds

_CONTRAST = "captions-contrast"


def check_inside(evidence: Evidence) -> Iterator[Finding]:
    """No caption is shown after the end, or for no time at all."""
    layout, captions = evidence.planned.layout, evidence.planned.captions
    if layout is None or not (layout.events or captions):
        return
    late = sorted([*_late_events(layout), *(_late_cues(captions, layout) if captions is not None else ())])
    count = len(layout.events) + (len(captions.cues) + len(captions.groups) if captions is not None else 0)
    yield Finding(
        check="captions-in-duration",
        level=Level.FAIL if late else Level.OK,
        message=f"{len(late)} captions are never or not wholly shown" if late else "every caption is shown",
        value=f"{len(late)} of {count}",
        limit="0",
        at=late[0] if late else None,
    )


def check_safe_area(evidence: Evidence) -> Iterator[Finding]:
    """No caption lies where platforms put their own buttons and titles."""
    layout = evidence.planned.layout
    if layout is None or layout.safe is None:
        return
    safe = layout.safe
    boxes = [(event.range.start, event.box) for event in layout.events if event.box is not None]
    outside = [start for start, box in boxes if not safe.contains(box)]
    touching = [start for start, box in boxes if safe.contains(box) and _touches(box, safe)]
    level, bad, words = Level.OK, outside, "every caption is inside the safe area"
    if outside:
        level, words = Level.FAIL, f"{len(outside)} captions leave the safe area"
    elif touching:
        level, bad, words = Level.WARN, touching, f"{len(touching)} captions touch the edge of the safe area"
    yield Finding(
        check="captions-safe-area",
        level=level,
        message=words,
        value=f"{len(bad)} of {len(boxes)}",
        limit=f"x {safe.x} to {safe.right}, y {safe.y} to {safe.bottom}",
        at=in_milliseconds(min(bad), layout.rendition.rate) if bad else None,
    )


def check_contrast(evidence: Evidence) -> Iterator[Finding]:
    """Whoever placed the captions measured them against their picture: what was found, or that nobody did."""
    layout = evidence.planned.layout
    if layout is None or not layout.events:
        return
    found = [finding for finding in carried_findings(evidence.planned) if finding.check == _CONTRAST]
    yield from found
    if not found:
        words = "the contrast of captions and picture was not measured"
        yield Finding(check=_CONTRAST, level=Level.FAIL, message=words, value="not measured", limit="measured")


def _late_events(layout: Layout) -> Iterator[int]:
    """Milliseconds at which events start that end too late."""
    for event in layout.events:
        if event.range.end > layout.duration or event.range.duration == 0:
            yield in_milliseconds(event.range.start, layout.rendition.rate)


def _late_cues(captions: Captions, layout: Layout) -> Iterator[int]:
    end = frames_to_samples(layout.duration, layout.rendition.rate)
    shown = [(cue.start, cue.end) for cue in captions.cues] + [(group.start, group.end) for group in captions.groups]
    for first, last in shown:
        if last > end or last <= first:
            yield samples_to_milliseconds(first)


def _touches(box: Box, safe: Box) -> bool:
    return box.x == safe.x or box.y == safe.y or box.right == safe.right or box.bottom == safe.bottom
