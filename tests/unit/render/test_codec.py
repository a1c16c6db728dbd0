"""The encoder's arguments."""

from pathlib import Path

from reelhouse.model.layout import DRAFT
from reelhouse.render.chunk import encode_chunk
from reelhouse.render.codec import codec_arguments
from reelhouse.render.content import Chunk


def test_a_cap_is_named_and_no_cap_changes_nothing() -> None:
    capped = codec_arguments(DRAFT.model_copy(update={"cap": 900}))
    free = codec_arguments(DRAFT)
    assert any("vbv-maxrate=900:vbv-bufsize=900" in argument for argument in capped)
    assert not any("vbv" in argument for argument in free)
    assert [one for one in capped if "vbv" not in one] == [one for one in free if "keyint" not in one]


def test_chunks_with_and_without_a_cap_are_other_chunks(tmp_path: Path) -> None:
    small = DRAFT.model_copy(update={"width": 90, "height": 160})
    chunk = Chunk(frames=6, rendition=small)
    capped = Chunk(frames=6, rendition=small.model_copy(update={"cap": 100}))
    assert chunk.hash("1") != capped.hash("1")
    assert encode_chunk(capped, {}, tmp_path / "capped.mp4").frames == 6
