"""Bright footage is darkened until letters can be read without a plate; what we drew ourselves is left alone."""

import pytest

from reelhouse.captions.contrast import POOR, Ground, Treatment, dimmed, ratio, treat
from reelhouse.model.artifact import Artifact, Kind
from reelhouse.model.timeline import ExternalReference
from reelhouse.production.shade import LIGHT, STRONG, shade_of
from reelhouse.styles.style import load_style

STYLE = load_style("midnight")
EDGE = STYLE.colours.edge


def media(*, loops: bool) -> ExternalReference:
    artifact = Artifact(sha256="0" * 64, kind=Kind.FOOTAGE, suffix=".mp4", size=1)
    return ExternalReference(artifact=artifact, available=9, loops=loops)


@pytest.mark.parametrize(("luminance", "shade"), [(0.0, 0), (0.18, 0), (0.3, LIGHT), (0.5, STRONG), (1.0, STRONG)])
def test_the_shade_is_as_strong_as_the_picture_is_bright(luminance: float, shade: int) -> None:
    assert shade_of(media(loops=False), luminance, STYLE) == shade
    assert shade_of(media(loops=True), luminance, STYLE) == 0


@pytest.mark.parametrize("luminance", [0.2, 0.37, 0.4, 0.7, 1.0])
def test_shaded_footage_needs_no_plate(luminance: float) -> None:
    under = dimmed(luminance, EDGE, shade_of(media(loops=False), luminance, STYLE))
    assert ratio(1.0, under) >= POOR
    assert treat(Ground(luminance=under)) in {Treatment(), Treatment(outline=2 / 3, shadow=False)}


def test_dark_letters_and_letters_on_plates_need_no_scrim() -> None:
    boxed = STYLE.captions.model_copy(update={"look": "boxed"})
    dark = STYLE.captions.model_copy(update={"ink": "bg1"})
    for captions in (boxed, dark):
        assert shade_of(media(loops=False), 1.0, STYLE.model_copy(update={"captions": captions})) == 0
