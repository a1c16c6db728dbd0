"""Piper's voices: models in installed packages, and in the folders where a person keeps more of them."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import Distribution, PackagePath, distributions
from pathlib import Path
from typing import Any

from reelhouse.model.speech import Commercial, Voice

_ENDING = ".onnx"
#: The field of a package's metadata that names it; the first, as the fields come before the description.
_NAME = re.compile(r"^Name:(.*)$", re.MULTILINE | re.IGNORECASE)

#: What is known about a model beyond its card: licence, gender, and where it comes from.
_KNOWN = {
    "en_US-joe-medium": {
        "gender": "male",
        "licence": "CC0 (recordings); trained on from the lessac voice",
        "commercial": Commercial.UNKNOWN,
        "source": (
            "rhasspy/piper-voices en_US-joe-medium. Its recordings are CC0, but training began from the lessac voice, "
            "whose recordings (Blizzard Challenge 2013) are licensed for research; whether that reaches a voice "
            "trained on from it is not settled"
        ),
    },
}


@dataclass(frozen=True)
class Model:
    """A Piper voice on disk; its configuration lies beside it as `NAME.onnx.json`."""

    path: Path
    #: SHA-256 of the model when its package already tells it.
    sha256: str = ""

    @property
    def name(self) -> str:
        """The name that is asked for: the file's without its quality, as in `en_US-joe`."""
        stem = self.path.name.removesuffix(_ENDING)
        return stem.rpartition("-")[0] if stem.count("-") > 1 else stem

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the model."""
        return self.sha256 or _hash_of(self.path, self.path.stat().st_mtime_ns)


def models(folders: Sequence[Path] = ()) -> dict[str, Model]:
    """Every model by name; a person's own folder comes before a package, a folder before the next."""
    found: dict[str, Model] = {}
    for model in (*_in_folders(folders), *_in_packages()):
        if _config(model) is not None:
            found.setdefault(model.name, model)
    return found


def damaged(folders: Sequence[Path]) -> dict[Path, str]:
    """What lies in a person's folders as a voice and is none, and why."""
    found = {model.path: why for model in _in_folders(folders) if (why := problem_of(model.path))}
    for folder in folders:
        for path in sorted(folder.rglob(f"*{_ENDING}.json")):
            if not path.with_suffix("").is_file():
                found[path] = f"there is no model {path.stem} beside it"
    return found


def speakers(model: Model) -> dict[str, int]:
    """The speakers of a model by name, with their numbers; none when it has only one."""
    config = _config(model) or {}
    named = config.get("speaker_id_map") or {}
    if config.get("num_speakers", 1) < 2:
        return {}
    names = {number: _simple(name, number) for name, number in sorted(named.items())}
    return {names.get(number, str(number)): number for number in range(config["num_speakers"])}


def described(model: Model, engine: str) -> tuple[Voice, ...]:
    """The model as a voice, and each of its speakers as `engine:model/speaker`."""
    whole = describe(model, engine)
    several = speakers(model)
    words = f"{whole.description}, one of {len(several)} speakers"
    return (whole, *(whole.model_copy(update={"ref": f"{whole.ref}/{name}", "description": words}) for name in several))


def describe(model: Model, engine: str) -> Voice:
    """The facts of one model; what nobody knows says so."""
    config = _config(model) or {"audio": {"sample_rate": 0}}
    language = config.get("language")
    code = (language.get("code") if isinstance(language, dict) else None) or model.name.partition("-")[0]
    stem = model.path.name.removesuffix(_ENDING)
    facts = {"source": f"{stem}, from {model.path.parent}", **_KNOWN.get(stem, {})}
    quality = config["audio"].get("quality") or "unknown"
    description = f"Piper neural voice, {quality} quality, {config['audio']['sample_rate']} Hz"
    return Voice.model_validate(
        {"ref": f"{engine}:{model.name}", "language": str(code).replace("_", "-"), "description": description, **facts}
    )


def problem_of(path: Path) -> str:
    """Why a model cannot be a voice, or nothing: what is wrong with the configuration beside it."""
    beside = Path(f"{path}.json")
    try:
        config = json.loads(beside.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return f"there is no {beside.name} beside it"
    except (OSError, ValueError) as error:
        return f"{beside.name} cannot be read: {error}"
    audio = config.get("audio") if isinstance(config, dict) else None
    if not isinstance(audio, dict) or not _is_count(audio.get("sample_rate"), 8_000, 192_000):
        return f"{beside.name} does not tell its sample rate"
    return _wrong_speakers(config)


def _wrong_speakers(config: dict[str, Any]) -> str:
    count, named = config.get("num_speakers", 1), config.get("speaker_id_map") or {}
    if not _is_count(count, 1, 100_000):
        return "its number of speakers is no number"
    if not isinstance(named, dict) or not all(_is_count(number, 0, count - 1) for number in named.values()):
        return f"its speakers have numbers outside 0 to {count - 1}"
    if len(set(named.values())) < len(named):
        return "two of its speakers have the same number"
    return ""


def _is_count(value: object, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _simple(name: str, number: int) -> str:
    """A speaker's name as part of a reference; its number when the name has signs that a ladder uses."""
    return name if re.fullmatch(r"[\w.-]+", name) else str(number)


def _config(model: Model) -> dict[str, Any] | None:
    """What lies beside a model; None when it is missing or no configuration, and the model is no voice then."""
    if problem_of(model.path):
        return None
    config: dict[str, Any] = json.loads(Path(f"{model.path}.json").read_text(encoding="utf-8"))
    return config


def _in_folders(folders: Sequence[Path]) -> Iterator[Model]:
    for folder in folders:
        yield from (Model(path) for path in sorted(folder.rglob(f"*{_ENDING}")))


@cache
def _in_packages() -> tuple[Model, ...]:
    """Models in packages whose name says that they carry one; their records are read, nothing is imported."""
    return tuple(model for found in distributions() if "piper" in _name(found) for model in _of_package(found))


def _of_package(package: Distribution) -> Iterator[Model]:
    for file in package.files or ():
        if file.name.endswith(_ENDING):
            yield Model(Path(str(package.locate_file(file))), sha256=_recorded(file))


def _recorded(file: PackagePath) -> str:
    """The hash that the package's record tells, in hexadecimal; records keep base64 without its padding."""
    if file.hash is None or file.hash.mode != "sha256":
        return ""
    return base64.urlsafe_b64decode(file.hash.value + "=").hex()


def _name(package: Distribution) -> str:
    """Its name, found without parsing: that would take a tenth of a second for the packages of a usual environment."""
    text = package.read_text("METADATA") or package.read_text("PKG-INFO") or ""
    found = _NAME.search(text)
    return found[1].strip().lower() if found else ""


@cache
def _hash_of(path: Path, _changed: int) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
