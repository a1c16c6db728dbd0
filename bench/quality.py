"""How like a video is to the frames that it was made of, as people see it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from bench.costs import CommandFailed, spend
from reelhouse.media.ffmpeg import encoder

#: Frames from one that is compared to the next: comparing all of them takes longer than making them.
_EVERY = 5


def vmaf(video: Path, ready: Sequence[str], work: Path) -> float:
    """The mean VMAF of a video, 0 to 100, measured on every fifth frame.

    Args:
        video: What was encoded.
        ready: How the encoder opens what it was made of, as arguments that end with the input.
        work: A folder for the report.

    Raises:
        CommandFailed: The two cannot be compared.
    """
    graph = f"[0:v]settb=1,setpts=N[seen];[1:v]settb=1,setpts=N[ready];[seen][ready]libvmaf=n_subsample={_EVERY}"
    report = work / "vmaf.json"
    command = [str(encoder()), "-hide_banner", "-nostdin", "-v", "error", "-i", str(video), *ready]
    spend([*command, "-lavfi", f"{graph}:log_fmt=json:log_path={report.name}", "-f", "null", "-"], cwd=work)
    return mean_of(report.read_text(encoding="utf-8"))


def mean_of(report: str) -> float:
    """The mean in a report of the filter `libvmaf`.

    Raises:
        CommandFailed: There is none.
    """
    try:
        return float(json.loads(report)["pooled_metrics"]["vmaf"]["mean"])
    except (KeyError, ValueError) as error:
        raise CommandFailed("the comparison reported no VMAF") from error
