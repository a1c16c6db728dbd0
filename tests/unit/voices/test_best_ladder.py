from __future__ import annotations

from reelhouse.model.speech import Voice
from reelhouse.voices.ladder import best_ladder


def voice(ref: str, language: str) -> Voice:
    return Voice(ref=ref, language=language, description="somebody")


VOICES = (
    voice("espeak:ru", "ru"),
    voice("espeak:ru+f2", "ru"),
    voice("piper:ru_RU-irina", "ru-RU"),
    voice("festival:msu", "ru"),
    voice("piper:en_US-joe", "en-US"),
)


def test_all_that_is_installed_comes_before_the_last_resort() -> None:
    assert best_ladder("espeak:ru", VOICES, "ru") == "festival:msu | piper:ru_RU-irina | espeak:ru"


def test_what_is_preferred_comes_first_and_once() -> None:
    preferred = "piper:en_US-joe | espeak:en-us"
    assert best_ladder(preferred, VOICES, "en") == preferred


def test_nothing_else_leaves_the_preferred_ladder() -> None:
    assert best_ladder("espeak:ro", (), "ro") == "espeak:ro"


def test_the_speakers_of_one_model_are_one_rung() -> None:
    many = [voice(f"piper:ro_RO-many/{number:03}", "ro") for number in range(900)]
    others = [voice("piper:ro_RO-mihai", "ro"), voice("festival:ro", "ro")]
    ladder = "festival:ro | piper:ro_RO-many/000 | piper:ro_RO-mihai | espeak:ro"
    assert best_ladder("espeak:ro", [*many, *others], "ro") == ladder


def test_a_speaker_that_is_preferred_stands_for_its_model() -> None:
    many = [voice(f"piper:ro_RO-many/{number}", "ro") for number in range(3)]
    preferred = "piper:ro_RO-many/2?speed=1.1 | espeak:ro"
    assert best_ladder(preferred, many, "ro") == preferred
