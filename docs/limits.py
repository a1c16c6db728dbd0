"""What every check of the quality report allows, with the numbers that the checks themselves use."""

from __future__ import annotations

from fractions import Fraction

from docs.markdown import code, table
from reelhouse.captions.contrast import LARGE_TEXT, SMALL_TEXT
from reelhouse.qc import container, ending, hear, narration, platforms, show, sync
from reelhouse.qc.duration import _APART_FAIL, _CUT_FAIL, _CUT_WARN
from reelhouse.qc.names import CARRIED_NAMES, CHECK_NAMES


def checks() -> str:
    """Every check in the order of its list."""
    rows = ((code(name), check.title, check.meaning, *_limits()[name]) for name, check in CHECK_NAMES.items())
    return table(("check", "title", "meaning", "warns", "fails"), rows)


def carried() -> str:
    """Findings that are made on the way."""
    rows = ((code(name), check.title, check.meaning) for name, check in CARRIED_NAMES.items())
    return table(("check", "title", "meaning"), rows)


def _limits() -> dict[str, tuple[str, str]]:
    return _about_the_picture() | _about_the_sound() | _about_the_words() | _about_the_file()


def _about_the_picture() -> dict[str, tuple[str, str]]:
    return {
        "streams": ("other files: no sound, or no picture in a file for video", "ours: one of them is missing"),
        "duration": (
            f"other files: {_s(_CUT_WARN)} missing",
            f"ours: a frame more or less than planned; other files: {_s(_CUT_FAIL)} missing",
        ),
        "decode-errors": ("", "one frame or sample"),
        "black": (f"over {_s(show.BLACK_WARN)}", f"over {_s(show.BLACK_FAIL)}"),
        "frozen": (f"over {_s(show.FROZEN_WARN)}", f"over {_s(show.FROZEN_FAIL)}"),
        "static-picture": (f"mean change under {show.LEAST_CHANGE / 1000:g} of 255 for {_s(show.WINDOW)}", ""),
        "flashing": ("", f"over {show.MOST_JUMPS} jumps of brightness in a second"),
        "picture-size": ("", "another size, or turned"),
        "platform-duration": ("", "outside what the platform takes"),
        "platform-size": ("", "more than the platform takes"),
        "platform-rate": ("", "outside what the platform takes"),
        "platform-bitrate": (
            f"over {float(platforms.SLACK):.0%} of what the platform advises",
            "more than the platform takes",
        ),
    }


def _about_the_sound() -> dict[str, tuple[str, str]]:
    return {
        "sound-length": (
            "over one frame or one block of coded sound (22 ms), whichever is longer",
            f"over two frames or {_s(_APART_FAIL)}, whichever is longer",
        ),
        "silence": (f"over {_s(hear.SILENCE_WARN)}", f"over {_s(hear.SILENCE_FAIL)}"),
        "loudness": (
            f"over {hear.NEAR / 100:g} LU from {hear.TARGET / 100:g} LUFS",
            f"over {hear.FAR / 100:g} LU, or nothing to hear",
        ),
        "loudness-range": (f"outside {hear.NARROW / 100:g} to {hear.WIDE / 100:g} LU", ""),
        "true-peak": (f"over {hear.PEAK_WARN / 100:g} dBTP", f"over {hear.PEAK_FAIL / 100:g} dBTP"),
        "clipping": ("one sample", f"over {hear.CLIPPED_FAIL} samples in a million"),
        "av-offset": (f"over {sync.OFFSET_WARN} ms", f"over {sync.OFFSET_FAIL} ms"),
    }


def _about_the_words() -> dict[str, tuple[str, str]]:
    warn, fail = narration.HOLE_WARN, narration.HOLE_FAIL
    return {
        "captions-in-duration": ("", "one caption"),
        "captions-safe-area": ("a caption touches the edge", "a caption leaves it"),
        "captions-contrast": (
            "",
            f"a caption under {LARGE_TEXT:g}:1 against what surrounds its letters, {SMALL_TEXT:g}:1 if it is small",
        ),
        "narration-complete": ("", "one word"),
        "narration-times": ("", "one line"),
        "narration-silence": (f"over {_s(warn)} that the script did not ask for", f"over {_s(fail)}"),
        "voice-licence": ("not allowed, or not known, for videos that earn money", ""),
    }


def _about_the_file() -> dict[str, tuple[str, str]]:
    warn, fail = container.KEYS_WARN, container.KEYS_FAIL
    return {
        "first-second": (f"seen after {_s(ending.SEEN_BY)}, or heard after {_s(ending.HEARD_BY)}", ""),
        "dead-end": (f"nothing for over {_s(ending.TAIL)} at the end", ""),
        "container-order": ("", "the index stands after the media"),
        "packets": ("other files: uneven frames", "packets out of order; ours: uneven frames"),
        "joined-packets": ("", "one part differs from what was rendered"),
        "keyframes": (f"over {_s(warn)} apart", f"over {_s(fail)} apart, or the first frame is none"),
        "colour-tags": ("other files: no tags", "other colours than BT.709, or full range; ours: no tags"),
        "pixel-format": ("", "anything but yuv420p with square pixels"),
    }


def _s(seconds: Fraction) -> str:
    return f"{float(seconds):g} s"
