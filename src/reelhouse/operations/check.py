"""Checking any media or subtitle file, and repairing subtitles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from reelhouse.captions.read import caption_formats, format_named, read_captions
from reelhouse.captions.repair import repair, validate
from reelhouse.errors import PathNotFound, UnreadableMedia, UsageError
from reelhouse.model.captions import Captions
from reelhouse.model.quality import Finding, Level, QualityReport
from reelhouse.operations.output import write_text
from reelhouse.qc.report import check_file

#: Subtitles larger than this are something else: a day of speech has less than two megabytes.
LARGEST = 16_000_000


def check_path(path: Path, repaired: Path | None = None) -> QualityReport:
    """The quality report of a file of any origin.

    Args:
        path: A video, a sound or a subtitle file.
        repaired: Where a repaired subtitle file is written, as SRT or WebVTT by its ending; a file with several
            languages becomes several files (`OUT.ko.srt`).

    Raises:
        PathNotFound: There is no such file.
        UnreadableMedia: It is not media, or too damaged to open.
        UnreadableText: It is called a subtitle file and holds no subtitles.
        UsageError: Only subtitles can be repaired, and only into SRT or WebVTT.
    """
    if not _exists(path):
        raise PathNotFound("there is no such file", where=str(path), remedy="Check the path")
    if path.is_dir():
        raise UnreadableMedia("this is a folder, not a media file", where=str(path), remedy="Give one file")
    if format_named(path.name):
        return _check_subtitles(path, repaired)
    if repaired is not None:
        raise UsageError("only subtitle files can be repaired", where=str(path), remedy="Leave out --repair")
    # Absolute: a name such as `concat:x` begins like an address.
    return check_file(path.absolute())


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # a name that no file can have
        return False


def _check_subtitles(path: Path, repaired: Path | None) -> QualityReport:
    if path.stat().st_size > LARGEST:
        raise UnreadableMedia(
            f"the file is larger than {LARGEST // 10**6} MB", where=str(path), remedy="Give subtitles"
        )
    tracks = read_captions(path.read_bytes(), path.name)
    if repaired is None:
        return _report(tracks, [finding for track in tracks for finding in (*track.findings, *validate(track))])
    mended = [repair(track) for track in tracks]
    for track, into in zip(mended, _places(repaired, mended), strict=True):
        _write(track, into)
    return _report(tracks, [finding for track in mended for finding in track.findings])


def _places(path: Path, tracks: Sequence[Captions]) -> list[Path]:
    """Where each track is written: `film.srt` alone, `film.ko.srt` beside others, `film.ko-2.srt` the second time.

    A language code came from a file, so only its letters are taken.
    """
    if len(tracks) == 1:
        return [path]
    codes = [re.sub(r"[^a-z-]", "", track.language.lower().replace("_", "-"))[:12] or "und" for track in tracks]
    counted = [f"{code}-{times}" if (times := codes[: n + 1].count(code)) > 1 else code for n, code in enumerate(codes)]
    return [path.with_suffix(f".{code}{path.suffix}") for code in counted]


def _write(track: Captions, into: Path) -> None:
    form = format_named(into.name)
    if form is None or form.write is None:
        written = sorted(suffix for form in caption_formats() if form.write for suffix in form.suffixes)
        raise UsageError(
            f"cannot write {into.suffix or 'a file without an ending'!r}",
            where=str(into),
            remedy=f"Use {' or '.join(written)}",
        )
    write_text(form.write(track.cues), into, ("file", "--repair"))


def _report(tracks: Sequence[Captions], found: Sequence[Finding]) -> QualityReport:
    """What was found, or that everything is well."""
    if not found:
        count = sum(len(track.cues) for track in tracks)
        languages = ", ".join(track.language for track in tracks)
        value = f"{count} cues ({languages})"
        found = [Finding(check="captions", level=Level.OK, message="nothing to repair", value=value)]
    return QualityReport(findings=tuple(found))
