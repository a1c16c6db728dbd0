"""The encoder: where it is, which build it is, and one way to run it that says plainly what went wrong.

Its exit codes are not enough to tell causes apart, and exit code 0 proves nothing about the file it wrote; callers
look at the packets (`media.packets`) before they trust an output.
"""

from __future__ import annotations

import hashlib
import os
import re
import signal
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path

import imageio_ffmpeg

from reelhouse.errors import (
    NotWritable,
    PathNotFound,
    ProgramFailed,
    ProgramMissing,
    ReelhouseError,
    UnreadableMedia,
)
from reelhouse.media.disk import disk_full, tells_full_disk
from reelhouse.media.process import Finished, run

_HEAD = ("-hide_banner", "-nostdin", "-y", "-progress", "pipe:1", "-stats_period", "0.5")
#: What it prints when it cannot decode what it was given.
_DAMAGED = ("Invalid data found when processing input", "moov atom not found", "does not contain any stream")
_KILLED = {-9, 137}
#: The line it prints, and its exit code, when a signal ended it that it could answer. It prints names and tags of files
#: too, which may say anything.
_ENDED, _ANSWERED = re.compile(r"(?m)^(?:\[\w+\] )?Exiting normally, received signal \d+\."), 255
#: Seconds that one run may take: far more than any of ours needs on a slow machine, so that one that hangs ends.
PATIENCE = 1800.0


@cache
def encoder() -> Path:
    """The encoder program that comes with the package imageio-ffmpeg.

    Raises:
        ProgramMissing: The package has no program for this machine.
    """
    path = _installed() or _installed()  # the package starts it to see: when that is killed, it says there is none
    if path is None:
        raise ProgramMissing(
            "the encoder ffmpeg is not installed", remedy="Run `pip install --force-reinstall imageio-ffmpeg`"
        )
    if not path.is_file():
        raise ProgramMissing(
            "the encoder ffmpeg is not where it should be",
            where=str(path),
            remedy="Unset IMAGEIO_FFMPEG_EXE, or run `pip install --force-reinstall imageio-ffmpeg`",
        )
    return path


def _installed() -> Path | None:
    try:
        return Path(imageio_ffmpeg.get_ffmpeg_exe())
    except RuntimeError:
        return None


@cache
def encoder_version() -> str:
    """The build of the encoder, for hashes: its version and a digest of how it was configured.

    Raises:
        ProgramFailed: The system or a person ended it before it had told.
    """
    finished = run([str(encoder()), "-version"], timeout=60)
    demand_own_end(finished)
    text = finished.stdout
    version = text.decode(errors="replace").split("Copyright")[0].removeprefix("ffmpeg version").strip()
    return f"{version} {hashlib.sha256(text).hexdigest()[:12]}"


def encode(
    args: Sequence[str],
    *,
    cwd: Path,
    feed: Iterable[bytes] | None = None,
    on_frame: Callable[[int], None] | None = None,
    timeout: float = PATIENCE,
    log: str = "warning",
) -> str:
    """Run the encoder and return what it printed on standard error.

    Args:
        args: Everything after the options that all runs share. The last one is the output: a file in `cwd`, or `-`.
        cwd: The folder it works in. Give plain file names in it: then no name needs escaping in a filter graph.
        feed: Pieces for its standard input, when an input is `-`.
        on_frame: Called in another thread with the number of frames written so far, about twice a second.
        timeout: Seconds it may take.
        log: How much it prints; filters that measure need `info`.

    Raises:
        UnreadableMedia: An input cannot be decoded; `where` names it.
        PathNotFound: An input does not exist.
        DiskFull: The output did not fit.
        NotWritable: The output may not be written.
        ProgramFailed: Anything else, with its last lines.
        ProgramTimedOut: It took too long.
        Cancelled: The work was stopped. As after every failure, the output is gone.
    """
    try:
        finished = run(
            [str(encoder()), *_HEAD, "-v", log, *args],
            cwd=cwd,
            env=_environment(),
            feed=feed,
            on_line=_progress(on_frame),
            timeout=timeout,
        )
        _demand_success(finished, cwd)
    except BaseException:
        if args[-1] != "-":
            (cwd / args[-1]).unlink(missing_ok=True)
        raise
    return finished.stderr


def was_ended(error: ProgramFailed) -> bool:
    """Whether the system or a person ended the encoder: then nothing is known of what it was given."""
    return error.code in _KILLED or _answered_signal(error.code, error.output)


def demand_own_end(finished: Finished) -> None:
    """Refuse what came out of a run that the system or a person ended: nobody can tell that it is not everything.

    Raises:
        ProgramFailed: It was ended.
    """
    if finished.code in _KILLED:
        raise _killed(finished)
    if _answered_signal(finished.code, finished.stderr):
        said = "the encoder was stopped by another program or a person"
        raise ProgramFailed(said, code=finished.code, output=finished.stderr, remedy="Run again")


def _answered_signal(code: int | None, said: str) -> bool:
    return code == _ANSWERED and _ENDED.search(said) is not None


def _environment() -> dict[str, str]:
    """Ours, without the system's fonts: a caption may only use fonts that it brings along."""
    return {**os.environ, "FONTCONFIG_FILE": os.devnull, "LC_ALL": "C"}


def _progress(on_frame: Callable[[int], None] | None) -> Callable[[str], None]:
    def read(line: str) -> None:
        key, _, value = line.partition("=")
        if on_frame is not None and key == "frame" and value.strip().isdigit():
            on_frame(int(value))

    return read


def _demand_success(finished: Finished, cwd: Path) -> None:
    if finished.code != 0:
        raise _explain(finished, cwd)


def _explain(finished: Finished, cwd: Path) -> ReelhouseError:
    """The error that fits an exit code and its last words."""
    said = finished.stderr
    if tells_full_disk(said) or -finished.code == signal.SIGXFSZ:
        return disk_full(cwd)
    if finished.code in _KILLED:
        return _killed(finished)
    if "Error opening output" in said and "Permission denied" in said:
        return NotWritable("the output may not be written", where=str(cwd), remedy="Choose another folder")
    return _blame_input(finished, cwd)


def _killed(finished: Finished) -> ProgramFailed:
    return ProgramFailed(
        "the encoder was killed by the system",
        code=finished.code,
        output=finished.stderr,
        remedy="The machine may be out of memory: close other programs, or use one worker",
    )


def _blame_input(finished: Finished, cwd: Path) -> ReelhouseError:
    said, name = finished.stderr, _input_name(finished.stderr)
    where = str(cwd / name) if name else str(cwd)
    if name and "No such file or directory" in said:
        return PathNotFound("there is no such media file", where=where, remedy="Put it back, or choose another")
    if any(words in said for words in _DAMAGED):
        return UnreadableMedia(
            "the media file is damaged or incomplete", where=where, remedy="Copy or download it again"
        )
    last = next((line for line in reversed(said.splitlines()) if line.strip()), "it did not say why")
    return ProgramFailed(
        f"the encoder failed: {last}",
        code=finished.code,
        output=said,
        where=where,
        remedy="Run again; if it fails in the same way, report these words with what `reelhouse doctor` says",
    )


def _input_name(said: str) -> str:
    """The file that the last line of the form `Error opening input file NAME.` names."""
    for line in reversed(said.splitlines()):
        _, found, rest = line.partition("Error opening input file ")
        if found:
            return rest.strip().removesuffix(".")
    return ""
