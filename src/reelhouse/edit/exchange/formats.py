"""The formats that timelines are written in for other programs."""

from __future__ import annotations

import json
from importlib import import_module
from typing import Any

from reelhouse.edit.exchange.cut import Json
from reelhouse.edit.exchange.flat import ELSEWHERE, flat
from reelhouse.errors import ContentError, ProviderNotInstalled
from reelhouse.model.time import Rate

#: Formats by name, with the adapters that write them; OpenTimelineIO itself is written here.
ADAPTERS = {"otio": "", "fcpxml": "fcpx_xml", "edl": "cmx_3600"}
FORMATS = tuple(ADAPTERS)


def check_installed(form: str) -> None:
    """Refuse a format that nothing here can write, before any work is done.

    Raises:
        ProviderNotInstalled: The extra that brings its adapter is missing.
    """
    if ADAPTERS[form]:
        _library(form)


def compose(document: Json, form: str, rate: Rate) -> str:
    """The text of a document in one of `FORMATS`.

    OpenTimelineIO carries everything. Final Cut Pro X gets clips of files and gaps; a decision list gets the lowest
    pictures alone, as it has no more tracks than that.

    Raises:
        ProviderNotInstalled: The extra that brings its adapter is missing.
        ContentError: The format cannot say what is in the timeline.
    """
    if not ADAPTERS[form]:
        return json.dumps(document, indent=2, ensure_ascii=False) + "\n"
    otio = _library(form)
    plain = json.dumps(flat(document, rate, only_ground=form == "edl"))
    try:
        timeline = otio.adapters.read_from_string(plain, "otio_json")
        text: str = otio.adapters.write_to_string(timeline, ADAPTERS[form])
    except (otio.exceptions.OTIOError, ValueError, KeyError, AttributeError) as error:
        raise ContentError(
            f"the timeline cannot be written as {form}: {error}", remedy="Export it as otio, which carries everything"
        ) from error
    return text.replace(ELSEWHERE, "./" if form == "fcpxml" else "")


def _library(form: str) -> Any:
    """OpenTimelineIO, with the adapter of a format."""
    try:
        otio = import_module("opentimelineio")
        if ADAPTERS[form] in otio.adapters.available_adapter_names():
            return otio
    except ImportError:
        pass
    raise ProviderNotInstalled(
        f"what writes {form} is not installed",
        where="--export",
        remedy='Install it with `pip install "reelhouse[editor]"`, or export otio, which needs nothing',
    )
