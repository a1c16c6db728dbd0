"""Rows of pixels as the codes of QuickTime Animation, thirty-two bits deep: what is left, repeated, or told in full.

A row is a byte for pixels that are passed over (1 for none), codes, and 255. A code is `0, n + 1` for `n` pixels left
as they were, `256 - n` and one pixel for `n` alike, or `n` and so many pixels
(https://wiki.multimedia.cx/index.php/Apple_QuickTime_RLE). All rows are put together at once: a loop over pixels, as
encoders have it, takes several times as long.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

#: Rows of pixels, each of them four bytes.
Rows = NDArray[np.uint32]
Flags = NDArray[np.bool_]
Counts = NDArray[np.intp]

_LEFT, _ALIKE, _TOLD = 0, 1, 2
#: How many pixels a code of each kind can be about.
_MOST = np.array([254, 128, 127])
#: Bytes of a code; those of one that tells of pixels are as many as they need.
_SIZES = np.array([2, 5, 0])
#: Rows that are put together at once: what is noted of them stays in the processor's own memory.
_AT_ONCE = 128


class _Codes(NamedTuple):
    """The codes of some rows: number of their first pixel among all of them, kind, and how many pixels."""

    starts: Counts
    kinds: Counts
    lengths: Counts


def code_rows(rows: Rows, changed: Flags) -> bytes:
    """The codes of rows, of which only changed pixels are told."""
    tops = range(0, len(rows), _AT_ONCE)
    return b"".join(_coded(rows[top : top + _AT_ONCE], changed[top : top + _AT_ONCE]) for top in tops)


def _coded(rows: Rows, changed: Flags) -> bytes:
    codes = _shortened(_found(rows, changed))
    starts, kinds, lengths = codes
    row = starts // rows.shape[1]
    sizes = np.where(kinds == _TOLD, 1 + 4 * lengths, _SIZES[kinds])
    whole = np.bincount(row, sizes, len(rows)).astype(np.intp) + 2
    ends = np.cumsum(whole)
    out = np.empty(ends[-1], np.uint8)
    out[ends - whole], out[ends - 1] = 1, 255
    _write(out, np.cumsum(sizes) - sizes + 2 * row + 1, codes, np.ascontiguousarray(rows).reshape(-1, 1).view(np.uint8))
    return out.tobytes()


def _found(rows: Rows, changed: Flags) -> _Codes:
    """Stretches of one kind, each inside a row; what is left at the end of a row needs no code."""
    wide, same = rows.shape[1], np.zeros(rows.size, np.bool_)
    np.equal(rows[:, 1:], rows[:, :-1], out=same.reshape(rows.shape)[:, 1:])
    alike = _in_four(same)
    kind = np.subtract(_TOLD, alike, dtype=np.uint8)
    kind *= changed.reshape(-1)
    begins = (kind == _ALIKE) & ~same
    begins[1:] |= kind[1:] != kind[:-1]
    begins[::wide] = True
    starts = np.flatnonzero(begins)
    kinds, lengths = kind[starts].astype(np.intp), np.diff(starts, append=len(same))
    kept = (kinds != _LEFT) | ((starts + lengths) % wide != 0)
    return _Codes(starts[kept], kinds[kept], lengths[kept])


def _in_four(same: Flags) -> Flags:
    """The pixels that stand among four or more alike; `same` tells of each whether it is as the one before it."""
    four = same[2:] & same[1:-1] & same[:-2]
    found = np.zeros(len(same), np.bool_)
    found[:-3] = four[1:]
    found[:-2] |= four
    found[1:-1] |= four
    found[2:] |= four
    return found


def _shortened(codes: _Codes) -> _Codes:
    """The same in codes that are short enough; one pixel is always told, because 255 ends a row."""
    parts = -(-codes.lengths // _MOST[codes.kinds])
    which = np.repeat(np.arange(len(parts)), parts)
    passed = (np.arange(len(which)) - np.repeat(np.cumsum(parts) - parts, parts)) * _MOST[codes.kinds[which]]
    kinds = codes.kinds[which]
    lengths = np.minimum(codes.lengths[which] - passed, _MOST[kinds])
    return _Codes(codes.starts[which] + passed, np.where((kinds == _ALIKE) & (lengths == 1), _TOLD, kinds), lengths)


def _write(out: NDArray[np.uint8], at: Counts, codes: _Codes, pixels: NDArray[np.uint8]) -> None:
    """Write codes to their places; `pixels` has four columns."""
    left, alike, told = (codes.kinds == kind for kind in (_LEFT, _ALIKE, _TOLD))
    out[at[left]], out[at[left] + 1] = 0, codes.lengths[left] + 1
    out[at[alike]] = 256 - codes.lengths[alike]
    _lay(out, at[alike] + 1, pixels, codes.starts[alike])
    counts = codes.lengths[told]
    out[at[told]] = counts
    within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    _lay(out, np.repeat(at[told] + 1, counts) + 4 * within, pixels, np.repeat(codes.starts[told], counts) + within)


def _lay(out: NDArray[np.uint8], at: Counts, pixels: NDArray[np.uint8], which: Counts) -> None:
    """Copy pixels, each to a place of its own."""
    for channel in range(4):
        out[at + channel] = pixels[which, channel]
