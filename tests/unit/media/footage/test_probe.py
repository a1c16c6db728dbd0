"""Facts about footage of every kind, and about files that are none."""

import os
import shutil
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from clips import CLIPS, MARKED, TONE
from films import X264, damage, film, run_encoder
from reelhouse.errors import PathNotFound, UnreadableMedia
from reelhouse.media.footage.facts import Hdr, Kind, Probe, VideoTrack
from reelhouse.media.footage.probe import probe
from reelhouse.model.time import Rate

Clip = Callable[[str], Path]


def track(path: Path) -> VideoTrack:
    picture = probe(path).picture
    assert picture is not None
    return picture


@pytest.mark.parametrize(
    ("name", "rate", "constant", "frames"),
    [
        ("30.mp4", Rate(num=30), True, 60),
        ("30.mkv", Rate(num=30), True, 60),
        ("30.ts", Rate(num=30), True, 60),
        ("film.mkv", Rate(num=24_000, den=1001), True, 48),
        ("240.mp4", Rate(num=240), True, 60),
        ("late.mp4", Rate(num=30), True, 30),
        ("fragments.mp4", Rate(num=30), True, 30),
        ("jitter.mp4", Rate(num=7375, den=247), False, 60),
        ("pause.mp4", Rate(num=190, den=33), False, 20),
        ("one.mp4", Rate(num=30), True, 1),
    ],
)
def test_rates_and_frames(clip: Clip, name: str, rate: Rate, constant: bool, frames: int) -> None:
    found = track(clip(name))
    assert (found.rate, found.constant, found.frames) == (rate, constant, frames)


def test_the_longest_pause_and_the_first_frame(clip: Clip) -> None:
    assert track(clip("pause.mp4")).longest_pause == 1_500_000
    late = probe(clip("late.mp4"))
    assert (late.start, late.duration) == (500_000, 1_000_000)


@pytest.mark.parametrize(
    ("name", "rotation", "mirrored", "size"),
    [
        ("upright.mp4", 0, False, (192, 108)),
        ("r90.mp4", 90, False, (108, 192)),
        ("r180.mp4", 180, False, (192, 108)),
        ("r270.mp4", 270, False, (108, 192)),
        ("mirrored.mp4", 0, True, (192, 108)),
        ("upside.mp4", 180, True, (192, 108)),
        ("r90-mirrored.mp4", 90, True, (108, 192)),
        ("r270-mirrored.mp4", 270, True, (108, 192)),
    ],
)
def test_how_a_picture_is_turned(clip: Clip, name: str, rotation: int, mirrored: bool, size: tuple[int, int]) -> None:
    found = track(clip(name))
    assert (found.rotation, found.mirrored) == (rotation, mirrored)
    assert (found.width, found.height) == (192, 108)
    assert (found.display_width, found.display_height) == size


@pytest.mark.parametrize("name", ["fields.mpg", "fields.mp4"])
def test_fields_and_pixels_that_are_not_square(clip: Clip, name: str) -> None:
    found = track(clip(name))
    assert found.interlaced
    assert found.rate == Rate(num=25)
    assert found.aspect[0] > found.aspect[1]
    assert found.display_width == round(192 * found.aspect[0] / found.aspect[1])
    assert not track(clip("30.mp4")).interlaced


@pytest.mark.parametrize(
    ("name", "codec", "pixels", "depth", "hdr"),
    [
        ("bt709.mp4", "h264", "yuv420p", 8, Hdr.NONE),
        ("444.mp4", "h264", "yuv444p", 8, Hdr.NONE),
        ("422-10.mkv", "ffv1", "yuv422p10le", 10, Hdr.NONE),
        ("ten-untold.mp4", "hevc", "yuv420p10le", 10, Hdr.UNTAGGED),
        ("wide.mp4", "hevc", "yuv420p10le", 10, Hdr.NONE),
        ("pq.mp4", "hevc", "yuv420p10le", 10, Hdr.PQ),
        ("hlg.mp4", "hevc", "yuv420p10le", 10, Hdr.HLG),
        ("vp9.webm", "vp9", "yuv420p", 8, Hdr.NONE),
        ("phone.avi", "mjpeg", "yuvj420p", 8, Hdr.NONE),
    ],
)
def test_pixels_and_dynamic_range(clip: Clip, name: str, codec: str, pixels: str, depth: int, hdr: Hdr) -> None:
    found = track(clip(name))
    assert (found.codec, found.pixel_format, found.depth, found.hdr) == (codec, pixels, depth, hdr)


def test_colours_as_they_are_told(clip: Clip) -> None:
    ordinary, small, wide = (track(clip(name)).colour for name in ("bt709.mp4", "bt601.mp4", "wide.mp4"))
    assert (ordinary.primaries, ordinary.transfer, ordinary.matrix, ordinary.full) == (1, 1, 1, False)
    assert (small.primaries, small.matrix) == (6, 6)
    assert (wide.primaries, wide.transfer, wide.matrix) == (9, 14, 9)
    assert track(clip("full.mp4")).colour.full
    assert track(clip("phone.avi")).colour.full
    assert track(clip("clear.mov")).alpha


