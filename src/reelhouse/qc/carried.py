"""Findings that documents carry from where they were made: text, narration, captions, layout."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import shorten

from reelhouse.model.quality import Finding
from reelhouse.qc.evidence import Planned


def carried_findings(planned: Planned) -> tuple[Finding, ...]:
    """All of them, each once; what is said of a line comes with its words."""
    return tuple(dict.fromkeys(_all(planned)))


def _all(planned: Planned) -> Iterator[Finding]:
    yield from planned.carried
    for document in (planned.script, planned.narration, planned.captions, planned.timeline, planned.layout):
        if document is not None:
            yield from document.findings
    if planned.narration is not None:
        for speech in planned.narration.lines:
            said = " ".join(word.text for word in speech.utterance.words)
            for finding in speech.utterance.findings:
                yield finding.model_copy(update={"message": f"{finding.message}: {shorten(said, 50)!r}"})
