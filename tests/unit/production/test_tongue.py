"""Whether a language can be told here."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from reelhouse.errors import NoVoice, ProviderNotInstalled, UnknownName
from reelhouse.production import tongue
from reelhouse.production.tongue import check_tongue, spelled_in, usual_ladder
from reelhouse.styles.style import load_style


@pytest.mark.parametrize("code", ["en", "es", "ko", "ro", "ru"])
def test_the_five_can_be_told(code: str) -> None:
    check_tongue(code, ())


@pytest.mark.parametrize(("given", "says"), [("rus", "'ru'"), ("Russian", "'ru' for Russian"), ("ar", "ko .Korean.")])
def test_an_unknown_language_names_the_nearest(given: str, says: str) -> None:
    with pytest.raises(UnknownName, match=says) as caught:
        check_tongue(given, (), "--set language")
    assert caught.value.where == "--set language"


def test_missing_letters_are_told_before_anything_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(tongue, "distribution", missing)
    check_tongue("ru", ())
    with pytest.raises(ProviderNotInstalled, match=r'pip install "reelhouse\[ko\]"') as caught:
        check_tongue("ko", ())
    assert caught.value.exit_code == 1


def test_a_language_that_no_voice_speaks_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tongue, "all_voices", lambda _: ())
    with pytest.raises(NoVoice, match="speaks Romanian"):
        check_tongue("ro", ())


def test_the_usual_ladder_ends_with_the_voice_that_is_always_there() -> None:
    assert usual_ladder("en", ()).split(" | ")[0] == "piper:en_US-joe"
    for code in ("es", "ko", "ro", "ru"):
        assert usual_ladder(code, ()).split(" | ")[-1] == f"espeak:{code}"


def test_only_korean_needs_more_letters() -> None:
    style = load_style("midnight")
    assert spelled_in(style, "ru") is style
    assert "caption-ko" in spelled_in(style, "ko").fonts


def test_voices_folders_may_be_empty(tmp_path: Path) -> None:
    check_tongue("es", (tmp_path,))
