"""Facts about real files, and the files that are none."""

from pathlib import Path

import pytest

from films import AAC, FAST_START, FRAMES, PICTURE, TONE, X264, damage, film, run_encoder
from reelhouse.errors import PathNotFound, UnreadableMedia
from reelhouse.media.probe import first_damage, probe
from reelhouse.model.time import Rate

UNEVEN = (
    "testsrc2=s=180x320:r=30,settb=1/1000,setpts='N*1000/30+if(mod(N,2),10,0)',"
    "setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709,format=yuv420p"
)


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tags = ("-metadata", "title=Полночь", "-metadata:s:a:0", "language=rus")
    return film(tmp_path_factory.mktemp("films") / "good.mp4", mux=(*FAST_START, *tags))


def test_facts_of_an_ordinary_video(good: Path) -> None:
    facts = probe(good)
    picture, sound = facts.picture, facts.sound
    assert picture is not None
    assert sound is not None
    assert (picture.codec, picture.width, picture.height, picture.pixel_format) == ("h264", 180, 320, "yuv420p")
    assert (picture.rate, picture.frames, picture.start, picture.end) == (Rate(num=30), FRAMES, 0, 6_000_000)
    assert (picture.longest_gap, picture.starts_with_key, picture.irregular_at) == (60, True, None)
    assert (picture.dts_rising, picture.colour_box, picture.rotation, picture.aspect) == (True, True, 0, (1, 1))
    assert (picture.colour.primaries, picture.colour.transfer, picture.colour.matrix) == (1, 1, 1)
    assert picture.colour.full is False
    assert (sound.codec, sound.layout, sound.channels, sound.rate) == ("aac", "stereo", 2, 48_000)
    assert (sound.samples, sound.start, sound.end, sound.language) == (288_000, 0, 6_000_000, "rus")
    assert (facts.title, facts.milliseconds, facts.index_first) == ("Полночь", 6000, True)
    assert facts.size == good.stat().st_size


def test_the_order_of_the_boxes(tmp_path: Path) -> None:
    facts = probe(film(tmp_path / "late.mp4", seconds=1, mux=()))
    assert facts.index_first is False
    assert facts.picture is not None
    assert facts.picture.colour_box is True
    other = probe(film(tmp_path / "other.mkv", seconds=1, mux=()))
    assert (other.index_first, other.picture and other.picture.colour_box) == (None, None)


@pytest.mark.parametrize(
    ("name", "video", "audio"),
    [
        ("a.mkv", X264, AAC),
        ("a.avi", X264, AAC),
        ("a.webm", ("-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8"), ("-c:a", "libopus")),
    ],
)
def test_other_containers(tmp_path: Path, name: str, video: tuple[str, ...], audio: tuple[str, ...]) -> None:
    facts = probe(film(tmp_path / name, seconds=2, video=video, audio=audio, mux=()))
    assert facts.picture is not None
    assert facts.sound is not None
    assert (facts.picture.frames, facts.picture.rate, facts.picture.irregular_at) == (60, Rate(num=30), None)
    assert abs(facts.sound.start - facts.picture.start) < 10_000
    assert abs(facts.milliseconds - 2000) < 60


@pytest.mark.parametrize(("name", "audio"), [("a.mp3", ("-c:a", "libmp3lame")), ("a.wav", ("-c:a", "pcm_s16le"))])
def test_sound_without_picture(tmp_path: Path, name: str, audio: tuple[str, ...]) -> None:
    facts = probe(film(tmp_path / name, picture=None, seconds=1, audio=audio, mux=()))
    assert facts.picture is None
    assert facts.sound is not None
    assert abs(facts.sound.samples - 48_000) < 1500


def test_a_music_file_with_a_cover_has_no_picture(tmp_path: Path) -> None:
    cover = tmp_path / "cover.png"
    run_encoder("-f", "lavfi", "-i", "testsrc2=s=64x64", "-frames:v", "1", "-update", "1", str(cover))
    song = tmp_path / "song.mp3"
    sound = ("-f", "lavfi", "-t", "1", "-i", TONE)
    run_encoder(*sound, "-i", str(cover), "-map", "0", "-map", "1", "-disposition:v:0", "attached_pic", str(song))
    facts = probe(song)
    assert facts.picture is None
    assert facts.sound is not None


def test_uneven_frames_are_found_where_they_begin(tmp_path: Path) -> None:
    mux = (*FAST_START, "-fps_mode", "vfr", "-enc_time_base", "1:1000")
    picture = probe(film(tmp_path / "uneven.mp4", picture=UNEVEN, sound=None, seconds=1, mux=mux)).picture
    assert picture is not None
    assert picture.irregular_at == 66_000


