"""Advanced SubStation Alpha and its elder SSA, read with pysubs2.

Comments, drawings and what shows nothing are left out; override tags mean nothing to a reader.
"""

from __future__ import annotations

import re

import pysubs2

from reelhouse.captions.formats.base import Format, Read, make_cue

_HEAD = re.compile(r"^\[(?:Script Info|V4\+? Styles|Events)\]", re.IGNORECASE | re.MULTILINE)


def _read(text: str) -> tuple[Read, ...]:
    form = "ass" if re.search(r"\[V4\+ Styles\]", text, re.IGNORECASE) else "ssa"
    events = pysubs2.SSAFile.from_string(text, format_=form).events
    spoken = (event for event in events if not event.is_comment and not event.is_drawing)
    cues = tuple(make_cue(event.start, event.end, text) for event in spoken if (text := event.plaintext.strip()))
    return (Read(cues, skipped=len(events) - len(cues)),)


FORMAT = Format("ASS", (".ass", ".ssa"), lambda text: _HEAD.search(text) is not None, _read)
