"""What one cheap decode of the picture shows: black, still, how much it changes, how bright it is, damage.

A finished file is joined from pieces that were made, and looked at, one by one. So the facts of a piece keep what its
neighbours need: its first and last small picture, and stretches that touch its ends however short they are.
"""

from __future__ import annotations

import base64
import zlib
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from reelhouse.errors import UnreadableMedia
from reelhouse.media.facts import MediaFacts
from reelhouse.media.look import decode_small, small_size, steady_rate
from reelhouse.media.probe import first_damage, probe
from reelhouse.model.time import Rate, TimeRange
from reelhouse.qc.seen import PictureFacts
from reelhouse.qc.stretches import between, close_gaps, long_or_at_end, runs

__all__ = ["PictureFacts", "Small", "difference", "join_facts", "look_at_picture"]

Small = NDArray[np.uint8]

#: Luma of black and of white in a video of ordinary range (ITU-R BT.709), and the span between them.
BLACK, WHITE = 16, 235
SPAN: Final = WHITE - BLACK
#: A pixel is dark below a tenth of the span; a picture is black when 98 of 100 pixels are dark.
_DARK = BLACK + SPAN // 10
_BLACK_SHARE = 0.98
#: Mean difference, in thousandths of a level, up to which two pictures are the same. A still that is coded afresh at a
#: key frame differs by 110 to 330 from itself; the gentlest movement that a person sees passes 400 in half a second.
SAME: Final = 400
#: Stretches shorter than this many frames are kept only where they touch an end.
_SHORT = 8


def look_at_picture(
    path: Path, media: MediaFacts | None = None, *, sampled: bool = False, stills: Mapping[int, Path] | None = None
) -> PictureFacts:
    """Decode the picture of a file once and note what it shows.

    Args:
        path: The file, or a piece of one.
        media: Its facts, when they are known already.
        sampled: Decode about every second frame, at three fifths of the cost: enough for pieces that we have just
            encoded.
        stills: Frames to keep on the way as small PNG files, by their number.

    Raises:
        UnreadableMedia: The file has no picture, or none of it can be decoded.
        ProgramFailed: The system or a person ended the decoder.
    """
    facts = probe(path, turned=not sampled) if media is None else media
    if facts.picture is None:
        raise UnreadableMedia(f"{path.name} has no picture", where=str(path), remedy="Give a video file")
    width, height = small_size(facts.picture.width, facts.picture.height)
    eye = _Eye(width, height)
    damage = decode_small(path, facts, eye.take, sampled=sampled, stills=stills)
    if sampled:
        eye.fill(facts.picture.frames)
    if not eye.luma:
        raise UnreadableMedia(
            f"no picture of {path.name} can be decoded", where=str(path), remedy="Copy or download it again"
        )
    rate = steady_rate(facts)
    seen = eye.facts(rate, damage, _damaged_frame(path, facts, rate) if damage else None)
    return seen.model_copy(update={"sampled": sampled})


def join_facts(pieces: Sequence[tuple[int, PictureFacts]]) -> PictureFacts:
    """The facts of a video from those of its pieces, each with the frame it starts at, end to end.

    Raises:
        ValueError: The pieces leave a hole, overlap, or are not of one size and rate.
    """
    ordered = sorted(pieces, key=lambda piece: piece[0])
    _demand_end_to_end(ordered)
    parts = [facts for _, facts in ordered]
    head, tail = parts[0], parts[-1]
    damaged = [at + facts.damaged_at for at, facts in ordered if facts.damaged_at is not None]
    return PictureFacts(
        rate=head.rate,
        width=head.width,
        height=head.height,
        frames=sum(part.frames for part in parts),
        luma=tuple(value for part in parts for value in part.luma),
        change=_join_changes(parts),
        black=_join_black(ordered),
        still=_join_still(ordered),
        first=head.first,
        last=tail.last,
        damage=tuple(line for part in parts for line in part.damage),
        damaged_at=min(damaged, default=None),
        sampled=any(part.sampled for part in parts),
    )


