"""Stills and animations of every kind, made by an image library, as their viewers show them."""

import random
import struct
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms

from clips import ORANGE
from reelhouse.errors import UnreadableMedia
from reelhouse.media.footage import stills
from reelhouse.media.footage.conform import conform
from reelhouse.media.footage.damage import look_for_damage
from reelhouse.media.footage.draw import prepare_still
from reelhouse.media.footage.facts import Kind, VideoTrack
from reelhouse.media.footage.probe import probe
from reelhouse.media.footage.wanted import Fit, Wanted
from reelhouse.media.pixels import read_pictures
from reelhouse.model.time import Rate, TimeRange

WHOLE = Wanted(rate=Rate(num=30), size=(400, 400), fit=Fit.WHOLE)
Save = Callable[[Path], None]


def flat(mode: str = "RGB", size: tuple[int, int] = (96, 54)) -> Image.Image:
    return Image.new("RGB", size, ORANGE).convert(mode)


def track(path: Path) -> VideoTrack:
    picture = probe(path).picture
    assert picture is not None
    return picture


def prepared(path: Path, wanted: Wanted = WHOLE) -> Image.Image:
    into = path.with_name("prepared.png")
    size = prepare_still(path, probe(path), wanted, into)
    with Image.open(into) as picture:
        picture.load()
    assert (picture.mode, picture.size) == ("RGB", size)
    return picture


