"""Looking at the machine: what is there, what is missing, how to get it, and what each extra would add."""

from __future__ import annotations

import os
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, version

from reelhouse.config.settings import Settings
from reelhouse.errors import ReelhouseError
from reelhouse.media.ffmpeg import encoder, encoder_version
from reelhouse.media.process import run
from reelhouse.model.base import Value
from reelhouse.model.speech import Commercial
from reelhouse.storage.store import FILE
from reelhouse.voices.base import all_voices, providers
from reelhouse.voices.models import damaged

#: Less free space than this in the home folder earns a warning. An hour of video needs about two gigabytes.
ROOM = 2 << 30
#: Imported in a child each, because a missing system library shows only then. Package -> module.
PARTS = {
    "av": "av",
    "numpy": "numpy",
    "pillow": "PIL.Image",
    "resvg": "resvg",
    "uharfbuzz": "uharfbuzz",
    "fonttools": "fontTools.ttLib",
    "jinja2": "jinja2",
    "pysubs2": "pysubs2",
    "sqlalchemy": "sqlalchemy",
    "alembic": "alembic",
    "fontpkg-montserrat": "fontpkg_montserrat",
    "fontpkg-inter": "fontpkg_inter",
    "fontpkg-playfair-display": "fontpkg_playfair_display",
    "fontpkg-unbounded": "fontpkg_unbounded",
    "fontpkg-jetbrains-mono": "fontpkg_jetbrains_mono",
}
#: Extra -> (package, module, what it adds).
EXTRAS = {
    "piper": ("piper-tts", "piper", "neural voices: the English one of the demo, and any Piper voice you download"),
    "espeak": ("espeakng-loader", "espeakng_loader", "a voice for every language, and the last resort of every ladder"),
    "ko": ("manimgx-fonts-cjk", "manimgx_fonts_cjk", "letters for videos in Korean"),
    "align": ("pocketsphinx", "pocketsphinx", "word times for English voices that give none"),
    "shared": ("obstore", "obstore", "artifacts in a bucket that several machines share (S3, Google Cloud Storage)"),
    "editor": ("OpenTimelineIO", "opentimelineio", "timelines for Final Cut Pro, and as edit decision lists"),
    "postgres": ("psycopg", "psycopg", "a database server that many machines share"),
}


class State(StrEnum):
    """`missing` stops the house from working, `optional` would add something, `note` is worth knowing."""

    READY = "ready"
    NOTE = "note"
    OPTIONAL = "optional"
    MISSING = "missing"


class Diagnosis(Value):
    """One thing that was looked at."""

    name: str
    state: State
    found: str
    remedy: str = ""


def examine(settings: Settings) -> tuple[Diagnosis, ...]:
    """Look at everything that a video needs."""
    with ThreadPoolExecutor(max_workers=4) as pool:
        parts = list(pool.map(lambda pair: _part(*pair), PARTS.items()))
        extras = list(pool.map(lambda pair: _extra(pair[0], *pair[1]), EXTRAS.items()))
    return (_python(), _encoder(), *parts, *extras, *_programs(settings), *_voices(settings), _guard(), _home(settings))


def healthy(found: tuple[Diagnosis, ...]) -> bool:
    """Whether nothing that is needed is missing."""
    return all(diagnosis.state is not State.MISSING for diagnosis in found)


def _python() -> Diagnosis:
    cores = os.cpu_count() or 1
    return Diagnosis(name="python", state=State.READY, found=f"{sys.version.split()[0]}, {cores} cores")


def _encoder() -> Diagnosis:
    try:
        return Diagnosis(name="encoder", state=State.READY, found=f"{encoder().name}, {encoder_version()}")
    except ReelhouseError as error:
        return Diagnosis(name="encoder", state=State.MISSING, found=error.message, remedy=error.remedy)


def _part(package: str, module: str) -> Diagnosis:
    installed, problem = _import(package, module)
    if not problem:
        return Diagnosis(name=package, state=State.READY, found=installed)
    remedy = f"Install it again: pip install --force-reinstall {package}"
    return Diagnosis(name=package, state=State.MISSING, found=problem, remedy=remedy)


