import hashlib
from fractions import Fraction
from pathlib import Path

import av
import pytest

from reelhouse.errors import ProgramFailed, UnreadableMedia
from reelhouse.media.ffmpeg import encode
from reelhouse.media.packets import packet_digests, read_packets
from reelhouse.model.layout import Rendition
from reelhouse.model.time import Rate
from reelhouse.render.codec import codec_arguments
from reelhouse.render.join import join_chunks

FRAMES = (31, 20, 45)
THIRTY, FILM = Rate(num=30), Rate(num=24000, den=1001)


def make_chunk(folder: Path, name: str, frames: int, *, rate: Rate = THIRTY, preset: str = "veryfast") -> Path:
    source = (
        f"testsrc2=s=64x96:r={rate},hue=h={frames},format=yuv420p,"
        "setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709"
    )
    rendition = Rendition(name="tiny", width=64, height=96, rate=rate, preset=preset)
    codec = codec_arguments(rendition)
    encode(("-f", "lavfi", "-i", source, *codec, "-frames:v", str(frames), "-f", "mp4", name), cwd=folder)
    return folder / name


def make_sound(folder: Path, length: Fraction) -> Path:
    aac = ("-c:a", "aac", "-fflags", "+bitexact", "-flags:a", "+bitexact", "-f", "mp4")
    encode(("-f", "lavfi", "-i", "sine=r=48000", "-t", f"{float(length):.6f}", *aac, "mix.m4a"), cwd=folder)
    return folder / "mix.m4a"


def pictures(path: Path) -> list[str]:
    with av.open(str(path)) as container:
        return [hashlib.sha256(frame.to_ndarray().tobytes()).hexdigest() for frame in container.decode(video=0)]


def only_digest(chunk: Path, frames: int) -> str:
    (digest,) = packet_digests(chunk, [frames])
    return digest


@pytest.mark.parametrize("rate", [THIRTY, FILM], ids=str)
def test_a_joined_file_is_the_sum_of_its_chunks(tmp_path: Path, rate: Rate) -> None:
    chunks = [make_chunk(tmp_path, f"{count}.mp4", count, rate=rate) for count in FRAMES]
    sound = make_sound(tmp_path, sum(FRAMES) / rate.fraction)
    into = tmp_path / "out" / "joined.mp4"
    into.parent.mkdir()
    title = '«Моя» "сестра"; part=1 \\ -y\n'
    join_chunks(chunks, FRAMES, sound, rate=rate, title=title, language="ru", into=into)
    facts = read_packets(into)
    assert facts.frames == sum(FRAMES)
    assert facts.key_distances == FRAMES
    assert packet_digests(into, FRAMES) == tuple(map(only_digest, chunks, FRAMES))
    assert facts.index_first
    assert facts.audio_start == 0
    assert facts.audio_duration is not None
    assert abs(facts.audio_duration - facts.video_duration) < Fraction(1, 40)
    assert pictures(into) == [picture for chunk in chunks for picture in pictures(chunk)]
    assert [path.name for path in into.parent.iterdir()] == ["joined.mp4"]
    with av.open(str(into)) as container:
        assert container.metadata["title"] == '«Моя» "сестра"; part=1 \\ -y'
        assert container.metadata["major_brand"] == "mp42"
        assert "creation_time" not in container.metadata
        assert container.streams.audio[0].metadata["language"] == "rus"


def test_the_same_parts_give_the_same_bytes(tmp_path: Path) -> None:
    chunks = [make_chunk(tmp_path, f"{count}.mp4", count) for count in FRAMES]
    sound = make_sound(tmp_path, Fraction(16, 5))
    made = [tmp_path / "first.mp4", tmp_path / "second.mp4"]
    for into in made:
        join_chunks(chunks, FRAMES, sound, rate=THIRTY, title="A", language="en", into=into)
    assert made[0].read_bytes() == made[1].read_bytes()


@pytest.mark.parametrize("problem", ["count", "header", "rate"])
def test_a_chunk_that_does_not_fit_is_named(tmp_path: Path, problem: str) -> None:
    first = make_chunk(tmp_path, "first.mp4", 20)
    odd = {
        "count": lambda: make_chunk(tmp_path, "odd.mp4", 21),
        "header": lambda: make_chunk(tmp_path, "odd.mp4", 20, preset="ultrafast"),
        "rate": lambda: make_chunk(tmp_path, "odd.mp4", 20, rate=Rate(num=25)),
    }[problem]()
    sound, into = make_sound(tmp_path, Fraction(4, 3)), tmp_path / "joined.mp4"
    with pytest.raises(ProgramFailed) as caught:
        join_chunks([first, odd], [20, 20], sound, rate=THIRTY, title="", language="en", into=into)
    assert caught.value.where == str(odd)
    assert not into.exists()


def test_a_wrong_rate_is_noticed_in_the_result(tmp_path: Path) -> None:
    chunk, sound = make_chunk(tmp_path, "first.mp4", 20), make_sound(tmp_path, Fraction(2, 3))
    with pytest.raises(ProgramFailed, match="evenly spaced"):
        join_chunks([chunk], [20], sound, rate=Rate(num=25), title="", language="en", into=tmp_path / "joined.mp4")
    assert not (tmp_path / "joined.mp4").exists()


def test_a_damaged_mix_is_named(tmp_path: Path) -> None:
    chunk, sound = make_chunk(tmp_path, "first.mp4", 20), tmp_path / "mix.m4a"
    sound.write_text("no sound")
    with pytest.raises(UnreadableMedia) as caught:
        join_chunks([chunk], [20], sound, rate=THIRTY, title="", language="en", into=tmp_path / "joined.mp4")
    assert caught.value.where == str(sound)
