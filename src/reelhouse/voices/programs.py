"""Where our speech programs are: beside the sources in a checkout, in the environment's `share` once installed."""

from __future__ import annotations

import sysconfig
from collections.abc import Sequence
from pathlib import Path

from reelhouse.errors import ProgramMissing

_CHECKOUT = Path(__file__).parents[3] / "programs"
_INSTALLED = tuple(
    Path(sysconfig.get_path("data", scheme)) / "share" / "reelhouse" / "programs"
    for scheme in (sysconfig.get_default_scheme(), sysconfig.get_preferred_scheme("user"))
)


def programs_folder(places: Sequence[Path] = (_CHECKOUT, *_INSTALLED)) -> Path:
    """The first of the places that holds our speech programs.

    Raises:
        ProgramMissing: None of them does.
    """
    for place in places:
        if (place / "espeak_voice.py").is_file():
            return place
    raise ProgramMissing(
        "the speech programs are missing",
        where=str(places[-1]),
        remedy="Install Reelhouse again, from its wheel or from a complete checkout",
    )
