"""Captions are kept readable on the pictures that are really seen, whichever track they are on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from films import film
from made import narration_of, script_of
from reelhouse.config import Settings
from reelhouse.model.artifact import Kind
from reelhouse.model.captions import Captions, WordGroup
from reelhouse.model.layout import Layer, LayerKind, Layout, Rendition
from reelhouse.model.quality import Level
from reelhouse.model.script import Role
from reelhouse.model.speech import Word
from reelhouse.model.time import Rate, TimeRange
from reelhouse.model.timeline import Clip, ExternalReference, Gap, Item, Timeline, Track, TrackKind
from reelhouse.production.dress import dress
from reelhouse.production.look import Look
from reelhouse.production.programme import Programme
from reelhouse.production.steps import Steps
from reelhouse.production.workshop import Workshop
from reelhouse.storage import Store
from reelhouse.styles.style import load_style

RATE = Rate(num=30)
UPRIGHT = Rendition(name="small", width=180, height=320, rate=RATE)
FRAMES = 60
SCRIPT = script_of(("s", Role.STORY, 1))
#: One caption in the first second, one in the second.
GROUPS = tuple(
    WordGroup(scene="s", start=at, end=at + 40_000, words=(Word(text="word", start=at, end=at + 40_000),))
    for at in (4_000, 52_000)
)
TAGGED = "setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709,format=yuv420p"


@pytest.fixture
def shop(store: Store, tmp_path: Path) -> Iterator[Workshop]:
    with Steps(store) as steps:
        yield Workshop(steps, store, Settings(home=tmp_path / "home", workers=1), "stories/test")


def media(shop: Workshop, folder: Path, picture: str, *, loops: bool) -> ExternalReference:
    path = film(folder / "made.mp4", picture=f"{picture},{TAGGED}", sound=None, seconds=2)
    return ExternalReference(artifact=shop.store.artifacts.put(path, Kind.LOOP), available=FRAMES, loops=loops)


def dark(shop: Workshop, folder: Path) -> Clip:
    loop = media(shop, folder, "color=0x101820:s=90x160:r=30", loops=True)
    return Clip(name="dark", media=loop, source=TimeRange(start=0, duration=FRAMES))


def dressed(shop: Workshop, *tracks: list[Item]) -> Layout:
    """Two captions over these tracks of backgrounds, the lowest one first."""
    grounds = tuple(Track(kind=TrackKind.BACKGROUND, name="background", items=tuple(items)) for items in tracks)
    timeline = Timeline(name="T", language="en", rate=RATE, duration=FRAMES, scenes=(), tracks=grounds)
    captions = Captions(language="en", cues=(), groups=GROUPS)
    narration = narration_of(SCRIPT, {"s.0": 96_000})
    look = Look(shop, load_style("midnight"))
    return dress(shop, Programme(SCRIPT, narration, captions, timeline, look), UPRIGHT)


def scrims(layout: Layout) -> list[Layer]:
    return [layer for layer in layout.layers if layer.kind is LayerKind.STILL]


def captioned(layout: Layout, *, first: bool) -> set[str]:
    """How the events of the first or of the second caption are drawn."""
    return {event.style for event in layout.events if (event.range.start < 30) is first}


def test_a_bright_clip_on_a_second_track_is_darkened_where_it_is_seen(shop: Workshop, tmp_path: Path) -> None:
    lowest = dark(shop, tmp_path)
    white = media(shop, tmp_path, "color=white:s=90x160:r=30", loops=False)
    above = Clip(name="white", media=white, source=TimeRange(start=0, duration=30))
    assert scrims(dressed(shop, [lowest])) == []
    layout = dressed(shop, [lowest], [Gap(duration=30), above])
    assert [layer.range for layer in scrims(layout)] == [TimeRange(start=30, duration=30)]
    (found,) = [finding for finding in layout.findings if finding.check == "captions-contrast"]
    assert found.level is Level.OK


def test_a_bright_loop_on_a_second_track_has_a_plate_over_it(shop: Workshop, tmp_path: Path) -> None:
    lowest = dark(shop, tmp_path)
    white = media(shop, tmp_path, "color=white:s=90x160:r=30", loops=True)
    above = Clip(name="white", media=white, source=TimeRange(start=0, duration=30))
    layout = dressed(shop, [lowest], [Gap(duration=30), above])
    assert "Plate" not in captioned(layout, first=True)
    assert "Plate" in captioned(layout, first=False)


def test_what_a_track_above_hides_has_no_say(shop: Workshop, tmp_path: Path) -> None:
    white = media(shop, tmp_path, "color=white:s=90x160:r=30", loops=False)
    hidden = Clip(name="white", media=white, source=TimeRange(start=0, duration=FRAMES))
    assert len(scrims(dressed(shop, [hidden]))) == 1
    layout = dressed(shop, [hidden], [dark(shop, tmp_path)])
    assert scrims(layout) == []
    assert "Plate" not in {event.style for event in layout.events}


def test_a_wide_clip_is_measured_where_the_frame_shows_it(shop: Workshop, tmp_path: Path) -> None:
    """Bright only in the middle, which an upright frame shows of it."""
    picture = "color=black:s=568x320:r=30,drawbox=x=244:w=80:color=white:t=fill"
    wide = media(shop, tmp_path, picture, loops=False)
    edges = media(shop, tmp_path, "color=white:s=568x320:r=30,drawbox=x=184:w=200:color=black:t=fill", loops=False)
    whole = TimeRange(start=0, duration=FRAMES)
    assert len(scrims(dressed(shop, [Clip(name="bright inside", media=wide, source=whole)]))) == 1
    assert scrims(dressed(shop, [Clip(name="bright outside", media=edges, source=whole)])) == []
