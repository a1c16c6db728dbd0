"""The machine and the build that were measured, without names or places."""

from __future__ import annotations

import platform
from pathlib import Path

from bench.costs import CommandFailed, spend
from reelhouse.config.settings import cores
from reelhouse.media.ffmpeg import encoder_version

_CPUINFO = Path("/proc/cpuinfo")


def describe(root: Path) -> str:
    """One line: processor, cores, Python, encoder, and the commit."""
    parts = (
        f"{_model()}, {cores()} cores",
        f"Python {platform.python_version()}",
        f"encoder {encoder_version().split()[0]}",
        f"commit {_commit(root)}",
    )
    return "; ".join(parts)


def _model() -> str:
    lines = _CPUINFO.read_text().splitlines() if _CPUINFO.exists() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, "") or platform.machine()


def _commit(root: Path) -> str:
    try:
        return spend(["git", "rev-parse", "--short", "HEAD"], cwd=root).stdout.strip()
    except (CommandFailed, OSError):
        return "unknown"