def test_rates_that_are_no_whole_number_are_even_in_every_time_base(tmp_path: Path) -> None:
    for name in ("a.mp4", "a.mkv", "a.ts"):
        source = PICTURE.replace("r=30", "r=24000/1001")
        picture = probe(film(tmp_path / name, picture=source, sound=None, seconds=2, mux=())).picture
        assert picture is not None
        assert picture.irregular_at is None
        assert picture.rate == Rate(num=24000, den=1001)


def test_a_turned_picture(tmp_path: Path, good: Path) -> None:
    turned = tmp_path / "turned.mp4"
    run_encoder("-display_rotation", "90", "-i", str(good), "-c", "copy", str(turned))
    picture = probe(turned).picture
    assert picture is not None
    assert (picture.width, picture.height, picture.rotation) == (180, 320, 90)
    assert probe(turned, turned=False).picture == picture.model_copy(update={"rotation": 0})


def test_key_frames_far_apart(tmp_path: Path) -> None:
    picture = probe(film(tmp_path / "keys.mp4", sound=None, seconds=3, video=(*X264, "-g", "80"))).picture
    assert picture is not None
    assert picture.longest_gap == 80


def test_first_damage_is_found_in_time(tmp_path: Path, good: Path) -> None:
    assert first_damage(good) is None
    at = first_damage(damage(good, tmp_path / "damaged.mp4", at=0.5))
    assert at is not None
    assert 2_000_000 < at < 4_000_000


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"Once upon a time there was a text.\n" * 40,
        b"#EXTM3U\n#EXTINF:1,\nfile:///etc/hostname\n",
        b"ffconcat version 1.0\nfile good.mp4\n",
        b"\x1aE\xdf\xa3" + bytes(900),
        b"\x89PNG\r\n\x1a\n" + bytes(60),
        bytes(range(256)) * 8,
        b"RIFF\xff\xff\x00\x00WAVEfmt ",
        b"\x00\x00\x00\x10ftypisom\x00\x00\x02\x00",
    ],
)
def test_what_is_no_media(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "thing.mp4"
    path.write_bytes(content)
    with pytest.raises(UnreadableMedia) as caught:
        probe(path)
    assert caught.value.where == str(path)
    assert "thing.mp4" not in caught.value.message  # the place says it already
    assert caught.value.remedy


def test_a_file_that_lists_other_files_is_not_followed(tmp_path: Path, good: Path) -> None:
    (tmp_path / "good.mp4").write_bytes(good.read_bytes())
    listing = tmp_path / "list.mp4"
    listing.write_text("ffconcat version 1.0\nfile good.mp4\n")
    with pytest.raises(UnreadableMedia):
        probe(listing)


@pytest.mark.parametrize("keep", [0.2, 0.6, 0.95])
def test_a_file_that_was_cut_off(tmp_path: Path, good: Path, keep: float) -> None:
    content = good.read_bytes()
    path = tmp_path / "cut.mp4"
    path.write_bytes(content[: int(len(content) * keep)])
    with pytest.raises(UnreadableMedia, match="cut off"):
        probe(path)


def test_a_recording_that_was_never_finished(tmp_path: Path) -> None:
    late = film(tmp_path / "late.mp4", seconds=1, mux=()).read_bytes()
    path = tmp_path / "open.mp4"
    path.write_bytes(late[: late.rindex(b"moov") - 4])
    with pytest.raises(UnreadableMedia, match="never finished"):
        probe(path)


def test_a_sound_file_that_was_cut_off(tmp_path: Path) -> None:
    whole = film(tmp_path / "a.wav", picture=None, seconds=1, audio=("-c:a", "pcm_s16le"), mux=()).read_bytes()
    path = tmp_path / "cut.wav"
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(UnreadableMedia, match="cut off"):
        probe(path)


def test_names_are_never_read_as_addresses(tmp_path: Path, good: Path) -> None:
    for name in ("concat:a|b.mp4", "-i.mp4", "a%03d.mp4", "x:y.mp4"):
        path = tmp_path / name
        path.write_bytes(good.read_bytes())
        assert probe(path).milliseconds == 6000


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(PathNotFound, match="no such file"):
        probe(tmp_path / "nothing.mp4")
    with pytest.raises(PathNotFound, match="folder"):
        probe(tmp_path)
