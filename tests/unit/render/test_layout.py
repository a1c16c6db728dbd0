import pytest

from reelhouse.errors import UsageError
from reelhouse.model.artifact import Artifact, Kind
from reelhouse.model.layout import DRAFT, PORTRAIT, RENDITIONS, Box, CaptionEvent, Layer, LayerKind, Rendition
from reelhouse.model.script import Role
from reelhouse.model.time import Rate, TimeRange
from reelhouse.model.timeline import (
    Clip,
    ExternalReference,
    Gap,
    GeneratorReference,
    SceneMark,
    Timeline,
    Track,
    TrackKind,
)
from reelhouse.render.layout import DrawnCard, Lettering, ground_layers, lay_out, place_of
from reelhouse.styles.style import load_style

MIDNIGHT = load_style("midnight")
LOOP = Artifact(sha256="a" * 64, kind=Kind.LOOP, suffix=".mp4", size=1)
CARD = Artifact(sha256="b" * 64, kind=Kind.CARD, suffix=".mov", size=1)
STILL = Artifact(sha256="c" * 64, kind=Kind.STILL, suffix=".png", size=1)
BOX = Box(x=72, y=400, width=936, height=620)


def span(start: int, duration: int) -> TimeRange:
    return TimeRange(start=start, duration=duration)


def background(name: str, start: int, frames: int, *, loops: bool = True) -> Clip:
    media = ExternalReference(artifact=LOOP, available=300, loops=loops)
    return Clip(name=name, media=media, source=span(start, frames))


def card(name: str, frames: int) -> Clip:
    return Clip(name=name, media=GeneratorReference(name="forum"), source=span(0, frames))


def timeline(seconds: int = 30, *, grounds: tuple[Clip, ...] = (), rate: int = 30) -> Timeline:
    frames = seconds * rate
    grounds = grounds or (background("one", 17, 150), background("two", 0, frames - 150, loops=False))
    cards = (Gap(duration=10), card("card a", 140), card("card b", 60), Gap(duration=frames - 210))
    return Timeline(
        name="story",
        language="en",
        rate=Rate(num=rate),
        duration=frames,
        scenes=(
            SceneMark(id="a", role=Role.TITLE, range=span(0, 150)),
            SceneMark(id="b", role=Role.STORY, range=span(150, frames - 150)),
        ),
        tracks=(
            Track(kind=TrackKind.BACKGROUND, name="background", items=grounds),
            Track(kind=TrackKind.CARD, name="cards", items=cards),
        ),
    )


def test_clips_become_layers_bottom_first() -> None:
    cards = {
        "card a": DrawnCard(artifact=CARD, frames=120, box=BOX),
        "card b": DrawnCard(artifact=STILL, frames=1, box=BOX),
    }
    layout = lay_out(timeline(), PORTRAIT, cards=cards, lettering=Lettering(), style=MIDNIGHT)
    loop, footage, moving, still = layout.layers
    assert (loop.kind, loop.range, loop.source_start, loop.source_frames) == (LayerKind.LOOP, span(0, 150), 17, 300)
    assert (footage.kind, footage.range) == (LayerKind.FOOTAGE, span(150, 750))
    assert (moving.kind, moving.range, moving.source_frames) == (LayerKind.OVERLAY, span(10, 120), 120)
    assert (moving.x, moving.y, moving.width, moving.height) == (72, 400, 936, 620)
    assert (still.kind, still.range) == (LayerKind.STILL, span(150, 60))
    assert [(scene.id, scene.range) for scene in layout.scenes] == [("a", span(0, 150)), ("b", span(150, 750))]
    assert layout.duration == 900


def test_a_card_that_was_not_drawn_is_not_shown() -> None:
    layout = lay_out(timeline(), PORTRAIT, cards={}, lettering=Lettering(), style=MIDNIGHT)
    assert len(layout.layers) == 2


def test_the_captions_are_taken_as_they_are() -> None:
    event = CaptionEvent(depth=1, style="Word", range=span(3, 9), text="HELLO")
    lettering = Lettering(styles=("Style: Word,A,1",), events=(event,), safe=BOX)
    layout = lay_out(timeline(), PORTRAIT, cards={}, lettering=lettering, style=MIDNIGHT)
    assert (layout.styles, layout.events, layout.safe) == (lettering.styles, lettering.events, BOX)


@pytest.mark.parametrize(("rendition", "height", "gap"), [(PORTRAIT, 10, 6), (DRAFT, 4, 4)])
def test_the_bar_has_even_sizes_and_the_colours_of_the_style(rendition: Rendition, height: int, gap: int) -> None:
    bar = lay_out(timeline(), rendition, cards={}, lettering=Lettering(), style=MIDNIGHT).progress
    assert bar is not None
    assert (bar.height, bar.gap) == (height, gap)
    assert (bar.colour, bar.ground) == (MIDNIGHT.colours.accent, MIDNIGHT.colours.line)


@pytest.mark.parametrize(("seconds", "rendition", "has_bar"), [
    (19, PORTRAIT, False), (20, PORTRAIT, True), (180, PORTRAIT, True), (181, PORTRAIT, False),
    (60, RENDITIONS["square"], True),
    (60, Rendition(name="wide", width=1920, height=1080, rate=Rate(num=30)), False),
])  # fmt: skip
def test_the_bar_suits_programmes_of_middle_length_that_are_not_wide(
    seconds: int, rendition: Rendition, has_bar: bool
) -> None:
    layout = lay_out(timeline(seconds), rendition, cards={}, lettering=Lettering(), style=MIDNIGHT)
    assert (layout.progress is not None) is has_bar


def test_another_rate_is_refused() -> None:
    with pytest.raises(UsageError, match="25 frames per second"):
        lay_out(timeline(rate=25), PORTRAIT, cards={}, lettering=Lettering(), style=MIDNIGHT)


def test_a_background_that_is_not_media_is_refused() -> None:
    undrawn = Clip(name="bg", media=GeneratorReference(name="aurora"), source=span(0, 900))
    with pytest.raises(UsageError, match="'aurora' is not media"):
        lay_out(timeline(grounds=(undrawn,)), PORTRAIT, cards={}, lettering=Lettering(), style=MIDNIGHT)


def test_scrims_lie_between_backgrounds_and_cards() -> None:
    scrim = Layer(kind=LayerKind.STILL, artifact=STILL, range=span(17, 150), source_frames=1, y=700)
    drawn = {"card a": DrawnCard(artifact=CARD, frames=140, box=BOX)}
    layout = lay_out(timeline(), PORTRAIT, cards=drawn, lettering=Lettering(), style=MIDNIGHT, scrims=[scrim])
    assert [layer.artifact for layer in layout.layers] == [LOOP, LOOP, STILL, CARD]


def test_footage_that_is_laid_is_as_large_as_each_frame_allows() -> None:
    laid = ExternalReference(artifact=LOOP, available=300, laid=((9, 16, 1080, 608), (1, 1, 1080, 608)))
    places = [place_of(laid, RENDITIONS[name]) for name in ("portrait", "draft", "square", "landscape")]
    assert places[0] == Box(x=0, y=386, width=1080, height=608)
    assert places[1] == Box(x=0, y=194, width=540, height=304)
    assert places[2] == Box(x=0, y=84, width=1080, height=608)
    assert places[3] is None
    clip = Clip(name="one", media=laid, source=span(0, 300))
    (layer,) = ground_layers(timeline(10, grounds=(clip,)), RENDITIONS["square"])
    assert (layer.y, layer.width, layer.height) == (84, 1080, 608)
