"""The caption file of one chunk, in the caption clock."""

from __future__ import annotations

from reelhouse.render.content import Chunk, Dialogue

_STYLE_FORMAT = (
    "Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline,"
    " StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV,"
    " Encoding"
)
_EVENT_FORMAT = "Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text"


def write_captions(chunk: Chunk) -> str:
    """The text of an ASS file whose canvas is the frame and whose seconds are frames."""
    lines = [
        "[Script Info]",
        "ScriptType: v4.00+",
        f"PlayResX: {chunk.rendition.width}",
        f"PlayResY: {chunk.rendition.height}",
        "WrapStyle: 2",
        "ScaledBorderAndShadow: yes",
        "YCbCr Matrix: TV.709",
        "",
        "[V4+ Styles]",
        f"Format: {_STYLE_FORMAT}",
        *(f"Style: {_one_line(style.removeprefix('Style:').strip())}" for style in chunk.styles),
        "",
        "[Events]",
        f"Format: {_EVENT_FORMAT}",
        *(_event(event) for event in chunk.events),
    ]
    return "\n".join(lines) + "\n"


def _event(event: Dialogue) -> str:
    start, end = _time(event.range.start), _time(event.range.end)
    return f"Dialogue: {event.depth},{start},{end},{event.style},,0,0,0,,{_one_line(event.text)}"


def _time(seconds: int) -> str:
    return f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.00"


def _one_line(text: str) -> str:
    """Nothing can begin a line of its own."""
    return " ".join(text.splitlines())
