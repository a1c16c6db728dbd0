"""Stills and animations: JPEG, PNG, WebP, GIF, AVIF, TIFF and BMP, as their viewers would show them."""

from __future__ import annotations

import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from reelhouse.errors import UnreadableMedia
from reelhouse.media.boxes import riff_end
from reelhouse.media.facts import Colour
from reelhouse.media.footage.admit import REMEDY
from reelhouse.media.footage.facts import Kind, Probe, VideoTrack
from reelhouse.media.footage.timing import pace_of
from reelhouse.media.stop import check_stop
from reelhouse.model.time import Rate

#: The only formats that are opened; others start programs or read other files.
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF", "TIFF", "BMP")
#: Pixels of the largest picture: twice what the largest camera of today gives.
LARGEST = 300_000_000
_SIGNS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*", b"BM")
_AVIF = {b"avif", b"avis"}
_HEIC = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"}
#: What stands at the end of a whole file.
_ENDS = {"JPEG": b"\xff\xd9", "MPO": b"\xff\xd9", "PNG": b"IEND", "GIF": b";"}
#: Frames that ask for less than 20 ms are shown for a tenth of a second by every browser.
_TOO_SHORT, _INSTEAD = 20, 100
#: Degrees clockwise and mirroring of each value of the EXIF tag Orientation (CIPA DC-008, 4.6.5).
_ORIENTATIONS = {
    2: (0, True),
    3: (180, False),
    4: (180, True),
    5: (270, True),
    6: (90, False),
    7: (90, True),
    8: (270, False),
}
_ORIENTATION = 0x0112
#: sRGB: the primaries of BT.709, its own transfer function, and no matrix.
SRGB = Colour(primaries=1, transfer=13, matrix=0, full=True)
_MILLISECOND = 1000
#: What the image library raises over damaged files, as mutated ones of every format showed.
_REFUSED = (
    *(UnidentifiedImageError, Image.DecompressionBombError, OSError, EOFError, ValueError, SyntaxError, TypeError),
    *(LookupError, RuntimeError, ArithmeticError, AttributeError, struct.error),
)


def is_picture(path: Path) -> bool:
    """Whether the file begins like one of the formats that are read here."""
    with path.open("rb") as file:
        head = file.read(16)
    webp = head[:4] == b"RIFF" and head[8:12] == b"WEBP"
    return webp or head.startswith(_SIGNS) or (head[4:8] == b"ftyp" and head[8:12] in _AVIF)


def demand_no_heic(path: Path) -> None:
    """Refuse pictures in HEIF with HEVC inside, whose tiles would be taken for a film.

    Raises:
        UnreadableMedia: It is one.
    """
    with path.open("rb") as file:
        head = file.read(16)
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC:
        raise UnreadableMedia(
            "HEIC pictures cannot be read", where=str(path), remedy="Export it as JPEG, or let the phone take JPEG"
        )


def probe_picture(path: Path) -> Probe:
    """The facts of a still or an animation.

    Raises:
        UnreadableMedia: It is damaged, or too large.
    """
    with _opened(path) as picture:
        form = str(picture.format)
        frames = int(getattr(picture, "n_frames", 1)) if form not in {"TIFF", "MPO"} else 1
        pauses = frame_milliseconds(picture) if frames > 1 else []
        whole = _is_whole(path, form)
        return Probe(
            kind=Kind.ANIMATION if frames > 1 else Kind.STILL,
            container={"MPO": "jpeg"}.get(form, form.lower()),
            size=path.stat().st_size,
            duration=sum(pauses) * _MILLISECOND,
            video=(_track(picture, pauses),),
            whole=whole,
        )


def frame_milliseconds(picture: Image.Image) -> list[int]:
    """How long each frame of an animation is shown."""
    found = []
    for number in range(int(getattr(picture, "n_frames", 1))):
        check_stop()
        picture.seek(number)
        if picture.format == "WEBP":
            picture.load()  # only then it is known
        asked = round(float(picture.info.get("duration", 0) or 0))
        found.append(asked if asked >= _TOO_SHORT else _INSTEAD)
    picture.seek(0)
    return found


