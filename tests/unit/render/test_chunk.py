"""Chunks as decoded pictures: a layout that is cut shows the same frames as the layout in one piece."""

import hashlib
import os
import subprocess
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from films import film
from reelhouse.errors import Cancelled, DiskFull, ProgramFailed, UnreadableMedia
from reelhouse.media.packets import packet_digests, read_packets
from reelhouse.media.pixels import read_pictures
from reelhouse.media.stop import stoppable
from reelhouse.model.artifact import Artifact, Kind
from reelhouse.model.layout import CaptionEvent, FontFile, Layer, LayerKind, Layout, LayoutScene, ProgressBar, Rendition
from reelhouse.model.time import Rate, TimeRange
from reelhouse.render.chunk import encode_chunk
from reelhouse.render.content import Chunk
from reelhouse.render.plan import cut, plan

SMALL = Rendition(name="small", width=180, height=320, rate=Rate(num=30), preset="ultrafast")
FILM = Rate(num=24000, den=1001)
#: Frames in the loop and in the card.
LOOP, CARD = 20, 24
#: Without loss, so that decoded frames are what the graph drew.
LOSSLESS = SMALL.model_copy(update={"crf": 0})
FILMIC = LOSSLESS.model_copy(update={"rate": FILM})
STYLE = "Style: Word,Montserrat,44,&H00FFFFFF,&H00FFFFFF,&H00140C0A,&H80000000,0,0,0,0,100,100,0,0,1,2,1,5,0,0,0,1"
FRAMES = 50


def span(start: int, end: int) -> TimeRange:
    return TimeRange(start=start, duration=end - start)


def letter(start: int, end: int, tags: str = "", text: str = "WORD") -> CaptionEvent:
    return CaptionEvent(depth=0, style="Word", range=span(start, end), text=rf"{{\an5{tags}}}{text}")


Media = dict[str, Path]
Lay = Callable[..., Layout]


def source(media: Media, name: str) -> Artifact:
    kinds = {"loop": Kind.LOOP, "footage": Kind.LOOP, "card": Kind.CARD, "still": Kind.STILL, "font": Kind.FONT}
    content = media[name].read_bytes()
    sha256 = hashlib.sha256(content).hexdigest()
    return Artifact(sha256=sha256, kind=kinds[name], suffix=media[name].suffix, size=len(content))


def paths(media: Media) -> dict[str, Path]:
    """Where the bytes of each hash lie."""
    return {source(media, name).sha256: path for name, path in media.items()}


@pytest.fixture
def lay(media: Media) -> Lay:
    """A layout of 50 frames over the loop."""
    return partial(dress, media)


def dress(
    media: Media,
    rendition: Rendition = LOSSLESS,
    *,
    over: tuple[Layer, ...] = (),
    events: tuple[CaptionEvent, ...] = (),
    progress: ProgressBar | None = None,
    grain: int = 6,
) -> Layout:
    loop = Layer(
        kind=LayerKind.LOOP, artifact=source(media, "loop"), range=span(0, FRAMES), source_start=13, source_frames=LOOP
    )
    return Layout(
        rendition=rendition,
        duration=FRAMES,
        scenes=(LayoutScene(id="a", range=span(0, FRAMES)),),
        layers=(loop, *over),
        styles=(STYLE,),
        events=events,
        fonts=(FontFile(family="Montserrat", artifact=source(media, "font")),),
        progress=progress,
        grain=grain,
    )


def over(media: Media, name: str, start: int, end: int, **extra: int) -> Layer:
    kind = LayerKind.STILL if name == "still" else LayerKind.OVERLAY
    return Layer(kind=kind, artifact=source(media, name), range=span(start, end), source_frames=CARD, **extra)


def decode(path: Path) -> Iterator[NDArray[np.uint8]]:
    with av.open(str(path)) as container:
        for frame in container.decode(video=0):
            yield frame.to_ndarray().astype(np.uint8)


def frames_of(chunks: tuple[Chunk, ...], media: Media, folder: Path) -> list[str]:
    """A hash of every decoded frame of these chunks, in order."""
    found = []
    for number, chunk in enumerate(chunks):
        path = folder / f"{len(chunks)}-{number}.mp4"
        facts = encode_chunk(chunk, paths(media), path)
        assert facts.frames == chunk.frames
        assert (facts.packets,) == packet_digests(path, [chunk.frames])
        found += [hashlib.sha256(frame.tobytes()).hexdigest() for frame in decode(path)]
    return found


