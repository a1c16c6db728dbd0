from pathlib import Path

import numpy as np
import pytest

from reelhouse.errors import ArtifactMissing, ContentError
from reelhouse.media.wav import write_wav
from reelhouse.model.time import TimeRange
from reelhouse.model.timeline import Clip, Gap, GeneratorReference, Track, TrackKind
from reelhouse.sound.parts import BORDER, MUSIC_CROSS, MUSIC_IN, MUSIC_OUT, lay, parts_of
from takes import Desk

ONES = np.ones((2, 48_000), dtype=np.float32)


def heard(desk: Desk, kind: TrackKind, *items: Clip | Gap, length: int = 96_000) -> np.ndarray:
    return lay(parts_of([Track(kind=kind, name="t", items=items)], desk.paths), 0, length)


def test_a_clip_sounds_where_it_lies_and_fades_at_its_borders(desk: Desk) -> None:
    sound = heard(desk, TrackKind.VOICE, Gap(duration=1000), desk.clip(desk.media(ONES), duration=4800))
    assert not sound[:, :1000].any()
    assert not sound[:, 5800:].any()
    assert np.all(sound[:, 1000 + BORDER : 5800 - BORDER] == 1)
    assert 0 < sound[0, 1000] < 0.001
    assert np.abs(np.diff(sound)).max() < 0.01


def test_a_clip_plays_its_source_range_with_its_gain(desk: Desk) -> None:
    ramp = np.tile(np.linspace(0, 1, 48_000, endpoint=False, dtype=np.float32), (2, 1))
    sound = heard(desk, TrackKind.EFFECT, desk.clip(desk.media(ramp), start=10_000, duration=2000, gain=-602))
    assert sound[0, 1000] == pytest.approx(11_000 / 48_000 / 2, rel=1e-3)


def test_one_channel_becomes_two(desk: Desk) -> None:
    sound = heard(desk, TrackKind.VOICE, desk.clip(desk.media(ONES[:1])))
    assert np.array_equal(sound[0], sound[1])
    assert sound[0, 24_000] == 1


def test_a_loop_starts_anywhere_and_runs_on(desk: Desk) -> None:
    circle = np.tile(np.sin(2 * np.pi * np.arange(1000) / 1000).astype(np.float32), (2, 1))
    clip = desk.clip(desk.media(circle, loops=True), start=250, duration=90_000)
    sound = heard(desk, TrackKind.MUSIC, clip)
    at = np.arange(MUSIC_IN, 90_000 - MUSIC_OUT)
    assert np.abs(sound[0, at] - np.sin(2 * np.pi * (at + 250) / 1000)).max() < 1e-6


def test_music_fades_in_and_out_and_stays_level_from_one_piece_to_the_next(desk: Desk) -> None:
    media = desk.media(ONES, loops=True)
    clips = [desk.clip(media, duration=60_000), desk.clip(media, duration=130_000)]
    sound = heard(desk, TrackKind.MUSIC, *clips, length=200_000)
    assert sound[0, MUSIC_IN // 2] == pytest.approx(0.5, abs=0.01)
    assert np.abs(sound[0, MUSIC_IN : 190_000 - MUSIC_OUT] - 1).max() < 1e-6
    assert sound[0, 190_000 - MUSIC_OUT // 2] == pytest.approx(0.5, abs=0.01)
    assert not sound[:, 190_000:].any()


def test_a_piece_that_has_no_more_to_play_ends_under_the_next_as_far_as_it_goes(desk: Desk) -> None:
    short = desk.media(ONES)
    first = desk.clip(short, duration=48_000 - MUSIC_CROSS // 2)
    parts = parts_of([Track(kind=TrackKind.MUSIC, name="m", items=(first, desk.clip(short)))], desk.paths)
    assert parts[0].tail == MUSIC_CROSS // 2
    assert np.all(lay(parts, 0, 90_000) < 1.2)


def test_short_clips_fade_over_half_their_length(desk: Desk) -> None:
    sound = heard(desk, TrackKind.MUSIC, desk.clip(desk.media(ONES), duration=2000))
    assert sound[0, 1000] == pytest.approx(1, abs=0.01)
    assert np.abs(np.diff(sound)).max() < 0.01


def test_blocks_join_exactly(desk: Desk) -> None:
    noise = np.random.default_rng(1).standard_normal((2, 48_000)).astype(np.float32)
    media = desk.media(noise, loops=True)
    clips = (desk.clip(media, duration=30_000), Gap(duration=77), desk.clip(media, start=900, duration=60_000))
    parts = parts_of([Track(kind=TrackKind.MUSIC, name="m", items=clips)], desk.paths)
    whole = lay(parts, 0, 96_000)
    cuts = [0, 1, 300, 29_999, 31_000, 65_432, 96_000]
    pieces = [lay(parts, start, stop) for start, stop in zip(cuts, cuts[1:], strict=False)]  # noqa: RUF007 (plain pairs)
    assert np.allclose(np.concatenate(pieces, axis=1), whole, atol=1e-7)


def test_missing_media_is_named(desk: Desk) -> None:
    clip = desk.clip(desk.media(ONES))
    digest, _ = desk.paths.popitem()
    with pytest.raises(ArtifactMissing) as caught:
        heard(desk, TrackKind.VOICE, clip)
    assert caught.value.where == digest


def test_a_sound_that_is_not_made_yet_cannot_be_mixed(desk: Desk) -> None:
    clip = Clip(name="later", media=GeneratorReference(name="bed"), source=TimeRange(start=0, duration=10))
    with pytest.raises(ContentError, match="'later' is not media yet"):
        heard(desk, TrackKind.MUSIC, clip)


def test_a_clip_cannot_use_more_than_there_is(desk: Desk) -> None:
    with pytest.raises(ContentError, match="uses 50000 samples of a sound that has 48000"):
        heard(desk, TrackKind.VOICE, desk.clip(desk.media(ONES), duration=50_000))


def test_a_file_that_became_shorter_is_noticed(desk: Desk) -> None:
    media = desk.media(ONES)
    (path,) = desk.paths.values()
    write_wav(Path(path), ONES[:, :100])
    with pytest.raises(ContentError, match="shorter than its clip says"):
        heard(desk, TrackKind.VOICE, desk.clip(media))