@contextmanager
def opened(path: Path) -> Iterator[Image.Image]:
    """The picture inside the block, of which nothing is decoded yet.

    Raises:
        UnreadableMedia: It is damaged, or too large; also while it is decoded inside the block.
    """
    with _opened(path) as picture:
        yield picture


def upright_rgb(picture: Image.Image) -> Image.Image:
    """The current frame as a viewer shows it: turned as its camera says, in sRGB, on black where it is transparent."""
    turned = ImageOps.exif_transpose(_eight_bits(picture)) if picture.format != "GIF" else _eight_bits(picture)
    clear = turned.has_transparency_data
    shown = _in_srgb(turned)
    if not clear:
        return shown.convert("RGB")
    alpha = turned.convert("RGBA").getchannel("A")
    return Image.composite(shown.convert("RGB"), Image.new("RGB", shown.size), alpha)


@contextmanager
def _opened(path: Path) -> Iterator[Image.Image]:
    try:
        with path.open("rb") as file, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # odd EXIF data, and sizes that are judged here
            with Image.open(file, formats=FORMATS) as picture:
                _demand_usable(picture, path)
                yield picture
    except _REFUSED as error:
        if isinstance(error, Image.DecompressionBombError):
            raise _too_large(path) from error
        raise UnreadableMedia("the picture is damaged or cut off", where=str(path), remedy=REMEDY) from error


def _demand_usable(picture: Image.Image, path: Path) -> None:
    if picture.width * picture.height > LARGEST:
        raise _too_large(path)


def _too_large(path: Path) -> UnreadableMedia:
    return UnreadableMedia(
        f"the picture has more than {LARGEST // 1_000_000} million pixels",
        where=str(path),
        remedy="Make it smaller with a picture editor",
    )


def _track(picture: Image.Image, pauses: list[int]) -> VideoTrack:
    rotation, mirrored = _ORIENTATIONS.get(int(picture.getexif().get(_ORIENTATION, 1) or 1), (0, False))
    wide, high = picture.size
    times = [sum(pauses[:n]) for n in range(len(pauses))]
    pace = pace_of(times, Rate(num=1000).fraction ** -1, ()) if pauses else None
    even = len(set(pauses)) <= 1
    rate = Rate(num=1000, den=pauses[0]) if pauses and even else pace.rate if pace else None
    return VideoTrack(
        index=0,
        codec=str(picture.format).lower(),
        width=wide,
        height=high,
        rotation=rotation,
        mirrored=mirrored,
        display_width=high if rotation in {90, 270} else wide,
        display_height=wide if rotation in {90, 270} else high,
        rate=rate,
        constant=even,
        frames=max(1, len(pauses)),
        longest_pause=max(pauses, default=0) * _MILLISECOND,
        end=sum(pauses) * _MILLISECOND,
        pixel_format=picture.mode.lower(),
        depth=16 if picture.mode.startswith("I") else 8,
        alpha=picture.has_transparency_data,
        colour=SRGB,
    )


def _is_whole(path: Path, form: str) -> bool:
    if form == "WEBP":
        return riff_end(path) <= path.stat().st_size
    end = _ENDS.get(form)
    if end is None:
        return True
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - (1 << 16)))
        return end in file.read()


def _eight_bits(picture: Image.Image) -> Image.Image:
    """Sixteen-bit grey becomes eight bits by its upper half; Pillow's own conversion would cut it off at 255."""
    if not picture.mode.startswith("I"):
        return picture
    whole = picture if picture.mode == "I" else picture.convert("I")
    grey = whole.point(lambda value: value / 256, "F")
    eight = grey.convert("L")
    eight.info = dict(picture.info)
    return eight


def _in_srgb(picture: Image.Image) -> Image.Image:
    """Colours by the profile that the picture carries; one that cannot be read counts as none."""
    profile = picture.info.get("icc_profile")
    if not profile:
        return picture
    source = picture if picture.mode in {"RGB", "CMYK", "L"} else picture.convert("RGB")
    try:
        found = ImageCms.ImageCmsProfile(BytesIO(profile))
        turned = ImageCms.profileToProfile(source, found, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
        return picture
    return turned or picture