BORDER_LETTERS = (letter(5, 31), letter(31, 44, r"\pos(90,60)"))
MOVING_LETTERS = (
    letter(9, 40, r"\pos(90,60)\fscx50\t(0,700,0.5,\fscx120)\t(700,900,\fscx90)"),
    letter(12, 24, r"\pos(90,120)\t(\1c&H0000FF&)"),
    letter(11, 45, r"\pos(90,180)\fad(300,400)"),
    letter(10, 45, r"\move(20,240,160,240)"),
    letter(10, 45, r"\move(20,290,160,290,100,333)"),
)
BAR = ProgressBar(height=4, gap=2, colour="#ffd24a", ground="#2d3668")
PIECES: dict[str, Callable[[Media], Layout]] = {
    "a loop that starts again": dress,
    "a caption across the border": partial(dress, events=BORDER_LETTERS),
    "animations across the border": partial(dress, events=MOVING_LETTERS),
    "a card": lambda media: dress(media, over=(over(media, "card", 6, 30, x=41, y=33),)),
    "a card that is held and made larger": lambda media: dress(
        media, over=(over(media, "card", 3, 47, x=-10, y=300, width=120, height=90),)
    ),
    "a still": lambda media: dress(media, over=(over(media, "still", 10, 37, x=20, y=20),)),
    "a bar": partial(dress, progress=BAR),
}


@pytest.mark.parametrize("piece", PIECES)
def test_a_cut_shows_the_frames_of_the_whole(piece: str, media: Media, tmp_path: Path) -> None:
    layout = PIECES[piece](media)
    whole = frames_of(cut(layout, (0, FRAMES)), media, tmp_path)
    assert len(whole) == FRAMES
    assert frames_of(cut(layout, (0, 17, 34, FRAMES)), media, tmp_path) == whole


def test_everything_at_a_rate_that_is_no_whole_number(film_media: Media, tmp_path: Path) -> None:
    layers = (over(film_media, "card", 3, 47, x=-10, y=300), over(film_media, "still", 10, 37, x=20, y=20))
    layout = dress(film_media, FILMIC, over=layers, events=(*BORDER_LETTERS, *MOVING_LETTERS), progress=BAR)
    whole = frames_of(cut(layout, (0, FRAMES)), film_media, tmp_path)
    assert frames_of(cut(layout, (0, 19, FRAMES)), film_media, tmp_path) == whole
    assert read_packets(tmp_path / "1-0.mp4").rate == FILM.fraction


def test_captions_and_cards_are_on_exactly_their_frames(media: Media, lay: Lay, tmp_path: Path) -> None:
    bare = frames_of(cut(lay(), (0, FRAMES)), media, tmp_path)
    still = over(media, "still", 11, 29, x=4, y=4)
    for layout in (lay(events=(letter(11, 29),)), lay(over=(still,))):
        dressed = frames_of(cut(layout, (0, FRAMES)), media, tmp_path)
        assert [number for number in range(FRAMES) if bare[number] != dressed[number]] == list(range(11, 29))


def test_the_loop_shows_the_right_frame_of_its_source(media: Media, lay: Lay, tmp_path: Path) -> None:
    same_size = LOSSLESS.model_copy(update={"width": 90, "height": 160})
    encode_chunk(cut(lay(same_size, grain=0), (0, FRAMES))[0], paths(media), tmp_path / "c.mp4")
    shown = list(decode(media["loop"]))
    for number, frame in enumerate(decode(tmp_path / "c.mp4")):
        assert np.array_equal(frame, shown[(13 + number) % LOOP])


def test_footage_is_cropped_and_gaps_are_black(media: Media, tmp_path: Path) -> None:
    footage = Layer(
        kind=LayerKind.FOOTAGE, artifact=source(media, "footage"), range=span(10, 30), source_start=7, source_frames=60
    )
    layout = Layout(rendition=LOSSLESS, duration=40, scenes=(), layers=(footage,))
    encode_chunk(cut(layout, (0, 40))[0], paths(media), tmp_path / "c.mp4")
    luma = [float(frame[:320].mean()) for frame in decode(tmp_path / "c.mp4")]
    assert [number for number, value in enumerate(luma) if value > 17] == list(range(10, 30))


def test_footage_that_is_laid_is_whole_and_the_rest_a_dark_copy_of_it(media: Media, tmp_path: Path) -> None:
    footage = Layer(
        kind=LayerKind.FOOTAGE,
        artifact=source(media, "footage"),
        range=span(0, 4),
        source_start=7,
        source_frames=60,
        y=64,
        width=180,
        height=102,
    )
    layout = Layout(rendition=LOSSLESS, duration=4, scenes=(), layers=(footage,))
    into = tmp_path / "laid.mp4"
    encode_chunk(plan(layout)[0], paths(media), into)
    laid, seen = (next(read_pictures(path, [at]))[1].astype(float) for path, at in ((into, 2), (media["footage"], 9)))
    small = seen.reshape(90, 2, 160, 2, 3).mean(axis=(1, 3))
    there = np.asarray(Image.fromarray(laid[64:166].astype(np.uint8)).resize((160, 90))).astype(float)
    assert np.abs(there - small).mean() < 6, "all of it is there"
    below = laid[176:]
    assert below.mean() < 0.6 * seen.mean()
    assert np.abs(np.diff(below, axis=0)).mean() < 0.25 * np.abs(np.diff(seen, axis=0)).mean(), "and the rest is soft"


