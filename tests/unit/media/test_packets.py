from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from reelhouse.errors import PathNotFound, UnreadableMedia
from reelhouse.media.ffmpeg import encode
from reelhouse.media.packets import packet_digests, read_packets

X264 = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p")
Make = Callable[..., Path]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Write a short video of moving bars with these output arguments and return its path."""

    def write(*arguments: str, source: str = "testsrc2=s=64x96:r=30", sound: bool = False) -> Path:
        inputs = ["-f", "lavfi", "-i", source] + (["-f", "lavfi", "-i", "sine=r=48000"] if sound else [])
        encode([*inputs, "-t", "0.8", *X264, *arguments, "-f", "mp4", "video.mp4"], cwd=tmp_path)
        return tmp_path / "video.mp4"

    return write


def test_the_facts_of_a_video_with_sound(make: Make) -> None:
    colour = ("-vf", "setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709")
    facts = read_packets(make("-g", "10", *colour, "-movflags", "+faststart", sound=True))
    assert (facts.frames, facts.first_pts, facts.width, facts.height) == (24, 0, 64, 96)
    assert facts.rate == 30
    assert facts.key_distances == (10, 10, 4)
    assert facts.first_is_key
    assert facts.dts_rising
    assert facts.index_first is True
    assert (facts.colour.primaries, facts.colour.transfer, facts.colour.matrix) == (1, 1, 1)
    assert not facts.colour.full_range
    assert facts.pixel_format == "yuv420p"
    assert facts.video_duration == Fraction(4, 5)
    assert facts.audio_start == 0
    assert facts.audio_duration == Fraction(4, 5)
    assert len(facts.header) > 20


def test_the_index_at_the_end_is_seen(make: Make) -> None:
    facts = read_packets(make())
    assert facts.index_first is False
    assert facts.audio_duration is None


def test_uneven_frames_have_no_step(make: Make) -> None:
    facts = read_packets(make("-vf", "select=not(eq(n\\,3))", "-fps_mode", "vfr"))
    assert facts.frames == 23
    assert facts.step == 0
    assert facts.rate == 0


def test_one_frame_lasts_what_its_packet_says(make: Make) -> None:
    facts = read_packets(make("-frames:v", "1"))
    assert facts.frames == 1
    assert facts.video_duration == 1 / facts.rate == Fraction(1, 30)


def test_full_range_and_fractional_rates(make: Make) -> None:
    facts = read_packets(make("-color_range", "pc", source="testsrc2=s=64x96:r=24000/1001"))
    assert facts.colour.full_range
    assert facts.rate == Fraction(24000, 1001)


def test_other_containers_have_no_index(tmp_path: Path) -> None:
    encode(("-f", "lavfi", "-i", "testsrc2=s=64x96", "-t", "0.2", *X264, "-f", "matroska", "v.mkv"), cwd=tmp_path)
    assert read_packets(tmp_path / "v.mkv").index_first is None


def test_what_is_no_video_is_refused(tmp_path: Path) -> None:
    (tmp_path / "text.mp4").write_text("once upon a time")
    with pytest.raises(UnreadableMedia, match=r"text\.mp4"):
        read_packets(tmp_path / "text.mp4")
    with pytest.raises(PathNotFound):
        read_packets(tmp_path / "gone.mp4")
    encode(("-f", "lavfi", "-i", "sine", "-t", "0.1", "-f", "wav", "sound.wav"), cwd=tmp_path)
    with pytest.raises(UnreadableMedia, match="no picture"):
        read_packets(tmp_path / "sound.wav")


def test_packets_are_named_part_by_part(make: Make) -> None:
    path = make("-g", "10")
    whole, parts = packet_digests(path, [24]), packet_digests(path, [10, 14])
    assert whole == (read_packets(path).digest,)
    assert len(set(whole + parts)) == 3
    assert packet_digests(path, [10])[0] == parts[0]
    assert len(packet_digests(path, [10])) == 2
    assert packet_digests(path, [24, 5]) == (*whole, packet_digests(path, [0])[0])


def test_packets_of_other_codecs_are_named_whole(tmp_path: Path) -> None:
    made = []
    for quality in ("2", "9"):
        path = tmp_path / f"{quality}.mkv"
        codec = ("-c:v", "mpeg4", "-q:v", quality, "-f", "matroska")
        encode(("-f", "lavfi", "-i", "testsrc2=s=64x96:r=30", "-t", "0.2", *codec, path.name), cwd=tmp_path)
        made.append(packet_digests(path, [6]))
    assert len(set(made)) == 2
