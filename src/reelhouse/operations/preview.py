"""Showing a style on one page."""

from __future__ import annotations

from pathlib import Path

from reelhouse.config import Settings
from reelhouse.model.quality import Finding, Level
from reelhouse.operations.output import replacing
from reelhouse.production.look import Look
from reelhouse.production.preview import Sampler
from reelhouse.production.steps import Steps
from reelhouse.production.workshop import Workshop
from reelhouse.storage import open_store
from reelhouse.styles.own import open_style

#: What the samples say.
WORDS = {
    "title": "My sister sold our grandmother’s house. She did not know about the second will.",
    "caption": "The lawyer called me on a Tuesday, and nobody had told my sister.",
    "heading": "What would you do?",
    "note": "Part 2 is next",
    "board": "Family Confessions",
    "teller": "@quiet_maple",
    "label": "Part 1 of 2",
    "cover": "Sister sold our house",
}


def preview_style(ref: str, into: Path, settings: Settings) -> tuple[Finding, ...]:
    """Draw a style as a page of samples (PNG) and say what is doubtful about it.

    Raises:
        UnknownName: No style has that name.
        PathNotFound: There is nothing at that path.
        InvalidSettings: The style's file, a font or a template is wrong.
        NotWritable: The page cannot be written.
    """
    style = open_style(ref)
    with open_store(settings) as store, Steps(store) as steps, steps.scratch("preview") as folder:
        look = Look(Workshop(steps, store, settings, "preview"), style)
        sampler = Sampler(style, look.faces, WORDS, folder)
        with replacing(into, asked=("file", "--out")) as part:
            sampler.draw(part)
    return tuple(dict.fromkeys(finding for finding in sampler.findings if finding.level is not Level.OK))
