"""Bright footage is darkened until letters can be read without a plate; what we drew ourselves is left alone."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from films import X264, run_encoder
from reelhouse.captions.contrast import POOR, Ground, Treatment, dimmed, ratio, treat
from reelhouse.config import Settings
from reelhouse.media.pixels import read_pictures
from reelhouse.model.artifact import Artifact, Kind
from reelhouse.model.layout import RENDITIONS, Layer, LayerKind, Layout, LayoutScene, Rendition
from reelhouse.model.time import Rate, TimeRange
from reelhouse.model.timeline import ExternalReference
from reelhouse.production.dress import band
from reelhouse.production.shade import LIGHT, STRONG, lay_scrims, shade_of
from reelhouse.production.steps import Steps
from reelhouse.production.workshop import Workshop
from reelhouse.render.chunk import encode_chunk
from reelhouse.render.plan import cut
from reelhouse.storage import Store
from reelhouse.styles.looks import LOOKS
from reelhouse.styles.style import Style, load_style, style_names

STYLE = load_style("midnight")
EDGE = STYLE.colours.edge


def media(*, loops: bool) -> ExternalReference:
    artifact = Artifact(sha256="0" * 64, kind=Kind.FOOTAGE, suffix=".mp4", size=1)
    return ExternalReference(artifact=artifact, available=9, loops=loops)


@pytest.fixture
def shop(store: Store, tmp_path: Path) -> Iterator[Workshop]:
    with Steps(store) as steps:
        yield Workshop(steps, store, Settings(home=tmp_path / "home", workers=1), "stories/test")


def scrim(shop: Workshop, style: Style, rendition: Rendition) -> Layer:
    """The strong scrim over a clip of nine frames."""
    clip, whole = media(loops=False).artifact, TimeRange(start=0, duration=9)
    ground = Layer(kind=LayerKind.FOOTAGE, artifact=clip, range=whole, source_frames=9)
    (layer,) = lay_scrims(shop, style, rendition, [ground], {clip.sha256: STRONG})
    return layer


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


@pytest.mark.parametrize("name", RENDITIONS)
def test_captions_of_every_shape_stand_in_the_dark_middle_of_the_scrim(name: str, shop: Workshop) -> None:
    rendition = RENDITIONS[name]
    for style in (load_style(one).in_shape(rendition.shape) for one in style_names()):
        layer = scrim(shop, style, rendition)
        with Image.open(shop.file(layer.artifact)) as drawn:
            alpha = np.asarray(drawn)[:, :, 3].min(axis=1)
        for look in LOOKS:
            box = band(style.lettered(look).captions, rendition)
            behind = alpha[box.y - layer.y : box.bottom - layer.y]
            assert len(behind) == box.height
            assert behind.min() >= 0.95 * STRONG * 2.55


@pytest.mark.parametrize(("width", "height"), [(320, 180), (180, 180), (180, 320)])
def test_the_picture_behind_captions_is_darkened(width: int, height: int, shop: Workshop, tmp_path: Path) -> None:
    frame = Rendition(name="small", width=width, height=height, rate=Rate(num=30), crf=4, preset="ultrafast")
    style = STYLE.in_shape(frame.shape)
    white = tmp_path / "white.mp4"
    run_encoder("-f", "lavfi", "-i", f"color=white:s={width}x{height}:r=30:d=0.3", *X264, str(white))
    clip, layer = media(loops=False).artifact, scrim(shop, style, frame)
    layout = Layout(
        rendition=frame,
        duration=layer.range.duration,
        scenes=(LayoutScene(id="s", range=layer.range),),
        layers=(Layer(kind=LayerKind.FOOTAGE, artifact=clip, range=layer.range, source_frames=9), layer),
    )
    (chunk,) = cut(layout, (0, layout.duration))
    encode_chunk(chunk, {clip.sha256: white, layer.artifact.sha256: shop.file(layer.artifact)}, tmp_path / "made.mp4")
    ((_, picture),) = read_pictures(tmp_path / "made.mp4", [4])
    box = band(style.captions, frame)
    assert picture[box.y : box.bottom].max() < 255 * (1 - STRONG / 100) + 20
    assert picture[:16].min() > 235