def shown(path: Path, start: int, frames: int, wanted: Wanted = WHOLE) -> list[tuple[int, ...]]:
    """The pixel in the middle of each frame of what it is conformed to."""
    into = path.with_name("out.mp4")
    conform(path, probe(path), TimeRange(start=start, duration=frames), wanted, into)
    found = [picture for _, picture in read_pictures(into, range(frames))]
    return [tuple(int(value) for value in one[one.shape[0] // 2, one.shape[1] // 2]) for one in found]


def near(found: Sequence[int], wanted: Sequence[int], by: int = 6) -> bool:
    return all(abs(a - b) <= by for a, b in zip(found, wanted, strict=True))


def deep_png(path: Path) -> None:
    grey = np.full((54, 96), 40_000, dtype=np.uint16)
    Image.fromarray(grey).save(path)


def clear_png(path: Path) -> None:
    picture = Image.new("RGBA", (96, 54), (*ORANGE, 128))
    picture.save(path)


SAVES: dict[str, tuple[Save, tuple[int, int, int]]] = {
    "plain.jpg": (lambda path: flat().save(path, quality=95), ORANGE),
    "plain.png": (lambda path: flat().save(path), ORANGE),
    "plain.webp": (lambda path: flat().save(path, lossless=True), ORANGE),
    "plain.avif": (lambda path: flat().save(path, quality=95), ORANGE),
    "plain.tif": (lambda path: flat().save(path), ORANGE),
    "plain.bmp": (lambda path: flat().save(path), ORANGE),
    "plain.gif": (lambda path: flat().save(path), ORANGE),
    "palette.png": (lambda path: flat().quantize(8).save(path), ORANGE),
    "grey.jpg": (lambda path: Image.new("L", (96, 54), 100).save(path, quality=95), (100, 100, 100)),
    "deep.png": (deep_png, (156, 156, 156)),
    "clear.png": (clear_png, (100, 50, 20)),
    "print.jpg": (lambda path: flat("CMYK").save(path, quality=95), ORANGE),
    "black.png": (lambda path: Image.new("1", (96, 54), 1).save(path), (255, 255, 255)),
}


@pytest.mark.parametrize("name", SAVES)
def test_every_kind_of_still_shows_its_colour(tmp_path: Path, name: str) -> None:
    save, colour = SAVES[name]
    path = tmp_path / name
    save(path)
    found = probe(path)
    assert (found.kind, found.duration, found.notes) == (Kind.STILL, 0, ())
    one = track(path)
    assert (one.width, one.height, one.frames, one.rate) == (96, 54, 1, None)
    pixel = prepared(path).getpixel((40, 20))
    assert isinstance(pixel, tuple)
    assert near([int(value) for value in pixel], colour)
    assert all(near(pixel, colour) for pixel in shown(path, 100, 4))


def test_deep_and_transparent_pictures_say_so(tmp_path: Path) -> None:
    for name, depth, alpha in (("deep.png", 16, False), ("clear.png", 8, True), ("plain.png", 8, False)):
        SAVES[name][0](tmp_path / name)
        assert (track(tmp_path / name).depth, track(tmp_path / name).alpha) == (depth, alpha)


def test_what_is_wholly_transparent_is_black_whatever_hides_under_it(tmp_path: Path) -> None:
    Image.new("RGBA", (96, 54), (*ORANGE, 0)).save(tmp_path / "a.png")
    assert prepared(tmp_path / "a.png").getpixel((5, 5)) == (0, 0, 0)


@pytest.mark.parametrize(
    ("value", "rotation", "mirrored", "corner"),
    [
        (1, 0, False, (0, 0)),
        (2, 0, True, (-1, 0)),
        (3, 180, False, (-1, -1)),
        (4, 180, True, (0, -1)),
        (5, 270, True, (0, 0)),
        (6, 90, False, (-1, 0)),
        (7, 90, True, (-1, -1)),
        (8, 270, False, (0, -1)),
    ],
)
@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp"])
def test_a_camera_that_was_held_sideways(
    tmp_path: Path, name: str, value: int, rotation: int, mirrored: bool, corner: tuple[int, int]
) -> None:
    picture = Image.new("RGB", (96, 54))
    picture.paste((255, 0, 0), (0, 0, 32, 18))
    exif = Image.Exif()
    exif[0x0112] = value
    picture.save(tmp_path / name, exif=exif)
    found = track(tmp_path / name)
    assert (found.rotation, found.mirrored) == (rotation, mirrored)
    upright = (54, 96) if value >= 5 else (96, 54)
    assert (found.display_width, found.display_height) == upright
    shown = prepared(tmp_path / name)
    assert shown.size == upright
    for across in (0, -1):
        for down in (0, -1):
            pixel = shown.getpixel(((across * 3) % upright[0], (down * 3) % upright[1]))
            assert isinstance(pixel, tuple)
            assert (pixel[0] > 200) == ((across, down) == corner)


def test_colours_follow_the_profile_that_a_picture_carries(tmp_path: Path) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    flat().save(tmp_path / "odd.jpg", quality=95, icc_profile=profile.tobytes())  # a profile that cannot fit
    pixel = prepared(tmp_path / "odd.jpg").getpixel((4, 4))
    assert isinstance(pixel, tuple)
    assert near([int(value) for value in pixel], ORANGE)
    flat().save(tmp_path / "broken.jpg", quality=95, icc_profile=b"nonsense")
    assert prepared(tmp_path / "broken.jpg").size == (96, 54)
    flat().save(tmp_path / "linear.png", icc_profile=linear_profile())
    bright = prepared(tmp_path / "linear.png").getpixel((4, 4))
    assert isinstance(bright, tuple)
    assert near([int(value) for value in bright], (229, 168, 110), by=4)  # as if 200, 100, 40 were amounts of light


def linear_profile() -> bytes:
    """The sRGB profile with its curves made straight."""
    content = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    (count,) = struct.unpack(">I", content[128:132])
    for entry in range(count):
        name, at, _ = struct.unpack(">4sII", content[132 + 12 * entry : 144 + 12 * entry])
        if name in {b"rTRC", b"gTRC", b"bTRC"}:
            content[at : at + 16] = b"para" + bytes(8) + struct.pack(">I", 1 << 16)
    return bytes(content)


def test_a_still_becomes_no_larger_than_it_is_and_fills_what_is_wanted(tmp_path: Path) -> None:
    flat(size=(300, 200)).save(tmp_path / "a.png")
    portrait = Wanted(rate=Rate(num=30), size=(90, 160))
    assert prepared(tmp_path / "a.png", portrait).size == (90, 160)
    assert prepared(tmp_path / "a.png", WHOLE).size == (300, 200)
    large = Wanted(rate=Rate(num=30), size=(1080, 1920))
    assert prepared(tmp_path / "a.png", large).size == (112, 200)
    assert prepared(tmp_path / "a.png", Wanted(rate=Rate(num=30), size=(150, 1000), fit=Fit.WHOLE)).size == (150, 100)


@pytest.mark.parametrize("x", [20, 280])
def test_a_still_is_cut_where_there_is_something_to_see(tmp_path: Path, x: int) -> None:
    picture = Image.new("RGB", (300, 160), (90, 130, 160))
    picture.paste((230, 120, 60), (x - 12, 60, x + 12, 100))
    picture.save(tmp_path / "a.png")
    cut = np.asarray(prepared(tmp_path / "a.png", Wanted(rate=Rate(num=30), size=(90, 160))), int)
    assert cut.shape == (160, 90, 3)
    assert (np.abs(cut - (230, 120, 60)).max(axis=2) < 12).sum() == pytest.approx(24 * 40, rel=0.1), "all of it"


def test_a_wide_still_is_laid_on_a_dark_copy_of_itself(tmp_path: Path) -> None:
    flat(size=(300, 100)).save(tmp_path / "a.png")
    laid = prepared(tmp_path / "a.png", Wanted(rate=Rate(num=30), size=(150, 300), fit=Fit.AUTO))
    assert laid.size == (150, 300)
    middle, below = laid.getpixel((75, 108)), laid.getpixel((75, 250))
    assert isinstance(middle, tuple)
    assert isinstance(below, tuple)
    assert sum(below) < 0.6 * sum(middle)


SECONDS = ((255, 0, 0), (0, 255, 0), (0, 0, 255))


@pytest.mark.parametrize("name", ["a.gif", "a.png", "a.webp"])
def test_an_animation_is_shown_at_its_own_pace_and_begins_again(tmp_path: Path, name: str) -> None:
    frames = [Image.new("RGB", (64, 64), colour) for colour in SECONDS]
    path = tmp_path / name
    frames[0].save(path, save_all=True, append_images=frames[1:], duration=[100, 200, 100], loop=0, lossless=True)
    found = probe(path)
    one = track(path)
    assert (found.kind, found.duration) == (Kind.ANIMATION, 400_000)
    assert (one.frames, one.constant, one.longest_pause) == (3, False, 200_000)
    told = [SECONDS[n] for n in (0, 0, 0, 1, 1, 1, 1, 1, 1, 2, 2, 2, 0, 0)]
    assert all(near(a, b, by=8) for a, b in zip(shown(path, 0, 14), told, strict=True))
    assert all(near(a, b, by=8) for a, b in zip(shown(path, 24 + 5, 7), told[5:12], strict=True))
    assert prepared(path).getpixel((9, 9)) == SECONDS[0]


def test_an_even_animation_has_a_rate_and_hasty_frames_are_shown_as_browsers_do(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (64, 64), colour) for colour in SECONDS]
    for asked, shown_for in ((40, 40), (10, 100)):
        path = tmp_path / f"{asked}.gif"
        frames[0].save(path, save_all=True, append_images=frames[1:], duration=asked)
        one = track(path)
        assert (one.rate, one.constant) == (Rate(num=1000, den=shown_for), True)
        assert probe(path).duration == 3000 * shown_for


def test_pictures_that_are_cut_off(tmp_path: Path) -> None:
    noise = Image.fromarray(np.random.default_rng(1).integers(0, 255, (200, 200, 3), dtype=np.uint8))
    for name in ("a.jpg", "a.png", "a.webp", "a.gif"):
        noise.save(tmp_path / "whole", format={"jpg": "JPEG"}.get(name[2:], name[2:].upper()))
        content = (tmp_path / "whole").read_bytes()
        path = tmp_path / name
        path.write_bytes(content[: len(content) // 2])
        if name in {"a.png", "a.webp"}:
            with pytest.raises(UnreadableMedia, match="damaged or cut off"):
                probe(path)
            continue
        found = probe(path)
        assert not found.whole or name == "a.gif"
        with pytest.raises(UnreadableMedia, match="damaged or cut off"):
            prepare_still(path, found, WHOLE, tmp_path / "out.png")
        with pytest.raises(UnreadableMedia, match="damaged or cut off"):
            conform(path, found, TimeRange(start=0, duration=3), WHOLE, tmp_path / "out.mp4")
        assert not list(tmp_path.glob("out.*"))


def test_pictures_too_large_to_be_decoded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    content = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")
    (tmp_path / "bomb.png").write_bytes(content)
    with pytest.raises(UnreadableMedia, match="million pixels"):
        probe(tmp_path / "bomb.png")
    flat().save(tmp_path / "small.png")
    monkeypatch.setattr(stills, "LARGEST", 1000)
    with pytest.raises(UnreadableMedia, match="million pixels"):
        probe(tmp_path / "small.png")


def chunk(name: bytes, content: bytes) -> bytes:
    """A piece of a PNG file."""
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def test_a_video_is_no_still(clip: Callable[[str], Path], tmp_path: Path) -> None:
    source = clip("30.mp4")
    with pytest.raises(UnreadableMedia, match="no still"):
        prepare_still(source, probe(source), WHOLE, tmp_path / "out.png")


def test_heic_is_refused_with_a_way_out(tmp_path: Path) -> None:
    for brand in (b"heic", b"mif1"):
        (tmp_path / "a.heic").write_bytes(b"\0\0\0\x18ftyp" + brand + b"\0\0\0\0mif1heic" + bytes(200))
        with pytest.raises(UnreadableMedia, match="HEIC") as caught:
            probe(tmp_path / "a.heic")
        assert "JPEG" in caught.value.remedy


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.gif", "a.avif", "a.tif"])
def test_damaged_pictures_are_used_or_refused_and_nothing_else(tmp_path: Path, name: str) -> None:
    chance = random.Random(name)
    noise = Image.fromarray(np.random.default_rng(1).integers(0, 255, (40, 40, 3), dtype=np.uint8))
    noise.save(tmp_path / name)
    content = (tmp_path / name).read_bytes()
    outcomes = set()
    for _ in range(60):
        broken = bytearray(content)
        for _ in range(chance.choice([1, 5, 50])):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        (tmp_path / "broken").write_bytes(broken)
        try:
            found = probe(tmp_path / "broken")
            outcomes.add(look_for_damage(tmp_path / "broken", found).errors)
        except UnreadableMedia:
            outcomes.add(-1)
    assert outcomes - {0}
