"""Every step still gives what was recorded for its version: cached results are never those of other code."""

from pathlib import Path

import numpy as np
import pytest

from golden.heard import HEARD, alike, fingerprint
from golden.record import (
    FOLDER,
    NOT_HELD,
    RAISE,
    STALE,
    complaint,
    psnr,
    recorded,
    same_output,
    same_picture,
)
from golden.shots import SHOTS
from golden.studio import Studio
from golden.told import MADE_ANEW, TOLD
from golden.versions import step_versions
from reelhouse.model.base import digest
from reelhouse.production.names import STEP_NAMES
from takes import babble


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Studio:
    return Studio(tmp_path_factory.mktemp("golden"))


@pytest.mark.parametrize("name", SHOTS)
def test_a_picture_is_the_recorded_one(name: str, studio: Studio) -> None:
    step, draw = SHOTS[name]
    assert complaint(step, same=same_picture(name, draw(studio))) == ""


@pytest.mark.parametrize("step", [*HEARD, *TOLD])
def test_an_output_is_the_recorded_one(step: str, studio: Studio) -> None:
    assert complaint(step, same=same_output(step, studio)) == ""


@pytest.mark.parametrize("name", MADE_ANEW)
def test_a_document_is_the_recorded_one(name: str, studio: Studio) -> None:
    assert digest(MADE_ANEW[name](studio)) == recorded()["made anew"][name], "if that was meant: make golden"


def test_every_step_is_held_or_has_a_reason() -> None:
    assert set(step_versions()) == set(STEP_NAMES)
    held = {*TOLD, *HEARD, *(step for step, _ in SHOTS.values())}
    assert held | set(NOT_HELD) == set(STEP_NAMES)
    assert not held & set(NOT_HELD)
    assert set(recorded()["steps"]) == held


def test_a_changed_output_and_a_new_version_are_both_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert complaint("join", same=True) == ""
    assert complaint("join", same=False) == RAISE.format("join")
    newer = {step: version + 1 for step, version in step_versions().items()}
    monkeypatch.setattr("golden.record.step_versions", lambda: newer)
    assert complaint("join", same=True) == complaint("join", same=False) == STALE.format("join")


def test_pictures_and_sounds_that_differ_are_seen_to() -> None:
    flat = np.full((4, 4, 3), 100, np.uint8)
    assert psnr(flat, flat) == float("inf")
    assert psnr(flat, flat + np.uint8(1)) == pytest.approx(48.13, abs=0.01)
    assert psnr(flat, flat + np.uint8(2)) < 45
    assert psnr(flat, flat[:2]) == 0
    voice = {"a": fingerprint(babble(0.6))}
    assert alike(voice, {"a": fingerprint(babble(0.6, level=0.1201))})
    assert not alike(voice, {"a": fingerprint(babble(0.6, level=0.125))})
    assert not alike(voice, {"a": fingerprint(babble(0.6, seed=4))})
    assert not alike(voice, {})


def test_golden_pictures_stay_small() -> None:
    sizes = [path.stat().st_size for path in Path(FOLDER).glob("*.png")]
    assert len(sizes) == len(SHOTS)
    assert max(sizes) <= 70_000
    assert sum(sizes) <= 1_200_000