def test_a_note_says_what_is_not_known(clip: Clip) -> None:
    assert any("ten bits" in note for note in probe(clip("ten-untold.mp4")).notes)
    assert probe(clip("bt709.mp4")).notes == ()


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Probe:
    """A film with two tracks of sound, subtitles, a cover and a title."""
    folder = tmp_path_factory.mktemp("rich")
    (folder / "s.srt").write_text("1\n00:00:00,000 --> 00:00:01,000\nHello\n")
    run_encoder("-f", "lavfi", "-i", "testsrc2=s=64x64", "-frames:v", "1", "-update", "1", str(folder / "cover.png"))
    made = ("-f", "lavfi", "-i", MARKED, "-f", "lavfi", "-i", TONE, "-i", str(folder / "s.srt"))
    tracks = ("-map", "0", "-map", "1", "-map", "1", "-map", "2", "-map", "3", "-c:v:1", "copy", "-c:s", "mov_text")
    tags = ("-metadata:s:a:0", "language=rus", "-metadata:s:s:0", "language=eng", "-metadata", "title=Полночь")
    sound = ("-c:a:0", "aac", "-c:a:1", "ac3", "-ac:a:1", "6")
    path = folder / "rich.mp4"
    run_encoder(
        *(*made, "-i", str(folder / "cover.png"), *tracks, *X264[2:], "-c:v:0", "libx264", *sound),
        *("-disposition:v:1", "attached_pic", *tags, str(path)),
    )
    return probe(path)


def test_everything_that_travels_along(rich: Probe) -> None:
    assert (rich.kind, rich.container, rich.title, rich.whole) == (Kind.VIDEO, "mp4", "Полночь", True)
    assert len(rich.video) == 1
    first, second = rich.audio
    assert (first.codec, first.rate, first.channels, first.layout, first.language) == (
        *("aac", 48_000, 1, "mono"),
        "rus",
    )
    assert (second.codec, second.channels, second.layout) == ("ac3", 6, "5.1(side)")
    assert [(one.codec, one.language) for one in rich.subtitles] == [("mov_text", "eng")]
    assert [one.kind for one in rich.attachments] == ["cover"]
    assert rich.bit_rate is not None
    assert 0.9 < rich.duration / 1_000_000 < 1.2


def test_sound_with_a_cover_is_sound(tmp_path: Path) -> None:
    cover, song = tmp_path / "cover.png", tmp_path / "song.mp3"
    run_encoder("-f", "lavfi", "-i", "testsrc2=s=64x64", "-frames:v", "1", "-update", "1", str(cover))
    made = ("-f", "lavfi", "-i", TONE, "-i", str(cover), "-map", "0", "-map", "1")
    run_encoder(*made, "-disposition:v:0", "attached_pic", str(song))
    found = probe(song)
    assert (found.kind, found.picture, len(found.audio)) == (Kind.SOUND, None, 1)
    assert [one.kind for one in found.attachments] == ["cover"]


def test_fonts_are_attachments(tmp_path: Path) -> None:
    font, path = tmp_path / "font.ttf", tmp_path / "film.mkv"
    font.write_bytes(bytes(100))
    attach = ("-attach", str(font), "-metadata:s:t:0", "mimetype=font/ttf")
    run_encoder("-f", "lavfi", "-i", MARKED, *X264, *attach, str(path))
    (found,) = probe(path).attachments
    assert (found.kind, found.name) == ("attachment", "font.ttf")


def test_a_wrong_ending_is_told_and_changes_nothing(clip: Clip, tmp_path: Path) -> None:
    for name in ("film.avi", "film.txt", "film"):
        path = tmp_path / name
        shutil.copy(clip("30.mp4"), path)
        found = probe(path)
        assert (found.container, found.duration) == ("mp4", 2_000_000)
        assert any("its content is mp4" in note for note in found.notes) == bool(path.suffix)


