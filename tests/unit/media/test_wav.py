import struct
import wave
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelhouse.errors import UnreadableMedia
from reelhouse.media.wav import Depth, WavWriter, inspect_wav, read_wav, write_wav


def noise(channels: int, samples: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).uniform(-0.9, 0.9, (channels, samples)).astype(np.float32)


@pytest.mark.parametrize("channels", [1, 2])
def test_floats_come_back_as_they_were(tmp_path: Path, channels: int) -> None:
    sound = noise(channels, 1001)
    assert write_wav(tmp_path / "a.wav", sound, Depth.F32) == 1001
    assert np.array_equal(read_wav(tmp_path / "a.wav"), sound)
    assert read_wav(tmp_path / "a.wav").dtype == np.float32


def test_sixteen_bits_round_to_the_nearest_step(tmp_path: Path) -> None:
    sound = noise(2, 5000)
    write_wav(tmp_path / "a.wav", sound)
    assert np.abs(read_wav(tmp_path / "a.wav") - sound).max() <= 0.5 / 32768 + 1e-7


def test_sixteen_bits_are_held_inside_full_scale(tmp_path: Path) -> None:
    write_wav(tmp_path / "a.wav", np.array([[2.0, -2.0, 1.0]], dtype=np.float32))
    assert read_wav(tmp_path / "a.wav")[0].tolist() == [32767 / 32768, -1.0, 32767 / 32768]


def test_others_read_what_is_written(tmp_path: Path) -> None:
    write_wav(tmp_path / "a.wav", np.array([[0.5, -0.5], [0.25, 0.0]], dtype=np.float32))
    with wave.open(str(tmp_path / "a.wav")) as file:
        assert (file.getnchannels(), file.getframerate(), file.getsampwidth()) == (2, 48_000, 2)
        assert np.frombuffer(file.readframes(9), "<i2").tolist() == [16384, 8192, -16384, 0]


@settings(max_examples=30, deadline=None)
@given(cuts=st.lists(st.integers(0, 700), max_size=5), start=st.integers(0, 800), count=st.integers(0, 800))
def test_blocks_make_the_same_file_as_one_piece(
    tmp_path_factory: pytest.TempPathFactory, cuts: list[int], start: int, count: int
) -> None:
    folder = tmp_path_factory.mktemp("wav")
    sound = noise(2, 700)
    write_wav(folder / "whole.wav", sound)
    with WavWriter(folder / "blocks.wav", 2) as file:
        for block in np.split(sound, sorted(cuts), axis=1):
            file.write(block)
    assert (folder / "blocks.wav").read_bytes() == (folder / "whole.wav").read_bytes()
    assert np.array_equal(
        read_wav(folder / "whole.wav", start, count), read_wav(folder / "whole.wav")[:, start:][:, :count]
    )


def test_the_shape_is_read_from_the_header(tmp_path: Path) -> None:
    write_wav(tmp_path / "a.wav", noise(1, 77), Depth.F32, rate=22_050)
    shape = inspect_wav(tmp_path / "a.wav")
    assert (shape.channels, shape.samples, shape.rate, shape.depth) == (1, 77, 22_050, Depth.F32)


def test_another_rate_is_refused_unless_asked_for(tmp_path: Path) -> None:
    write_wav(tmp_path / "a.wav", noise(1, 77), rate=22_050)
    with pytest.raises(UnreadableMedia, match="22050 samples a second, not 48000"):
        read_wav(tmp_path / "a.wav")
    assert read_wav(tmp_path / "a.wav", rate=22_050).shape == (1, 77)


def chunk(name: bytes, body: bytes, size: int | None = None) -> bytes:
    return name + struct.pack("<I", len(body) if size is None else size) + body + b"\0" * (len(body) % 2)


PCM = struct.pack("<HHIIHH", 1, 1, 48_000, 96_000, 2, 16)


def riff(*chunks: bytes) -> bytes:
    body = b"WAVE" + b"".join(chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def test_chunks_that_say_nothing_about_the_sound_are_passed_over(tmp_path: Path) -> None:
    data = struct.pack("<2h", 16384, -16384)
    (tmp_path / "a.wav").write_bytes(
        riff(chunk(b"LIST", b"odd"), chunk(b"fmt ", PCM), chunk(b"fact", b""), chunk(b"data", data))
    )
    assert read_wav(tmp_path / "a.wav").tolist() == [[0.5, -0.5]]


def test_the_files_end_decides_when_a_pipe_left_the_size_open(tmp_path: Path) -> None:
    data = chunk(b"data", struct.pack("<3h", 1, 2, 3), size=0xFFFFFFFF)
    (tmp_path / "a.wav").write_bytes(riff(chunk(b"fmt ", PCM), data))
    assert inspect_wav(tmp_path / "a.wav").samples == 3


def test_the_long_form_of_the_header_is_read(tmp_path: Path) -> None:
    form = struct.pack("<HHIIHH", 0xFFFE, 1, 48_000, 192_000, 4, 32) + struct.pack("<HHIH", 22, 32, 0, 3) + b"\0" * 14
    (tmp_path / "a.wav").write_bytes(riff(chunk(b"fmt ", form), chunk(b"data", struct.pack("<f", 0.75))))
    assert read_wav(tmp_path / "a.wav").tolist() == [[0.75]]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is not a WAV file"),
        (b"ID3 not this at all", "is not a WAV file"),
        (riff(chunk(b"fmt ", PCM)), "without sound"),
        (riff(chunk(b"data", b"\0\0")), "ends inside its header"),
        (riff(chunk(b"fmt ", PCM[:8]), chunk(b"data", b"\0\0")), "ends inside its header"),
        (
            riff(chunk(b"fmt ", struct.pack("<HHIIHH", 1, 1, 48_000, 144_000, 3, 24)), chunk(b"data", b"\0" * 6)),
            "24 bits",
        ),
        (riff(chunk(b"fmt ", struct.pack("<HHIIHH", 1, 0, 48_000, 0, 0, 16)), chunk(b"data", b"")), "not read here"),
    ],
)
def test_what_cannot_be_read_says_so_and_how_to_help(tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "a.wav").write_bytes(content)
    with pytest.raises(UnreadableMedia, match=words) as caught:
        inspect_wav(tmp_path / "a.wav")
    assert caught.value.where == str(tmp_path / "a.wav")
    assert "Convert it" in caught.value.remedy
