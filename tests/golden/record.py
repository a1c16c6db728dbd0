"""What is recorded of every step: its version and what it makes of fixed inputs; how both are compared and renewed."""

from __future__ import annotations

import json
import math
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from golden.heard import HEARD, alike
from golden.shots import SHOTS
from golden.studio import Studio
from golden.told import MADE_ANEW, TOLD
from golden.versions import step_versions
from reelhouse.media.pixels import Picture
from reelhouse.model.base import digest

FOLDER = Path(__file__).parent
STEPS = FOLDER / "steps.json"
#: Decibels; other processors round a few pixels differently, and nobody sees that.
LEAST_PSNR = 45.0
#: Steps without a golden output, and why.
NOT_HELD = {
    "speak line": "engines are installed in versions of their own, which are part of the step's provider",
    "look at footage": "what is read of each kind of file is held by the tests of probe",
    "conform media": "what the encoder makes of footage is held by the tests of conforming",
    "check quality": "its findings are held by the tests of qc, on good files and on broken ones",
}
RAISE = "the output of {0!r} changed: raise its version, then run `python -m tests.golden` to record it"
STALE = "the version of {0!r} is new: run `python -m tests.golden` to record its output"


def recorded() -> dict[str, Any]:
    """What was recorded last."""
    known: dict[str, Any] = json.loads(STEPS.read_text(encoding="utf-8")) if STEPS.exists() else {}
    return {"steps": {}, "made anew": {}, **known}


def picture_of(name: str) -> Path:
    return FOLDER / f"{name}.png"


def psnr(first: Picture, second: Picture) -> float:
    """Peak signal-to-noise ratio in decibels; pictures of different sizes have nothing in common."""
    if first.shape != second.shape:
        return 0.0
    error = float(np.mean((first.astype(np.float64) - second.astype(np.float64)) ** 2))
    return 10 * math.log10(255**2 / error) if error else math.inf


def same_picture(name: str, picture: Picture) -> bool:
    if not picture_of(name).exists():
        return False
    with Image.open(picture_of(name)) as golden:
        return psnr(np.asarray(golden.convert("RGB")), picture) >= LEAST_PSNR


def complaint(step: str, *, same: bool) -> str:
    """What is wrong with a step's record; empty when nothing is."""
    known = recorded()["steps"].get(step, {}).get("version")
    if known != step_versions()[step]:
        return STALE.format(step)
    return "" if same else RAISE.format(step)


def same_output(step: str, studio: Studio) -> bool:
    """Whether a step that tells or sounds gives what was recorded."""
    known = recorded()["steps"].get(step, {})
    if step in HEARD:
        return alike(known.get("sounds", {}), HEARD[step](studio))
    return bool(known.get("digest") == digest(TOLD[step](studio)))


def record() -> int:
    """Record what is new. An output that changed under its old version is refused.

    Returns:
        How many steps were refused.
    """
    with tempfile.TemporaryDirectory() as folder:
        studio = Studio(Path(folder))
        refused = [step for step in step_versions() if step not in NOT_HELD and not _record(step, studio)]
        anew = {name: digest(make(studio)) for name, make in sorted(MADE_ANEW.items())}
    _write({**recorded(), "made anew": anew})
    for step in refused:
        print(RAISE.format(step))  # noqa: T201 - a command's answer
        print("  (where only the inputs in tests/golden are new, delete its entry in steps.json first)")  # noqa: T201 - as above
    return len(refused)


def _record(step: str, studio: Studio) -> bool:
    version, known = step_versions()[step], recorded()
    pictures = {name: draw(studio) for name, (of, draw) in SHOTS.items() if of == step}
    changed = [name for name, picture in pictures.items() if not same_picture(name, picture)]
    same = not changed and (bool(pictures) or same_output(step, studio))
    was = known["steps"].get(step, {}).get("version")
    if same and was == version:
        return True
    if was == version:
        return False
    for name in changed:
        Image.fromarray(pictures[name]).save(picture_of(name), optimize=True)
    known["steps"][step] = {"version": version, **dict(_output(step, studio, list(pictures)))}
    _write(known)
    return True


def _output(step: str, studio: Studio, pictures: list[str]) -> Iterator[tuple[str, Any]]:
    if pictures:
        yield "pictures", pictures
    elif step in HEARD:
        yield "sounds", HEARD[step](studio)
    else:
        yield "digest", digest(TOLD[step](studio))


def _write(known: dict[str, Any]) -> None:
    """Every list stands on one line: a fingerprint is read across."""
    text = json.dumps(known, indent=2, sort_keys=True)
    text = re.sub(r"\[\s+([^\[\]]*?)\s+\]", lambda found: f"[{' '.join(found[1].split())}]", text)
    STEPS.write_text(text + "\n", encoding="utf-8")
