"""WAV files as arrays: float32, shape (channels, samples), full scale at 1.0.

Only plain PCM is read and written, 16-bit whole numbers or 32-bit floats. The standard library's reader refuses floats,
and long sounds must be read and written in pieces, so the few header bytes are handled here
(RIFF WAVE, "Multimedia Programming Interface and Data Specifications 1.0").
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Self, TypeAlias

from reelhouse.errors import UnreadableMedia
from reelhouse.model.time import SAMPLE_RATE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Shape (channels, samples).
Sound: TypeAlias = "NDArray[np.float32]"

_PCM, _FLOAT, _EXTENSIBLE = 1, 3, 0xFFFE
_HEADER = struct.Struct("<4sI4s4sIHHIIHH4sI")


class Depth(StrEnum):
    """How one sample is kept."""

    S16 = "s16"
    F32 = "f32"

    @property
    def bytes(self) -> int:
        """Bytes of one sample of one channel."""
        return 2 if self is Depth.S16 else 4


@dataclass(frozen=True)
class WavShape:
    """What a WAV file holds. `samples` counts per channel, `offset` is the first byte of sound."""

    channels: int
    samples: int
    rate: int
    depth: Depth
    offset: int


def inspect_wav(path: Path) -> WavShape:
    """Read the header.

    Raises:
        UnreadableMedia: Not a WAV file, or of a kind that is not read here.
    """
    with path.open("rb") as file:
        if file.read(4) != b"RIFF" or file.seek(8) != 8 or file.read(4) != b"WAVE":
            raise _unreadable(path, "is not a WAV file")
        try:
            return _shape(file, path)
        except struct.error as error:
            raise _unreadable(path, "is a WAV file that ends inside its header") from error


def read_wav(path: Path, start: int = 0, samples: int | None = None, *, rate: int = SAMPLE_RATE) -> Sound:
    """Read a file, or `samples` of it from sample `start` on; fewer when it ends before.

    Raises:
        UnreadableMedia: Not a WAV file that is read here, or at another rate than `rate`.
    """
    import numpy as np  # noqa: PLC0415 - looking a voice up needs no arithmetic

    shape = inspect_wav(path)
    if shape.rate != rate:
        raise _unreadable(path, f"has {shape.rate} samples a second, not {rate}")
    count = max(0, min(shape.samples - start, shape.samples if samples is None else samples))
    raw = np.fromfile(
        path,
        dtype="<i2" if shape.depth is Depth.S16 else "<f4",
        count=count * shape.channels,
        offset=shape.offset + start * shape.channels * shape.depth.bytes,
    )
    sound = np.ascontiguousarray(raw.reshape(-1, shape.channels).T, dtype=np.float32)
    return sound / np.float32(32768) if shape.depth is Depth.S16 else sound


def write_wav(path: Path, sound: Sound, depth: Depth = Depth.S16, *, rate: int = SAMPLE_RATE) -> int:
    """Write a whole sound and return its samples."""
    with WavWriter(path, sound.shape[0], depth, rate=rate) as file:
        for start in range(0, sound.shape[1], rate):  # a second at a time: what is written is copied first
            file.write(sound[:, start : start + rate])
    return file.samples


class WavWriter:
    """A WAV file written block by block; its header is completed at the end of the `with` block."""

    def __init__(self, path: Path, channels: int, depth: Depth = Depth.S16, *, rate: int = SAMPLE_RATE) -> None:
        self._path = path
        self._channels = channels
        self._depth = depth
        self._rate = rate
        self.samples = 0

    def __enter__(self) -> Self:
        self._file = self._path.open("wb")
        self._file.write(self._header())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.seek(0)
        self._file.write(self._header())
        self._file.close()

    def write(self, block: Sound) -> None:
        """Append a block; 16-bit samples are rounded and held inside full scale."""
        import numpy as np  # noqa: PLC0415 - looking a voice up needs no arithmetic

        frames = np.ascontiguousarray(block.T)
        if self._depth is Depth.S16:
            self._file.write(np.clip(np.rint(frames * 32768), -32768, 32767).astype("<i2").tobytes())
        else:
            self._file.write(frames.astype("<f4", copy=False).tobytes())
        self.samples += block.shape[1]

    def _header(self) -> bytes:
        width = self._channels * self._depth.bytes
        size = self.samples * width
        code = _PCM if self._depth is Depth.S16 else _FLOAT
        form = (code, self._channels, self._rate, self._rate * width, width, self._depth.bytes * 8)
        return _HEADER.pack(b"RIFF", 36 + size, b"WAVE", b"fmt ", 16, *form, b"data", size)


def _shape(file: IO[bytes], path: Path) -> WavShape:
    form = b""
    while len(head := file.read(8)) == 8:
        name, size = struct.unpack("<4sI", head)
        if name == b"data":
            offset = file.tell()
            # A program that writes to a pipe does not know the size and leaves a huge one; the file's end decides.
            return _parse(form, offset, min(size, file.seek(0, 2) - offset), path)
        if name == b"fmt ":
            form = file.read(size)
            file.seek(size % 2, 1)
        else:
            file.seek(size + size % 2, 1)
    raise _unreadable(path, "is a WAV file without sound")


def _parse(form: bytes, offset: int, size: int, path: Path) -> WavShape:
    code, channels, rate, _, width, bits = struct.unpack_from("<HHIIHH", form)
    if code == _EXTENSIBLE:
        (code,) = struct.unpack_from("<H", form, 24)
    depth = {(_PCM, 16): Depth.S16, (_FLOAT, 32): Depth.F32}.get((code, bits))
    if depth is None or channels == 0 or width != channels * depth.bytes:
        raise _unreadable(path, f"keeps its samples in a way that is not read here (format {code}, {bits} bits)")
    return WavShape(channels, size // width, rate, depth, offset)


def _unreadable(path: Path, what: str) -> UnreadableMedia:
    remedy = f"Convert it: ffmpeg -i FILE -ar {SAMPLE_RATE} -c:a pcm_s16le OUT.wav"
    return UnreadableMedia(f"{path.name} {what}", where=str(path), remedy=remedy)
