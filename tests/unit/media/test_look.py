"""A decoder that is ended half-way: what it gave is not taken for the whole file."""

from pathlib import Path

import pytest

from films import film, run_encoder
from reelhouse.errors import ProgramFailed
from reelhouse.media import ffmpeg
from reelhouse.media.look import decode_samples, decode_small
from reelhouse.media.probe import probe


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return film(tmp_path_factory.mktemp("whole") / "whole.mp4", seconds=1)


@pytest.mark.parametrize(
    ("last_act", "said"),
    [
        ("kill -9 $$", "killed by the system"),
        ("echo Exiting normally, received signal 15. >&2; exit 255", "stopped by another program or a person"),
    ],
)
def test_who_was_ended_did_not_see_everything(
    last_act: str, said: str, whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts = probe(whole)
    short_lived = tmp_path / "ffmpeg"
    short_lived.write_text(f"#!/bin/sh\nhead -c 6000 /dev/zero\n{last_act}\n", encoding="utf-8")
    short_lived.chmod(0o755)
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", str(short_lived))
    ffmpeg.encoder.cache_clear()
    try:
        with pytest.raises(ProgramFailed, match=said):
            decode_small(whole, facts, lambda _: None)
        with pytest.raises(ProgramFailed, match=said):
            decode_samples(whole, lambda _: None)
    finally:
        monkeypatch.undo()
        ffmpeg.encoder.cache_clear()


def test_a_title_that_tells_of_signals_ends_nothing(whole: Path, tmp_path: Path) -> None:
    told = tmp_path / "told.mp4"
    title = "We received signals from deep space\nExiting normally, received signal 15."
    run_encoder("-i", str(whole), "-c", "copy", "-metadata", f"title={title}", str(told))
    frames: list[bytes] = []
    assert decode_small(told, probe(told), frames.append) == ()
    assert sum(map(len, frames)) == 30 * 54 * 96
    heard, complaints = decode_samples(told, lambda _: None)
    assert heard.lufs is not None
    assert complaints == ()
