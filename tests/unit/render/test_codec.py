"""The encoder's arguments."""

from pathlib import Path

import av
import numpy as np
import pytest

from reelhouse.media.ffmpeg import encode
from reelhouse.model.layout import DRAFT
from reelhouse.render.chunk import encode_chunk
from reelhouse.render.codec import codec_arguments
from reelhouse.render.content import Chunk
from reelhouse.render.join import join_chunks

#: Snow over a test card, which no encoder can foretell.
SNOW = (
    "testsrc2=s=90x160:r=30,noise=alls=90:allf=t+u:all_seed={seed},format=yuv420p,"
    "setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709"
)


def test_a_cap_is_named_and_no_cap_changes_nothing() -> None:
    capped = codec_arguments(DRAFT.model_copy(update={"cap": 900}))
    free = codec_arguments(DRAFT)
    assert any("vbv-maxrate=810:vbv-bufsize=405:vbv-init=0.5" in argument for argument in capped)
    assert not any("vbv" in argument for argument in free)
    assert [one for one in capped if "vbv" not in one] == [one for one in free if "keyint" not in one]


def test_chunks_with_and_without_a_cap_are_other_chunks(tmp_path: Path) -> None:
    small = DRAFT.model_copy(update={"width": 90, "height": 160})
    chunk = Chunk(frames=6, rendition=small)
    capped = Chunk(frames=6, rendition=small.model_copy(update={"cap": 100}))
    assert chunk.hash("1") != capped.hash("1")
    assert encode_chunk(capped, {}, tmp_path / "capped.mp4").frames == 6


@pytest.mark.parametrize("frames", [[75] * 3, [30] * 7])
def test_a_cap_holds_over_the_borders_of_chunks(frames: list[int], tmp_path: Path) -> None:
    """Of the hardest picture: a player that reads at the cap and keeps one second in advance never waits."""
    cap, seconds = 200, sum(frames) / 30
    codec = codec_arguments(DRAFT.model_copy(update={"cap": cap, "preset": "veryfast", "crf": 18}))
    for number, count in enumerate(frames):
        snow = ("-f", "lavfi", "-i", SNOW.format(seed=number), "-frames:v", str(count))
        encode((*snow, *codec, "-f", "mp4", f"{number}.mp4"), cwd=tmp_path)
    tone = ("-f", "lavfi", "-i", "sine=r=48000", "-t", str(seconds), "-c:a", "aac")
    encode((*tone, "tone.m4a"), cwd=tmp_path)
    chunks = [tmp_path / f"{number}.mp4" for number in range(len(frames))]
    into = tmp_path / "joined.mp4"
    join_chunks(chunks, frames, tmp_path / "tone.m4a", rate=DRAFT.rate, title="snow", language="en", into=into)

    with av.open(str(into)) as file:
        kbits = np.array([packet.size * 8 / 1000 for packet in file.demux(video=0) if packet.size])
    read = np.concatenate([[0], np.cumsum(kbits)])
    held, frame = float(cap), cap / 30
    for one in kbits:
        assert one <= held, "a player would have to wait"
        held = min(cap, held - one + frame)
    assert 0.6 * cap < read[-1] / seconds <= 0.97 * cap  # the picture is hard enough, and there is room for sound
    assert max(read[30:] - read[:-30]) <= 1.25 * cap
