"""The score of a real programme, heard: it drops for the last line, comes back with the end card, and marks cards."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from made import narration_of, script_of
from reelhouse.config import Settings
from reelhouse.edit.assemble import Cut, Pictures, Score, assemble
from reelhouse.edit.schedule import Schedule, schedule
from reelhouse.media.filters import band_pass
from reelhouse.media.wav import Sound, read_wav
from reelhouse.model.artifact import Artifact, Kind
from reelhouse.model.script import Role
from reelhouse.model.time import Rate, frames_to_samples
from reelhouse.model.timeline import ExternalReference, Timeline, TrackKind
from reelhouse.production import score as scoring
from reelhouse.production.score import score
from reelhouse.production.steps import Steps
from reelhouse.production.workshop import Workshop
from reelhouse.sound.mix import mix
from reelhouse.storage import Store

RATE = Rate(num=30)
SCRIPT = script_of(("title", Role.TITLE, 1), ("s1", Role.STORY, 4), ("end", Role.END, 1))
PLAN = schedule(SCRIPT, narration_of(SCRIPT, {line.id: 144_000 for line in SCRIPT.lines}), RATE)
PICTURE = ExternalReference(
    artifact=Artifact(sha256="a" * 64, kind=Kind.LOOP, suffix=".mp4", size=1), available=300, loops=True
)
PICTURES = Pictures(backgrounds={at.scene.id: Cut(media=PICTURE, phase=0) for at in PLAN.scenes}, cards={})
Levels = NDArray[np.float64]


@pytest.fixture
def shop(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workshop]:
    """A workshop whose beds are six bars long: enough for a drop, and quick."""
    monkeypatch.setattr(scoring, "BARS", 6)
    with Steps(store) as steps:
        yield Workshop(steps, store, Settings(home=tmp_path / "home", workers=1), "stories/test")


def heard(shop: Workshop, music: Score, into: Path, *kinds: TrackKind) -> Sound:
    """What some of the tracks sound like together."""
    timeline: Timeline = assemble("T", "en", PLAN, PICTURES, music)
    timeline = timeline.model_copy(update={"tracks": tuple(one for one in timeline.tracks if one.kind in kinds)})
    media = [clip.media for track in timeline.tracks for _, clip in track.clips()]
    paths = shop.files([one.artifact for one in media if isinstance(one, ExternalReference)])
    mix(timeline, paths, into)
    return read_wav(into)


def level(sound: Sound, start: int, end: int, band: tuple[int, int] | None = None) -> float:
    """Decibels of a stretch, of all of it or of a band of frequencies."""
    power = np.abs(np.fft.rfft(sound[:, start:end].mean(axis=0).astype(np.float64))) ** 2 / (end - start) ** 2
    hertz = np.fft.rfftfreq(end - start, 1 / 48_000)
    inside = power if band is None else power[(hertz >= band[0]) & (hertz < band[1])]
    return float(10 * np.log10(inside.sum() + 1e-15))


def onset(sound: Sound, near: int, reach: int = 9_600) -> int:
    """The sample near another at which the low sound rises most, in steps of 5 ms."""
    start = max(0, near - reach)
    low = band_pass(sound[:, start : near + reach].mean(axis=0, keepdims=True), 20, 220)[0]
    steps = low[: len(low) // 240 * 240].reshape(-1, 240)
    energy: Levels = np.sqrt((steps**2).mean(axis=1))
    rise = np.diff(energy, prepend=0.0)
    return start + 240 * int(rise.argmax())


def places(plan: Schedule) -> tuple[int, int]:
    """The samples on which the last line and the end card begin."""
    told, end = plan.scenes[-2], plan.scenes[-1]
    return frames_to_samples(told.range.start, RATE) + told.lines[-1].start, frames_to_samples(end.range.start, RATE)


def test_the_bed_drops_for_the_last_line_and_comes_back_with_the_end_card(shop: Workshop, tmp_path: Path) -> None:
    music = score(shop, SCRIPT, "suspense")
    bed = heard(shop, music, tmp_path / "bed.wav", TrackKind.MUSIC)
    last, end = places(PLAN)
    before, during, after = (last - 96_000, last), (last + 4_800, end - 4_800), (end, end + 96_000)
    assert level(bed, *during) < level(bed, *before) - 2.5
    assert level(bed, *during) < level(bed, *after) - 2.5
    low = (20, 120)
    assert level(bed, *during, low) < level(bed, *before, low) - 8
    assert level(bed, *during, low) < level(bed, *after, low) - 8
    assert level(bed, *during) > -70


def test_a_bar_of_the_bed_begins_with_the_end_card(shop: Workshop, tmp_path: Path) -> None:
    music = score(shop, SCRIPT, "suspense")
    bed = heard(shop, music, tmp_path / "bed.wav", TrackKind.MUSIC)
    _, end = places(PLAN)
    assert abs(onset(bed, end) - end) <= 960
    timeline = assemble("T", "en", PLAN, PICTURES, music)
    clips = [clip for _, clip in timeline.track(TrackKind.MUSIC)[0].clips()]
    assert clips[0].source.start % music.bar == 0
    assert (clips[-1].source.start + 1_920) % music.bar == 0


def test_an_accent_is_heard_when_a_card_comes(shop: Workshop, tmp_path: Path) -> None:
    music = score(shop, SCRIPT, "suspense")
    accents = heard(shop, music, tmp_path / "accents.wav", TrackKind.EFFECT)
    for entry in (0, places(PLAN)[1]):
        assert abs(onset(accents, entry) - entry) <= 960
    both = heard(shop, music, tmp_path / "both.wav", TrackKind.EFFECT, TrackKind.MUSIC)
    assert abs(onset(both, places(PLAN)[1]) - places(PLAN)[1]) <= 960


def test_the_score_is_the_same_every_time(shop: Workshop) -> None:
    assert score(shop, SCRIPT, "calm") == score(shop, SCRIPT, "calm")
    assert score(shop, SCRIPT, "calm").bar == 160_000
