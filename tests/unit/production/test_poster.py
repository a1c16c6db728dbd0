"""The cover shows what is seen first, whichever track of an edit it lies on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from films import film
from made import narration_of, script_of
from reelhouse.config import Settings
from reelhouse.model.artifact import Kind
from reelhouse.model.captions import Captions
from reelhouse.model.layout import Rendition
from reelhouse.model.script import Role
from reelhouse.model.time import Rate, TimeRange
from reelhouse.model.timeline import Clip, ExternalReference, Gap, Item, Timeline, Track, TrackKind
from reelhouse.production.look import Look
from reelhouse.production.poster import draw_cover
from reelhouse.production.programme import Programme
from reelhouse.production.steps import Steps
from reelhouse.production.workshop import Workshop
from reelhouse.storage import Store
from reelhouse.styles.style import load_style

SMALL = Rendition(name="small", width=180, height=320, rate=Rate(num=30))
SCRIPT = script_of(("s", Role.STORY, 1))
TAGGED = "setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709,format=yuv420p"
#: Eight frames; the last one is of another colour.
COUNTED = "color={first}:s=90x160:r=30,drawbox=t=fill:color={last}:enable='gte(n,7)'," + TAGGED


@pytest.fixture
def shop(store: Store, tmp_path: Path) -> Iterator[Workshop]:
    with Steps(store) as steps:
        yield Workshop(steps, store, Settings(home=tmp_path / "home", workers=1), "stories/test")


def clip(shop: Workshop, folder: Path, first: str, last: str, *, start: int = 0, loops: bool = False) -> Clip:
    path = film(folder / "made.mp4", picture=COUNTED.format(first=first, last=last), sound=None, seconds=8 / 30)
    media = ExternalReference(artifact=shop.store.artifacts.put(path, Kind.LOOP), available=8, loops=loops)
    return Clip(name=first, media=media, source=TimeRange(start=start, duration=30))


def corner(shop: Workshop, *tracks: list[Item]) -> str:
    """Which of red, green and blue the cover is in its upper left corner, over these tracks, the lowest one first."""
    grounds = tuple(Track(kind=TrackKind.BACKGROUND, name="background", items=tuple(items)) for items in tracks)
    timeline = Timeline(name="T", language="en", rate=SMALL.rate, duration=60, scenes=(), tracks=grounds)
    narration = narration_of(SCRIPT, {"s.0": 48_000})
    look = Look(shop, load_style("midnight"))
    cover = draw_cover(
        shop, Programme(SCRIPT, narration, Captions(language="en", cues=()), timeline, look), SMALL
    ).artifact
    with Image.open(shop.file(cover)) as opened:
        colour = opened.convert("RGB").resize((1, 1), Image.Resampling.BOX, box=(0, 0, 8, 8)).getpixel((0, 0))
    assert isinstance(colour, tuple)
    strongest = max(colour)
    return ("red", "lime", "blue")[colour.index(strongest)] if strongest > 30 else "black"


def test_a_clip_above_the_lowest_track_is_on_the_cover_where_it_is_seen_first(shop: Workshop, tmp_path: Path) -> None:
    below, above = clip(shop, tmp_path, "red", "red"), clip(shop, tmp_path, "lime", "lime")
    assert corner(shop, [below]) == "red"
    assert corner(shop, [below], [above]) == "lime"
    assert corner(shop, [below], [Gap(duration=30), above]) == "red"
    assert corner(shop, [Gap(duration=30), below], [above]) == "lime"


def test_the_cover_has_the_frame_that_a_background_begins_with(shop: Workshop, tmp_path: Path) -> None:
    assert corner(shop, [clip(shop, tmp_path, "red", "blue", start=7)]) == "blue"
    assert corner(shop, [clip(shop, tmp_path, "red", "blue", start=15, loops=True)]) == "blue", "round once"
    assert corner(shop, [clip(shop, tmp_path, "red", "blue", start=40)]) == "blue", "held at its end"


def test_without_any_background_the_cover_is_drawn_on_black(shop: Workshop) -> None:
    assert corner(shop) == corner(shop, [], []) == "black"
