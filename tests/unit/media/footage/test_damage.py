"""Errors of the decoder, counted and with their times."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from films import damage, film
from reelhouse.errors import UnreadableMedia
from reelhouse.media.footage.damage import KEPT, Damage, look_for_damage
from reelhouse.media.footage.probe import probe


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return film(tmp_path_factory.mktemp("damage") / "whole.mp4", seconds=4)


def test_a_whole_film_has_none(whole: Path) -> None:
    assert look_for_damage(whole, probe(whole)) == Damage()
    assert str(Damage()) == "no decoder errors"


@pytest.mark.parametrize(("at", "around"), [(0.3, 1.2), (0.5, 2.0), (0.8, 3.2)])
def test_damage_is_found_where_it_is(whole: Path, tmp_path: Path, at: float, around: float) -> None:
    broken = damage(whole, tmp_path / "broken.mp4", at=at)
    facts = probe(broken)
    found = look_for_damage(broken, facts)
    assert found.errors == len(found.times) > 0
    assert all(abs(time / 1e6 - around) < 0.6 for time in found.times)
    assert "decoder error" in str(found)
    assert f"{found.times[0] / 1e6:.1f} s" in str(found)
    assert look_for_damage(broken, facts, end=500_000) == Damage()
    assert look_for_damage(broken, facts, start=round((around + 0.7) * 1e6)).errors == 0
    assert look_for_damage(broken, facts, start=round((around - 0.7) * 1e6)).errors == found.errors


def test_of_much_damage_only_the_first_times_are_kept(whole: Path, tmp_path: Path) -> None:
    content = bytearray(whole.read_bytes())
    for at in range(len(content) // 3, len(content), 400):
        content[at] ^= 0xFF
    path = tmp_path / "broken.mp4"
    path.write_bytes(content)
    found = look_for_damage(path, probe(whole))
    assert found.errors > KEPT
    assert len(found.times) == KEPT
    assert str(found).endswith("and later")
    assert str(Damage(errors=1, times=(0,))) == "1 decoder error, at 0.0 s"


def test_damaged_sound_is_found_too(tmp_path: Path) -> None:
    sound = film(tmp_path / "a.m4a", picture=None, seconds=2, audio=("-c:a", "aac"), mux=())
    broken = damage(sound, tmp_path / "broken.m4a", length=4000)
    assert look_for_damage(broken, probe(broken)).errors > 0
    assert look_for_damage(sound, probe(sound)).errors == 0


def test_a_still_is_whole_or_not(tmp_path: Path) -> None:
    noise = np.random.default_rng(1).integers(0, 255, (90, 90, 3), dtype=np.uint8)
    path = tmp_path / "a.jpg"
    Image.fromarray(noise).save(path)
    assert look_for_damage(path, probe(path)) == Damage()
    path.write_bytes(path.read_bytes()[:3000])
    assert look_for_damage(path, probe(path)) == Damage(errors=1, times=(0,))


def test_what_is_no_media_cannot_be_looked_at(whole: Path, tmp_path: Path) -> None:
    (tmp_path / "text.mp4").write_text("a story")
    with pytest.raises(UnreadableMedia):
        look_for_damage(tmp_path / "text.mp4", probe(whole))
