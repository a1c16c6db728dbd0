from __future__ import annotations

import hashlib
import json
from importlib.metadata import Distribution, distributions
from pathlib import Path

import pytest

from reelhouse.model.speech import Commercial
from reelhouse.voices.models import Model, _name, damaged, describe, described, models, speakers


def test_a_package_that_carries_a_model_is_found_with_its_hash() -> None:
    joe = models()["en_US-joe"]
    assert joe.fingerprint == hashlib.sha256(joe.path.read_bytes()).hexdigest()


def test_its_facts_say_why_its_commercial_use_is_not_known() -> None:
    voice = describe(models()["en_US-joe"], "piper")
    assert voice.ref == "piper:en_US-joe"
    assert voice.language == "en-US"
    assert voice.gender == "male"
    assert voice.commercial is Commercial.UNKNOWN
    assert "lessac" in voice.source


def test_a_person_adds_a_voice_by_a_folder(tone_folder: Path) -> None:
    found = models([tone_folder.parent])
    assert list(found) == ["en_US-tone", "en_US-joe"]
    tone = found["en_US-tone"]
    assert tone.fingerprint == hashlib.sha256(tone.path.read_bytes()).hexdigest()
    voice = describe(tone, "piper")
    assert (voice.licence, voice.commercial) == ("unknown", Commercial.UNKNOWN)
    assert str(tone_folder) in voice.source


def test_a_folder_comes_before_a_package(tmp_path: Path) -> None:
    own = tmp_path / "en_US-joe-high.onnx"
    own.write_bytes(b"mine")
    Path(f"{own}.json").write_text('{"audio": {"sample_rate": 22050}}')
    assert models([tmp_path])["en_US-joe"].path == own


@pytest.mark.parametrize(
    ("config", "why"),
    [
        (None, "there is no xx_XX-odd-low.onnx.json"),
        ("{oops", "cannot be read"),
        ("{}", "sample rate"),
        ('{"audio": {"sample_rate": true}}', "sample rate"),
        ('{"audio": {"sample_rate": 22050}, "num_speakers": "two"}', "number of speakers"),
        ('{"audio": {"sample_rate": 22050}, "num_speakers": 2, "speaker_id_map": [1]}', "outside 0 to 1"),
        ('{"audio": {"sample_rate": 22050}, "num_speakers": 2, "speaker_id_map": {"a": 2}}', "outside 0 to 1"),
        ('{"audio": {"sample_rate": 22050}, "num_speakers": 2, "speaker_id_map": {"a": 1, "b": 1}}', "same number"),
    ],
)
def test_a_damaged_voice_is_named_with_its_reason(tmp_path: Path, config: str | None, why: str) -> None:
    model = tmp_path / "xx_XX-odd-low.onnx"
    model.write_bytes(b"mine")
    if config is not None:
        Path(f"{model}.json").write_text(config)
    assert why in damaged([tmp_path])[model]
    assert "xx_XX-odd" not in models([tmp_path])


def test_a_configuration_without_its_model_is_named(tmp_path: Path) -> None:
    (tmp_path / "xx_XX-odd-low.onnx.json").write_text("{}")
    assert damaged([tmp_path]) == {
        tmp_path / "xx_XX-odd-low.onnx.json": "there is no model xx_XX-odd-low.onnx beside it"
    }
    assert damaged([tmp_path / "none"]) == {}


def test_each_speaker_is_a_voice(tmp_path: Path) -> None:
    model = tmp_path / "ro_RO-many-low.onnx"
    model.write_bytes(b"mine")
    config = {
        "audio": {"sample_rate": 22050},
        "language": {"code": "ro_RO"},
        "num_speakers": 4,
        "speaker_id_map": {"ana": 2, "b|d?x": 1, "ion.2": 0},
    }
    Path(f"{model}.json").write_text(json.dumps(config))
    found = models([tmp_path])["ro_RO-many"]
    assert speakers(found) == {"ion.2": 0, "1": 1, "ana": 2, "3": 3}
    voices = described(found, "piper")
    refs = ["piper:ro_RO-many", *(f"piper:ro_RO-many/{name}" for name in ("ion.2", "1", "ana", "3"))]
    assert [voice.ref for voice in voices] == refs
    assert {voice.language for voice in voices} == {"ro-RO"}
    assert "one of 4 speakers" in voices[1].description


@pytest.mark.parametrize("config", ["{oops", "{}", "[]", '{"audio": 3}', '{"audio": {"sample_rate": "fast"}}', None])
def test_a_model_whose_configuration_is_none_is_no_voice(tmp_path: Path, config: str | None) -> None:
    (tmp_path / "xx_XX-odd-low.onnx").write_bytes(b"mine")
    if config is not None:
        (tmp_path / "xx_XX-odd-low.onnx.json").write_text(config)
    assert "xx_XX-odd" not in models([tmp_path])


def test_a_model_without_a_quality_in_its_name_keeps_it() -> None:
    assert Model(Path("en_US-joe.onnx")).name == "en_US-joe"
    assert Model(Path("plain.onnx")).name == "plain"


def test_packages_are_named_as_their_parsed_metadata_names_them() -> None:
    packages = list(distributions())
    assert len(packages) > 20
    assert [_name(package) for package in packages] == [package.name.lower() for package in packages]


@pytest.mark.parametrize("file", ["METADATA", "PKG-INFO", "SOMETHING"])
def test_a_package_is_found_by_either_kind_of_metadata(tmp_path: Path, file: str) -> None:
    package = tmp_path / "mine-1.0.dist-info"
    package.mkdir()
    (package / file).write_text("Metadata-Version: 2.1\nname: My-Piper-Voice\nVersion: 1\n\nName: another\n")
    assert _name(Distribution.at(package)) == ("" if file == "SOMETHING" else "my-piper-voice")
