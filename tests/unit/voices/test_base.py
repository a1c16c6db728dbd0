from __future__ import annotations

from pathlib import Path

import pytest

from reelhouse.errors import ProviderNotInstalled, UnknownName
from reelhouse.voices.base import all_voices, find_voice, not_installed, provider, providers
from reelhouse.voices.piper import Piper

PARROT = '''
from contextlib import contextmanager
from reelhouse.model.speech import Voice

class Parrot:
    """Repeats."""
    name = "parrot"
    def voices(self, folders=()):
        return (Voice(ref="parrot:polly", language="en", description="a bird"),)
    def version(self, voice, folders=()):
        return "1"
    @contextmanager
    def open(self, voice, folders=()):
        yield None

PROVIDER = Parrot()
'''


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place for packages that announce engines."""
    monkeypatch.syspath_prepend(str(tmp_path))
    return tmp_path


def announce(packages: Path, name: str, source: str) -> None:
    (packages / f"{name}_voices.py").write_text(source)
    record = packages / f"{name}_voices-1.0.dist-info"
    record.mkdir()
    (record / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}-voices\nVersion: 1.0\n")
    (record / "entry_points.txt").write_text(f"[reelhouse.voices]\n{name} = {name}_voices\n")


def test_our_engines_are_found_by_the_names_of_their_files() -> None:
    assert [engine.name for engine in providers()] == ["espeak", "festival", "flite", "piper"]
    assert isinstance(provider("piper"), Piper)


@pytest.mark.parametrize("name", ["pipper", "base", "child", ""])
def test_an_unknown_engine_is_refused_with_the_nearest(name: str) -> None:
    with pytest.raises(UnknownName, match="voice engine") as caught:
        provider(name)
    assert caught.value.known == ("espeak", "festival", "flite", "piper")


def test_a_voice_is_found_by_its_reference() -> None:
    engine, voice = find_voice("espeak:en-us+f2")
    assert engine.name == "espeak"
    assert voice.gender == "female"
    assert voice in all_voices()


def test_an_unknown_voice_suggests_the_nearest() -> None:
    with pytest.raises(UnknownName, match="piper:en_US-jo") as caught:
        find_voice("piper:en_US-jo")
    assert "en_US-joe" in caught.value.remedy


def test_an_engine_of_another_package_is_one_of_ours(packages: Path) -> None:
    announce(packages, "parrot", PARROT)
    engine, voice = find_voice("parrot:polly")
    assert engine.name == "parrot"
    assert voice.description == "a bird"
    assert voice in all_voices()


def test_a_broken_package_is_named_when_asked_for_and_left_out_otherwise(packages: Path) -> None:
    announce(packages, "broken", "import a_module_that_is_not_there\n")
    assert "broken" not in [engine.name for engine in providers()]
    with pytest.raises(ProviderNotInstalled, match="broken-voices"):
        provider("broken")


def test_an_engine_without_voices_says_what_to_install(packages: Path) -> None:
    announce(packages, "mute", PARROT.replace('"parrot"', '"mute"').replace("(Voice(", "() and (Voice("))
    with pytest.raises(ProviderNotInstalled, match="mute") as caught:
        find_voice("mute:any")
    assert "reelhouse[mute]" in caught.value.remedy
    assert str(not_installed("mute")) == str(caught.value)
