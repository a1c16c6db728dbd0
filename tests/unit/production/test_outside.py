"""Media that an edit names: only files inside of the named folders, looked at before they are used."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from clips import MARKED, counted, source
from reelhouse.config import Settings
from reelhouse.edit.exchange.cut import Admitted, Wish
from reelhouse.errors import ContentError, PathNotFound, UnreadableMedia, UsageError
from reelhouse.media.footage.probe import probe
from reelhouse.media.pixels import read_pictures
from reelhouse.media.wav import read_wav
from reelhouse.model.artifact import Artifact
from reelhouse.model.layout import RENDITIONS
from reelhouse.model.time import Rate, TimeRange
from reelhouse.production.fits import wants_of
from reelhouse.production.outside import admitting, find
from reelhouse.production.steps import Steps
from reelhouse.production.workshop import Workshop
from reelhouse.storage import Store
from reelhouse.storage import schema as tables

RATE = Rate(num=30)


def wish(url: str, *, start: int = 0, duration: int = 10, sound: bool = False) -> Wish:
    return Wish(url=url, sound=sound, source=TimeRange(start=start, duration=duration), place="track 'V1', item 3")


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    folder = tmp_path / "bundle"
    (folder / "media").mkdir(parents=True)
    (folder / "media" / "a b.mp4").write_bytes(b"x")
    (tmp_path / "secret.mp4").write_bytes(b"secret")
    return folder


@pytest.fixture
def shop(store: Store) -> Iterator[Workshop]:
    with Steps(store) as steps:
        yield Workshop(steps, store, Settings(home=store.home), "test")


def test_a_file_is_found_by_path_by_address_and_in_further_folders(bundle: Path, tmp_path: Path) -> None:
    there = (bundle / "media" / "a b.mp4").resolve()
    more = tmp_path / "more"
    more.mkdir()
    (more / "c.mp4").write_bytes(b"x")
    assert find(wish("media/a b.mp4"), (bundle,)) == there
    assert find(wish(f"file://{str(there).replace(' ', '%20')}"), (bundle,)) == there
    assert find(wish(f"file://localhost{there}"), (bundle,)) == there
    assert find(wish(str(there)), (bundle,)) == there
    assert find(wish("c.mp4"), (bundle, more)) == (more / "c.mp4").resolve()


def test_a_link_inside_of_the_folder_is_followed_and_one_out_of_it_refused(bundle: Path, tmp_path: Path) -> None:
    (bundle / "in.mp4").symlink_to(bundle / "media" / "a b.mp4")
    (bundle / "out.mp4").symlink_to(tmp_path / "secret.mp4")
    (bundle / "away").symlink_to(tmp_path)
    (bundle / "loop").symlink_to(bundle / "loop")
    assert find(wish("in.mp4"), (bundle,)).name == "a b.mp4"
    for url in ("out.mp4", "away/secret.mp4"):
        with pytest.raises(ContentError, match="outside") as caught:
            find(wish(url), (bundle,))
        assert caught.value.where == "track 'V1', item 3"
    with pytest.raises(PathNotFound):
        find(wish("loop"), (bundle,))


@pytest.mark.parametrize("url", ["../secret.mp4", "media/../../secret.mp4", "/etc/passwd", "file:///etc/passwd"])
def test_nothing_outside_of_the_folders_is_opened(bundle: Path, url: str) -> None:
    with pytest.raises(ContentError, match="outside"):
        find(wish(url), (bundle,))


@pytest.mark.parametrize("url", ["http://example.org/a.mp4", "file://server/share/a.mp4", "concat://a|b", "rtmp://x/y"])
def test_addresses_are_no_files(bundle: Path, url: str) -> None:
    with pytest.raises(ContentError, match="not a file on this machine"):
        find(wish(url), (bundle,))


@pytest.mark.parametrize("url", ["nothing.mp4", "media", "a\0b.mp4", "x" * 5000])
def test_what_is_not_there_is_told(bundle: Path, url: str) -> None:
    with pytest.raises(PathNotFound, match="no media file") as caught:
        find(wish(url), (bundle,))
    assert caught.value.remedy


def take(
    shop: Workshop, bundle: Path, asked: Wish, *, names: tuple[str, ...] = ("portrait",), fit: str = "fill"
) -> Admitted:
    wants = wants_of([RENDITIONS[name] for name in names], RATE, fit)
    return admitting(shop, (bundle,), wants)(asked)


def test_footage_at_another_rate_becomes_frames_of_ours(shop: Workshop, bundle: Path) -> None:
    counted("25", 2)(bundle / "sea.mkv")
    got = take(shop, bundle, wish("sea.mkv", start=15, duration=30))
    assert (got.source, got.media.available, got.note) == (TimeRange(start=0, duration=30), 30, "")
    facts = probe(shop.file(got.media.artifact)).picture
    assert facts is not None
    assert (facts.rate, facts.frames) == (RATE, 30)
    column = tables.volume.c
    with shop.store.database.reading() as connection:
        made = [tuple(row) for row in connection.execute(sa.select(column.service, column.unit, column.quantity))]
    assert made == [("footage", "millisecond", 1000)]


def test_what_was_conformed_once_is_used_as_it_is(shop: Workshop, bundle: Path) -> None:
    """So an exported edit that comes in again has the same pictures, bit for bit."""
    counted("25", 2)(bundle / "sea.mkv")
    first = take(shop, bundle, wish("sea.mkv", duration=32))
    (bundle / "again.mp4").write_bytes(shop.file(first.media.artifact).read_bytes())
    second = take(shop, bundle, wish("again.mp4", duration=32))
    assert second.media.artifact.sha256 == first.media.artifact.sha256
    assert (second.media.available, second.source) == (first.media.available, TimeRange(start=0, duration=32))


def test_footage_that_ends_too_early_holds_its_last_picture_and_says_so(shop: Workshop, bundle: Path) -> None:
    counted("30", 1)(bundle / "short.mp4")
    got = take(shop, bundle, wish("short.mp4", duration=40))
    assert got.media.available == 40
    assert "the last picture is held" in got.note


def test_sound_becomes_samples_of_ours_and_silence_is_told(shop: Workshop, bundle: Path) -> None:
    source("color=black:s=64x64:r=30:d=1,format=yuv420p")(bundle / "silent.mp4")
    got = take(shop, bundle, wish("silent.mp4", duration=4800, sound=True))
    assert read_wav(shop.file(got.media.artifact)).shape == (2, 4800)
    assert got.note == "there is no sound in its media"


def test_an_error_in_media_names_the_clip_too(shop: Workshop, bundle: Path) -> None:
    with pytest.raises(UnreadableMedia) as caught:
        take(shop, bundle, wish("media/a b.mp4"))
    assert caught.value.where.startswith("track 'V1', item 3 (")
    counted("30", 1)(bundle / "short.mp4")
    with pytest.raises(UsageError):
        take(shop, bundle, wish("short.mp4", duration=0))


BOTH = ("portrait", "landscape")


def has_corner(shop: Workshop, artifact: Artifact) -> bool:
    """Whether the red corner of the marked film is seen."""
    picture = next(read_pictures(shop.file(artifact), [0]))[1].astype(int)
    return bool((picture[..., 0] - picture[..., 1] > 100).any())


def test_footage_is_made_for_every_shape_from_all_of_its_picture(shop: Workshop, bundle: Path) -> None:
    """A piece that was cut to be upright must not be what a wide video enlarges."""
    source(MARKED.replace("r=30", "r=25"))(bundle / "wide.mp4")
    got = take(shop, bundle, wish("wide.mp4", start=6), names=BOTH)
    ((across, down, wide),) = got.media.shaped
    assert (across, down) == (16, 9)
    assert (has_corner(shop, got.media.artifact), has_corner(shop, wide)) == (False, True)
    sizes = [next(read_pictures(shop.file(one), [0]))[1].shape[:2] for one in (got.media.artifact, wide)]
    assert sizes == [(108, 60), (108, 192)]
    assert got.source == TimeRange(start=0, duration=10)


def test_footage_is_laid_into_the_frame_where_that_is_asked_for(shop: Workshop, bundle: Path) -> None:
    source(MARKED.replace("r=30", "r=25"))(bundle / "wide.mp4")
    got = take(shop, bundle, wish("wide.mp4"), names=("portrait", "square"), fit="contain")
    assert has_corner(shop, got.media.artifact)
    assert (got.media.laid, got.media.shaped) == (((9, 16, 192, 108), (1, 1, 192, 108)), ())


def test_what_fills_some_shapes_as_it_is_begins_at_the_same_frame_in_all(shop: Workshop, bundle: Path) -> None:
    tagged = "setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709"
    source(f"{MARKED},{tagged}")(bundle / "wide.mp4")
    as_it_is = take(shop, bundle, wish("wide.mp4", start=5), names=BOTH)
    assert (as_it_is.source.start, as_it_is.media.available, as_it_is.media.shaped) == (5, 30, ())
    alone = take(shop, bundle, wish("wide.mp4", start=5), names=("landscape",), fit="contain")
    assert alone.media == as_it_is.media
    laid = take(shop, bundle, wish("wide.mp4", start=5), names=BOTH, fit="contain")
    assert laid.media == as_it_is.media.model_copy(update={"laid": ((9, 16, 192, 108),)})
    source(f"{MARKED.replace('d=1', 'd=2').replace('red', 'blue')},{tagged}")(bundle / "longer.mp4")
    asked = wish("wide.mp4", start=5).model_copy(update={"shaped": ((16, 9, "longer.mp4"),)})
    two = take(shop, bundle, asked, names=BOTH, fit="contain")
    assert (two.source.start, two.media.available, len(two.media.shaped)) == (0, 10, 1)


def test_what_an_earlier_edit_made_for_other_shapes_is_used_as_it_is(shop: Workshop, bundle: Path) -> None:
    source(MARKED.replace("r=30", "r=25"))(bundle / "wide.mp4")
    first = take(shop, bundle, wish("wide.mp4"), names=BOTH).media
    for name, artifact in (("up.mp4", first.artifact), ("broad.mp4", first.shaped[0][2])):
        (bundle / name).write_bytes(shop.file(artifact).read_bytes())
    asked = wish("up.mp4").model_copy(update={"shaped": ((16, 9, "broad.mp4"), (1, 1, "gone.mp4"))})
    again = take(shop, bundle, asked, names=(*BOTH, "square"), fit="fill").media
    assert again.artifact.sha256 == first.artifact.sha256
    assert again.shaped[0][2].sha256 == first.shaped[0][2].sha256
    with pytest.raises(ContentError, match="outside"):
        take(shop, bundle, wish("up.mp4").model_copy(update={"shaped": ((16, 9, "/etc/hostname"),)}), names=BOTH)
