"""When the frames of every track are shown: from the index of a file that has one, else from all its packets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reelhouse.media.pyav import FFmpegError, InputContainer, Packet, Stream, VideoStream
from reelhouse.media.stop import check_stop


@dataclass
class Times:
    """Of one track, in ticks: when its packets are shown, when the last one ends, and how many bytes they have."""

    shown: list[int] = field(default_factory=list)
    end: int = 0
    size: int = 0


def times_of(container: InputContainer, streams: Sequence[Stream], size: int) -> Mapping[int, Times]:
    """When the packets of each track are shown, in rising order.

    Args:
        container: The open file.
        streams: The tracks that are asked for.
        size: Bytes that the file really has: what its index promises beyond them is not there.
    """
    found = {stream.index: _indexed(stream, size) for stream in streams} if "mov" in container.format.name else {}
    if not found or any(times is None for times in found.values()):
        return _read(container, streams)
    return {index: times for index, times in found.items() if times is not None}


def _indexed(stream: Stream, size: int) -> Times | None:
    """From the index, or None when it is not complete, as in files that are written in fragments."""
    entries = stream.index_entries if isinstance(stream, VideoStream) else ()
    if not isinstance(stream, VideoStream):
        return _declared(stream)
    if not stream.frames or len(entries) != stream.frames:
        return None
    there = [entry for entry in entries if entry.pos + entry.size <= size and not entry.is_discard]
    if not there:
        return Times()
    shift = (stream.start_time or 0) - there[0].timestamp
    shown = [entry.timestamp + shift for entry in there]
    whole = len(there) == len(entries) and stream.duration is not None
    step = shown[-1] - shown[-2] if len(shown) > 1 else 0
    end = shown[0] + (stream.duration or 0) if whole else shown[-1] + step
    return Times(shown=shown, end=max(end, shown[-1]), size=sum(entry.size for entry in there))


def _declared(stream: Stream) -> Times | None:
    """A track of sound as its header gives it."""
    if stream.duration is None:
        return None
    first = stream.start_time or 0
    return Times(shown=[first] if stream.duration else [], end=first + stream.duration)


def read_on(container: InputContainer, streams: Sequence[Stream]) -> Iterator[Packet[Stream]]:
    """The packets of some tracks until the file ends or cannot be read on."""
    more = bool(streams)  # asked for none, the reader would give packets of all
    while more:
        more = False
        try:
            for packet in container.demux(*streams):
                check_stop()
                yield packet
        except IndexError:
            more = True  # a track that appeared only now, whose packet is lost: the reader knows those of the start
        except FFmpegError:
            return  # what cannot be read is missing in the counts, which is the truth


def _read(container: InputContainer, streams: Sequence[Stream]) -> Mapping[int, Times]:
    found = {stream.index: Times() for stream in streams}
    for packet in read_on(container, streams):
        at = packet.pts if packet.pts is not None else packet.dts
        if not packet.size or packet.is_discard or at is None:
            continue
        times = found[packet.stream.index]
        times.shown.append(at)
        times.end = max(times.end, at + (packet.duration or 0))
        times.size += packet.size
    for times in found.values():
        times.shown.sort()
    return found