@pytest.mark.parametrize(
    "name",
    ["-i.mp4", "-version", "concat:a|b.mp4", "http:x.mp4", "a%03d.mp4", "x:y.mp4", "two\nlines.mp4", "ü [0:v].mp4"],
)
def test_no_name_is_read_as_an_address_or_an_option(
    clip: Clip, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(clip("30.mp4"), name if not name.startswith("-") else f"./{name}")
    assert track(Path(name)).frames == 60


def test_a_link_is_followed(clip: Clip, tmp_path: Path) -> None:
    (tmp_path / "link.mp4").symlink_to(clip("30.mp4"))
    assert track(tmp_path / "link.mp4").frames == 60
    (tmp_path / "lost.mp4").symlink_to(tmp_path / "nothing")
    with pytest.raises(PathNotFound, match="leads to no file"):
        probe(tmp_path / "lost.mp4")
    (tmp_path / "round.mp4").symlink_to(tmp_path / "round.mp4")
    with pytest.raises(PathNotFound):
        probe(tmp_path / "round.mp4")


def test_what_is_no_regular_file(tmp_path: Path) -> None:
    with pytest.raises(PathNotFound, match="folder"):
        probe(tmp_path)
    for missing in ("nothing.mp4", "x" * 300, "nul\0l"):
        with pytest.raises(PathNotFound, match="no such file"):
            probe(tmp_path / missing)
    os.mkfifo(tmp_path / "pipe.mp4")
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(str(tmp_path / "s"))
        for path in (Path("/dev/null"), tmp_path / "pipe.mp4", tmp_path / "s"):
            with pytest.raises(UnreadableMedia, match="device"):
                probe(path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "secret.mp4"
    path.write_bytes(b"x")
    path.chmod(0)
    with pytest.raises(UnreadableMedia, match="may not be read"):
        probe(path)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"Once upon a time there was a text.\n" * 40,
        b"#EXTM3U\n#EXTINF:1,\nfilm.mp4\n",
        b"#EXTM3U\n#EXTINF:1,\nfile:///etc/hostname\n#EXT-X-ENDLIST\n",
        b"ffconcat version 1.0\nfile film.mp4\n",
        b"<?xml version='1.0'?><MPD xmlns='urn:mpeg:dash:schema:mpd:2011'></MPD>",
        b"<svg xmlns='http://www.w3.org/2000/svg'><image href='film.mp4'/></svg>",
        b"v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=x\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=video 5004 RTP/AVP 96\r\n",
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n",
        b"\x1aE\xdf\xa3" + bytes(900),
        b"\x89PNG\r\n\x1a\n" + bytes(60),
        b"\xff\xd8\xff\xe0" + bytes(60),
        b"GIF89a" + bytes(60),
        b"BM",
        bytes(range(256)) * 8,
        b"RIFF\xff\xff\x00\x00WAVEfmt ",
        b"\x00\x00\x00\x10ftypisom\x00\x00\x02\x00",
    ],
)
def test_what_is_no_media(clip: Clip, tmp_path: Path, content: bytes) -> None:
    shutil.copy(clip("30.mp4"), tmp_path / "film.mp4")
    for name in ("thing.mp4", "thing.m3u8", "thing.ffconcat"):
        path = tmp_path / name
        path.write_bytes(content)
        with pytest.raises(UnreadableMedia) as caught:
            probe(path)
        assert caught.value.where == str(path)
        assert caught.value.remedy


@pytest.mark.parametrize("name", ["none.mkv", "none.mp4", "none.avi"])
def test_a_film_without_frames(tmp_path: Path, name: str) -> None:
    CLIPS["none.mkv"](tmp_path / name)
    with pytest.raises(UnreadableMedia):
        probe(tmp_path / name)


def test_an_index_at_the_front_makes_the_rest_usable(tmp_path: Path) -> None:
    whole = film(tmp_path / "whole.mp4", seconds=2)
    for keep in (0.4, 0.8):
        path = tmp_path / "cut.mp4"
        path.write_bytes(whole.read_bytes()[: int(whole.stat().st_size * keep)])
        found = probe(path)
        assert not found.whole
        assert any("cut off" in note for note in found.notes)
        assert found.picture is not None
        assert found.picture.frames is not None
        assert 0.5 * keep < found.picture.frames / 60 < keep + 0.15
        assert found.picture.end < 2_000_000


def test_an_index_at_the_end_was_never_written(tmp_path: Path) -> None:
    late = film(tmp_path / "late.mp4", seconds=1, mux=()).read_bytes()
    for kept in (late[: late.rindex(b"moov") - 4], late[: late.rindex(b"moov") + 90], late[:2000]):
        path = tmp_path / "open.mp4"
        path.write_bytes(kept)
        with pytest.raises(UnreadableMedia, match="no index"):
            probe(path)


@pytest.mark.parametrize("name", ["a.mkv", "a.ts", "a.avi"])
def test_other_formats_that_were_cut_off(tmp_path: Path, name: str) -> None:
    whole = film(tmp_path / name, seconds=2, mux=())
    path = tmp_path / f"cut-{name}"
    path.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    found = track(path)
    assert found.frames is not None
    assert 15 < found.frames < 50


def test_damage_inside_does_not_keep_a_file_from_being_seen(tmp_path: Path) -> None:
    broken = damage(film(tmp_path / "film.mp4", seconds=2), tmp_path / "broken.mp4")
    assert track(broken).frames == 60


def test_a_track_that_appears_in_the_middle_does_not_end_the_reading(clip: Clip, tmp_path: Path) -> None:
    run_encoder(
        *("-i", str(clip("30.ts")), "-map", "0", "-c", "copy", "-streamid", "0:900"), str(tmp_path / "other.ts")
    )
    first = clip("30.ts").read_bytes() * 40  # more than is read to find the tracks
    (tmp_path / "both.ts").write_bytes(first + (tmp_path / "other.ts").read_bytes() + clip("30.ts").read_bytes())
    found = track(tmp_path / "both.ts")
    assert found.frames is not None
    assert found.frames > 40 * 60
