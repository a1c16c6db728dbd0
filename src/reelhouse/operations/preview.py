"""Showing a style on one page."""

from __future__ import annotations

from pathlib import Path

from reelhouse.config import Settings
from reelhouse.model.layout import Shape
from reelhouse.model.quality import Finding, Level
from reelhouse.operations.output import replacing
from reelhouse.production.look import Look
from reelhouse.production.preview import FRAMES, Sampler
from reelhouse.production.sample import read_sample
from reelhouse.production.steps import Steps
from reelhouse.production.tongue import spelled_in
from reelhouse.production.workshop import Workshop
from reelhouse.storage import open_store
from reelhouse.styles.own import open_style


def preview_style(
    ref: str, into: Path, settings: Settings, *, shape: Shape = "portrait", language: str = "en"
) -> tuple[Finding, ...]:
    """Draw a style as a page of samples (PNG) and say what is doubtful about it.

    Args:
        ref: The style's name, or the path of its folder or file.
        into: The page to write.
        settings: Of this installation.
        shape: The shape of the frames that are drawn.
        language: What the samples are written in.

    Raises:
        UnknownName: No style has that name, or the language is not known.
        PathNotFound: There is nothing at that path.
        InvalidSettings: The style's file, a font or a template is wrong.
        ProviderNotInstalled: The fonts that the language is written with are missing.
        NotWritable: The page cannot be written.
    """
    style = spelled_in(open_style(ref), language)
    sample = read_sample(language)
    with open_store(settings) as store, Steps(store) as steps, steps.scratch("preview") as folder:
        look = Look(Workshop(steps, store, settings, "preview"), style)
        sampler = Sampler(style, look.faces, sample, folder, FRAMES[shape])
        with replacing(into, asked=("file", "--out")) as part:
            sampler.draw(part)
    return tuple(dict.fromkeys(finding for finding in sampler.findings if finding.level is not Level.OK))