class _Eye:
    """Looks at small pictures as they come out of the decoder; runs in the thread that drains it."""

    def __init__(self, width: int, height: int) -> None:
        self._size = (width, height)
        self._rest = bytearray()
        self._seen: list[Small] = []
        self._reference: Small | None = None
        self._black: list[bool] = []
        self._fresh: list[int] = []
        self.luma: list[int] = []
        self.change: list[int] = []

    def take(self, piece: bytes) -> None:
        """Add bytes; look at every frame that is complete."""
        self._rest += piece
        length = self._size[0] * self._size[1]
        while len(self._rest) >= length:
            self._see(np.frombuffer(bytes(self._rest[:length]), np.uint8))
            del self._rest[:length]

    def _see(self, frame: Small) -> None:
        self.change.append(difference(frame, self._seen[-1]) if self._seen else 0)
        self.luma.append(round((float(frame.mean()) - BLACK) / SPAN * 1000))
        self._black.append(float((frame <= _DARK).mean()) >= _BLACK_SHARE)
        if self._reference is None or difference(frame, self._reference) > SAME:
            self._reference = frame
            self._fresh.append(len(self.luma) - 1)
        self._seen = [*self._seen[:1], frame]

    def fill(self, frames: int) -> None:
        """See the last frame again until there are so many."""
        while self._seen and len(self.luma) < frames:
            self._see(self._seen[-1])

    def facts(self, rate: Rate, damage: tuple[str, ...], damaged_at: int | None) -> PictureFacts:
        """Everything seen."""
        count = len(self.luma)
        return PictureFacts(
            rate=rate,
            width=self._size[0],
            height=self._size[1],
            frames=count,
            luma=tuple(self.luma),
            change=tuple(self.change),
            black=long_or_at_end(runs(np.array(self._black)), _SHORT, count),
            still=long_or_at_end(between(self._fresh, count), _SHORT, count),
            first=_pack(self._seen[0]),
            last=_pack(self._seen[-1]),
            damage=damage,
            damaged_at=damaged_at,
        )


def difference(one: Small, other: Small) -> int:
    """Mean difference of two small pictures, in thousandths of a level."""
    return round(float(np.abs(one.astype(np.int16) - other).mean()) * 1000)


def _damaged_frame(path: Path, media: MediaFacts, rate: Rate) -> int | None:
    at = first_damage(path)
    if at is None or media.picture is None:
        return None
    return max(0, int(Fraction(at - media.picture.start, 1_000_000) * rate.fraction))


def _demand_end_to_end(pieces: Sequence[tuple[int, PictureFacts]]) -> None:
    at = 0
    kinds = {(facts.rate, facts.width, facts.height) for _, facts in pieces}
    for start, facts in pieces:
        if start != at:
            msg = f"a piece starts at frame {start}, the one before ends at {at}"
            raise ValueError(msg)
        at += facts.frames
    if len(kinds) != 1:
        msg = f"the pieces are of {len(kinds)} sizes or rates"
        raise ValueError(msg)


def _join_changes(parts: Sequence[PictureFacts]) -> tuple[int, ...]:
    """All changes in order; where two pieces meet, that of the two pictures there."""
    joined = list(parts[0].change)
    for before, after in pairwise(parts):
        joined += [_seam(before, after), *after.change[1:]]
    return tuple(joined)


def _join_black(pieces: Sequence[tuple[int, PictureFacts]]) -> tuple[TimeRange, ...]:
    return _kept(close_gaps(found.shifted(at) for at, facts in pieces for found in facts.black), pieces)


def _join_still(pieces: Sequence[tuple[int, PictureFacts]]) -> tuple[TimeRange, ...]:
    """Stretches of all pieces; those that meet at a border are one if the picture is the same on both sides."""
    joined: list[TimeRange] = []
    for number, (at, facts) in enumerate(pieces):
        found = [stretch.shifted(at) for stretch in facts.still]
        if number and _seam(pieces[number - 1][1], facts) <= SAME:
            found[0] = next(close_gaps([joined.pop(), found[0]]))
        joined += found
    return _kept(joined, pieces)


def _kept(ranges: Iterable[TimeRange], pieces: Sequence[tuple[int, PictureFacts]]) -> tuple[TimeRange, ...]:
    at, facts = pieces[-1]
    return long_or_at_end(ranges, _SHORT, at + facts.frames)


def _seam(before: PictureFacts, after: PictureFacts) -> int:
    return difference(_unpack(before.last), _unpack(after.first))


def _pack(picture: Small) -> str:
    return base64.b64encode(zlib.compress(picture.tobytes(), 9)).decode()


def _unpack(text: str) -> Small:
    return np.frombuffer(zlib.decompress(base64.b64decode(text)), np.uint8)
