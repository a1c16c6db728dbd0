"""Findings that documents carry from where they were made: text, narration, captions, layout."""

from __future__ import annotations

from collections.abc import Iterator

from reelhouse.model.quality import Finding
from reelhouse.qc.evidence import Planned


def carried_findings(planned: Planned) -> tuple[Finding, ...]:
    """All of them, each once."""
    return tuple(dict.fromkeys(_all(planned)))


def _all(planned: Planned) -> Iterator[Finding]:
    yield from planned.carried
    for document in (planned.script, planned.narration, planned.captions, planned.timeline, planned.layout):
        if document is not None:
            yield from document.findings
    if planned.narration is not None:
        for speech in planned.narration.lines:
            yield from speech.utterance.findings
