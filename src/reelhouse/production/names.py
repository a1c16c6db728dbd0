"""The names of all steps, so that a wrong one is refused before anything is made."""

from __future__ import annotations

#: In the order in which a story meets them. A test compares them with the code.
STEP_NAMES = (
    "read story",
    "write script",
    "speak line",
    "bleep line",
    "draw background",
    "look at footage",
    "conform footage",
    "move still",
    "compose music",
    "make effect",
    "cast font",
    "write captions",
    "conform media",
    "mix sound",
    "group captions",
    "draw title card",
    "draw end card",
    "measure background",
    "draw scrim",
    "place captions",
    "render chunk",
    "join",
    "draw contact sheet",
    "draw cover",
    "write subtitles",
    "check quality",
)