def _extra(extra: str, package: str, module: str, adds: str) -> Diagnosis:
    installed, problem = _import(package, module)
    if not problem:
        return Diagnosis(name=f"extra {extra}", state=State.READY, found=f"{package} {installed}: {adds}")
    remedy = f"pip install 'reelhouse[{extra}]' adds {adds}"
    return Diagnosis(name=f"extra {extra}", state=State.OPTIONAL, found=problem, remedy=remedy)


def _import(package: str, module: str) -> tuple[str, str]:
    """The installed version, and why it cannot be used (empty when it can)."""
    try:
        installed = version(package)
    except PackageNotFoundError:
        return "", "not installed"
    done = run([sys.executable, "-c", f"import {module}"], timeout=60)
    return installed, done.stderr.strip().rpartition("\n")[2] if done.code else ""


def _programs(settings: Settings) -> tuple[Diagnosis, ...]:
    """Voice engines that `pip` does not bring, and files in the voices folders that are no voices."""
    engines = (
        (engine.name, getattr(engine, "installing", ""), engine.voices(settings.voice_folders))
        for engine in providers()
    )
    found = tuple(_program(name, installing, len(voices)) for name, installing, voices in engines if installing)
    broken = damaged(settings.voice_folders)
    remedy = "Download NAME.onnx and NAME.onnx.json of the voice again, into one folder"
    notes = (
        Diagnosis(name=f"voice {path.name}", state=State.NOTE, found=why, remedy=remedy) for path, why in broken.items()
    )
    return (*found, *notes)


def _program(name: str, installing: str, voices: int) -> Diagnosis:
    if voices:
        return Diagnosis(name=name, state=State.READY, found=f"{voices} voices")
    return Diagnosis(name=name, state=State.OPTIONAL, found="not found, or without a voice", remedy=installing)


def _voices(settings: Settings) -> tuple[Diagnosis, ...]:
    voices = all_voices(settings.voice_folders)
    if not voices:
        remedy = "pip install 'reelhouse[piper]', or 'reelhouse[espeak]'"
        return (Diagnosis(name="voices", state=State.MISSING, found="no voice is installed", remedy=remedy),)
    languages = sorted({voice.language for voice in voices})
    how = f"Put more Piper voices (NAME.onnx and NAME.onnx.json) into {settings.home / 'voices'}"
    ready = Diagnosis(
        name="voices", state=State.READY, found=f"{len(voices)} in {len(languages)} languages", remedy=how
    )
    unclear = [voice for voice in voices if voice.commercial is not Commercial.YES]
    notes = (
        Diagnosis(
            name=f"voice {voice.ref}",
            state=State.NOTE,
            found=f"licence: {voice.licence}; commercial use: {voice.commercial}",
            remedy=voice.source,
        )
        for voice in unclear
    )
    return (ready, *notes)


def _guard() -> Diagnosis:
    if shutil.which("setpriv"):
        return Diagnosis(name="setpriv", state=State.READY, found="children die with the house")
    remedy = "Install util-linux, or look for left-over ffmpeg processes after a crash"
    return Diagnosis(name="setpriv", state=State.NOTE, found="not found: a killed run may leave a child", remedy=remedy)


def _home(settings: Settings) -> Diagnosis:
    place = next(folder for folder in (settings.home, *settings.home.parents) if folder.exists())
    free = shutil.disk_usage(place).free
    if not (place.is_dir() and os.access(place, os.W_OK)):
        remedy = "Set REELHOUSE_HOME to a folder that you may write to"
        return Diagnosis(name="home", state=State.MISSING, found=f"cannot write to {settings.home}", remedy=remedy)
    records = settings.home / FILE
    if records.exists() and not os.access(records, os.W_OK):
        remedy = "Make the file writable for you"
        return Diagnosis(name="home", state=State.MISSING, found=f"cannot write to {records}", remedy=remedy)
    state = State.READY if free > ROOM else State.NOTE
    remedy = "" if free > ROOM else "Free some space, or run `reelhouse cache --prune`"
    return Diagnosis(name="home", state=state, found=f"{settings.home}, {free >> 30} GB free", remedy=remedy)
