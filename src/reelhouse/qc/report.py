"""The quality report: every check, one after the other, over one file.

A check is a function from evidence to findings. It says nothing about what is not there (captions of a file that has
none), one `ok` with value and limit when all is well, and otherwise what is wrong, where, and how much. To add one:
write the function, put it into `CHECKS`, name it in `names.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from reelhouse.media.stop import check_stop
from reelhouse.model.quality import Finding, QualityReport
from reelhouse.qc.captions import check_contrast, check_inside, check_safe_area
from reelhouse.qc.carried import carried_findings
from reelhouse.qc.colour import check_pixels, check_size, check_tags
from reelhouse.qc.container import check_joined, check_keys, check_order, check_packets
from reelhouse.qc.duration import check_duration, check_lengths
from reelhouse.qc.ending import check_end, check_start
from reelhouse.qc.evidence import Evidence, gather
from reelhouse.qc.hear import check_clipping, check_loudness, check_range, check_silence, check_true_peak
from reelhouse.qc.licence import check_voice
from reelhouse.qc.narration import check_complete, check_holes, check_times
from reelhouse.qc.platforms import check_bitrate, check_bytes, check_length, check_rate
from reelhouse.qc.show import check_black, check_decoding, check_flashing, check_frozen, check_static
from reelhouse.qc.streams import check_streams
from reelhouse.qc.sync import check_offset

Check = Callable[[Evidence], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    check_streams,
    check_duration,
    check_lengths,
    check_decoding,
    check_black,
    check_frozen,
    check_static,
    check_flashing,
    check_silence,
    check_loudness,
    check_range,
    check_true_peak,
    check_clipping,
    check_offset,
    check_inside,
    check_safe_area,
    check_contrast,
    check_complete,
    check_times,
    check_holes,
    check_voice,
    check_start,
    check_end,
    check_order,
    check_packets,
    check_joined,
    check_keys,
    check_tags,
    check_pixels,
    check_size,
    check_length,
    check_bytes,
    check_rate,
    check_bitrate,
)


def check_deliverable(evidence: Evidence) -> QualityReport:
    """Judge a file by everything that is known about it; findings of its documents come last."""
    found: list[Finding] = []
    for check in CHECKS:
        check_stop()
        found += check(evidence)
    rest = (finding for finding in carried_findings(evidence.planned) if finding not in found)
    return QualityReport(findings=(*found, *rest))


def check_file(path: Path) -> QualityReport:
    """Judge a file of any origin by what can be seen and heard in it.

    Raises:
        PathNotFound: There is no such file.
        UnreadableMedia: It is no media file, it is cut off, or nothing of it can be decoded.
    """
    return check_deliverable(gather(path))