@pytest.mark.parametrize("wide", [36, 180])
def test_the_page_behind_grey_footage_is_grey_however_small_it_is(tmp_path: Path, wide: int) -> None:
    tags = "setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709"
    picture = f"color=0x808080:s=64x36:r=30,format=yuv420p,{tags}"
    grey = {"footage": film(tmp_path / "grey.mp4", picture=picture, sound=None, seconds=0.2)}
    small = LOSSLESS.model_copy(update={"width": wide, "height": wide * 16 // 9})
    place = {"y": 2, "width": wide, "height": wide * 9 // 16 // 2 * 2}
    made = source(grey, "footage")
    footage = Layer(kind=LayerKind.FOOTAGE, artifact=made, range=span(0, 2), source_frames=6, **place)
    (chunk,) = plan(Layout(rendition=small, duration=2, scenes=(), layers=(footage,)))
    encode_chunk(chunk, paths(grey), tmp_path / "laid.mp4")
    for _, seen in read_pictures(tmp_path / "laid.mp4", [0, 1]):
        below = seen[-4:].astype(int)
        assert np.ptp(below, axis=2).max() <= 1
        assert 40 <= below.mean() <= 70


@pytest.mark.parametrize("place", [{}, {"y": 108, "width": 180, "height": 102}])
def test_footage_that_names_no_colours_keeps_them(place: dict[str, int], tmp_path: Path) -> None:
    """Read as of standard definition, 120, 90, 190 would become 110, 97, 189."""
    made = []
    for name in ("tagged", "untagged"):
        tags = ",setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709"
        picture = f"nullsrc=s=1280x720:r=30,format=yuv420p,lutyuv=y=120:u=90:v=190{tags if name == 'tagged' else ''}"
        lossless = ("-c:v", "libx264", "-preset", "ultrafast", "-qp", "0", "-threads:v", "1")
        path = film(tmp_path / f"{name}.mp4", picture=picture, sound=None, seconds=0.2, video=lossless)
        known = {"footage": path}
        made_of = source(known, "footage")
        footage = Layer(kind=LayerKind.FOOTAGE, artifact=made_of, range=span(0, 2), source_frames=6)
        footage = footage.model_copy(update=place)
        (chunk,) = plan(Layout(rendition=LOSSLESS, duration=2, scenes=(), layers=(footage,)))
        encode_chunk(chunk, paths(known), tmp_path / "shown.mp4")
        made.append(list(decode(tmp_path / "shown.mp4"))[1])
    tagged, untagged = made
    assert np.array_equal(tagged, untagged)
    assert tagged[160, 90] == 120


def test_colours_are_what_the_style_says(media: Media, lay: Lay, tmp_path: Path) -> None:
    """A red still, a yellow bar and a white word keep their colours through the encoder (BT.709)."""
    layout = lay(
        over=(over(media, "still", 0, FRAMES, x=20, y=40),),
        progress=ProgressBar(height=8, gap=2, colour="#ffd24a", ground="#2d3668"),
    )
    encode_chunk(cut(layout, (0, FRAMES))[0], paths(media), tmp_path / "c.mp4")
    with av.open(str(tmp_path / "c.mp4")) as container:
        *_, frame = container.decode(video=0)
        rgb = frame.to_ndarray(format="rgb24").astype(int)
    assert np.abs(rgb[55:65, 40:60] - [0xD0, 0x20, 0x40]).max() <= 4
    assert np.abs(rgb[2:6, 20:160] - [0xFF, 0xD2, 0x4A]).max() <= 4
    with av.open(str(tmp_path / "c.mp4")) as container:
        rgb = next(container.decode(video=0)).to_ndarray(format="rgb24").astype(int)
    assert np.abs(rgb[2:6, 20:160] - [0x2D, 0x36, 0x68]).max() <= 4


def test_the_bar_grows_without_jumps(media: Media, lay: Lay, tmp_path: Path) -> None:
    layout = lay(progress=ProgressBar(height=4, gap=2, colour="#ffffff", ground="#000000"))
    encode_chunk(cut(layout, (0, FRAMES))[0], paths(media), tmp_path / "c.mp4")
    filled = [float(frame[1, :180].sum() - 180 * 16) / 219 for frame in decode(tmp_path / "c.mp4")]
    assert filled[-1] == pytest.approx(180, abs=0.5)
    assert np.allclose(np.diff(filled), 180 / FRAMES, atol=0.1)


def test_the_same_chunk_gives_the_same_bytes(media: Media, lay: Lay, tmp_path: Path) -> None:
    [chunk] = plan(lay(SMALL, events=(letter(3, 20),), over=(over(media, "card", 2, 20),)))
    first, second = tmp_path / "first.mp4", tmp_path / "other" / "second.mp4"
    second.parent.mkdir()
    encode_chunk(chunk, paths(media), first)
    facts = encode_chunk(chunk, paths(media), second)
    assert first.read_bytes() == second.read_bytes()
    assert facts.size == first.stat().st_size
    assert sorted(path.name for path in tmp_path.iterdir()) == ["first.mp4", "other"]


def test_a_caption_cannot_leave_its_line(media: Media, lay: Lay, tmp_path: Path) -> None:
    harmless = lay(events=(letter(3, 20, text="WORD Dialogue: 0,0:00:30.00,0:00:40.00,Word,,0,0,0,,X"),))
    hostile = lay(events=(letter(3, 20, text="WORD\nDialogue: 0,0:00:30.00,0:00:40.00,Word,,0,0,0,,X"),))
    encoded = [frames_of(cut(layout, (0, FRAMES)), media, tmp_path) for layout in (harmless, hostile)]
    assert encoded[0] == encoded[1]


def test_a_damaged_source_is_named_by_its_real_path(media: Media, lay: Lay, tmp_path: Path) -> None:
    bad = tmp_path / "bad.mp4"
    bad.write_bytes(b"no video")
    [chunk] = plan(lay())
    with pytest.raises(UnreadableMedia) as caught:
        encode_chunk(chunk, {**paths(media), source(media, "loop").sha256: bad}, tmp_path / "c.mp4")
    assert caught.value.where == str(bad)
    assert list(tmp_path.iterdir()) == [bad]


def test_a_source_that_is_too_short_is_noticed(media: Media, tmp_path: Path) -> None:
    lying = Layer(
        kind=LayerKind.FOOTAGE, artifact=source(media, "footage"), range=span(0, 50), source_start=30, source_frames=99
    )
    [chunk] = cut(Layout(rendition=SMALL, duration=50, scenes=(), layers=(lying,)), (0, 50))
    with pytest.raises(ProgramFailed, match="30 frames instead of 50"):
        encode_chunk(chunk, paths(media), tmp_path / "c.mp4")
    assert list(tmp_path.iterdir()) == []


def test_stopping_leaves_no_file_and_no_child(media: Media, lay: Lay, tmp_path: Path) -> None:
    large = Rendition(name="large", width=1080, height=1920, rate=Rate(num=30))
    layer = lay().layers[0].model_copy(update={"range": span(0, 300)})
    [chunk] = cut(Layout(rendition=large, duration=300, scenes=(), layers=(layer,)), (0, 300))
    flag = threading.Event()
    with stoppable(flag), pytest.raises(Cancelled):
        encode_chunk(chunk, paths(media), tmp_path / "c.mp4", on_frame=lambda _: flag.set())
    assert list(tmp_path.iterdir()) == []
    assert not any(is_in(folder, tmp_path) for folder in Path("/proc").glob("[0-9]*/cwd"))


def is_in(link: Path, folder: Path) -> bool:
    try:
        return Path(os.readlink(link)).is_relative_to(folder)  # noqa: PTH115 - a dead process raises here
    except OSError:
        return False


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 256 kB."""
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(tmp_path)], capture_output=True, check=False
    )
    if done.returncode != 0:
        pytest.skip("mounting a small file system is not allowed here")
    try:
        yield tmp_path
    finally:
        subprocess.run(["umount", str(tmp_path)], check=True)


def test_a_full_disk_is_said_and_leaves_nothing(media: Media, lay: Lay, small_disk: Path) -> None:
    [chunk] = plan(lay())
    with pytest.raises(DiskFull):
        encode_chunk(chunk, paths(media), small_disk / "c.mp4")
    assert list(small_disk.iterdir()) == []


def test_a_full_disk_is_noticed_before_the_encoder_starts(media: Media, lay: Lay, small_disk: Path) -> None:
    bar = ProgressBar(height=100, gap=2, colour="#ffffff", ground="#000000")
    [chunk] = plan(lay(progress=bar))
    with pytest.raises(DiskFull):
        encode_chunk(chunk, paths(media), small_disk / "c.mp4")
    assert list(small_disk.iterdir()) == []


def test_other_trouble_with_files_is_not_called_a_full_disk(media: Media, lay: Lay, tmp_path: Path) -> None:
    [chunk] = plan(lay())
    with pytest.raises(FileNotFoundError):
        encode_chunk(chunk, paths(media), tmp_path / "nowhere" / "c.mp4")
