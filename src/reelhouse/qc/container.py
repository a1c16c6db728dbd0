"""The file as a player meets it: the order of its parts, its packets, its key frames."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import accumulate, zip_longest

from reelhouse.model.quality import Finding, Level
from reelhouse.qc.evidence import Evidence
from reelhouse.qc.findings import grade, in_milliseconds, in_seconds, written

KEYS_WARN, KEYS_FAIL = Fraction(5), Fraction(10)


def check_order(evidence: Evidence) -> Iterator[Finding]:
    """The index of an MP4 stands before its media, so that playing can start at once."""
    first = evidence.media.index_first
    if first is None:
        return
    yield Finding(
        check="container-order",
        level=Level.OK if first else Level.FAIL,
        message="playing can start at once" if first else "the index is at the end: playing starts after the download",
        value="index first" if first else "media first",
        limit="index first",
    )


def check_packets(evidence: Evidence) -> Iterator[Finding]:
    """Frames come evenly, and packets are in their order."""
    picture, sound = evidence.media.picture, evidence.media.sound
    streams = [stream for stream in (picture, sound) if stream is not None]
    if not all(stream.dts_rising for stream in streams):
        message = "packets are out of order: players will stutter or stop"
        yield Finding(check="packets", level=Level.FAIL, message=message, value="out of order", limit="rising")
        return
    uneven = picture.irregular_at if picture is not None else None
    if uneven is not None:
        yield Finding(
            check="packets",
            level=Level.FAIL if evidence.planned.known else Level.WARN,
            message="frames do not come evenly: editors and platforms may shift sound and picture",
            value="variable frame rate",
            limit="constant",
            at=round(uneven / 1000),
        )
        return
    yield Finding(check="packets", level=Level.OK, message="packets are even and in order", value="constant")


def check_joined(evidence: Evidence) -> Iterator[Finding]:
    """The file holds the coded pictures of its pieces, all of them, in order, and nothing else."""
    pieces, picture = evidence.planned.pieces, evidence.media.picture
    if not pieces or picture is None:
        return
    starts = list(accumulate((piece.frames for piece in pieces), initial=0))
    meant = [piece.packets for piece in pieces]
    wrong = [at for at, (one, other) in enumerate(zip_longest(meant, evidence.packets)) if one != other]
    words = "the file holds every coded picture as it was made"
    if wrong:
        words = "the joined file differs from what it was joined from: it is damaged or mixed up"
    yield Finding(
        check="joined-packets",
        level=Level.FAIL if wrong else Level.OK,
        message=words,
        value=f"{len(wrong)} of {len(pieces)} parts differ",
        limit="0",
        at=in_milliseconds(starts[wrong[0]], picture.rate) if wrong else None,
    )


def check_keys(evidence: Evidence) -> Iterator[Finding]:
    """Key frames are near enough for seeking, and the first frame is one."""
    picture = evidence.media.picture
    if picture is None:
        return
    distance = in_seconds(picture.longest_gap, picture.rate)
    level = grade(distance, warn=KEYS_WARN, fail=KEYS_FAIL)
    words = "seeking is quick" if level is Level.OK else "key frames are far apart: seeking is slow"
    if not picture.starts_with_key:
        level, words = Level.FAIL, "the first frame is not a key frame: the picture starts broken"
    yield Finding(check="keyframes", level=level, message=words, value=written(distance), limit=written(KEYS_WARN))
