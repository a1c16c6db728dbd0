"""Joining chunks by copy and adding the sound: no picture is encoded twice."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from reelhouse.errors import ProgramFailed
from reelhouse.language.tags import three_letters
from reelhouse.media.ffmpeg import encode
from reelhouse.media.folder import private_folder, publish
from reelhouse.media.packets import ColourTags, PacketFacts, read_packets
from reelhouse.model.time import Rate

_OUTPUT, _LIST, _SOUND = "joined.mp4", "list.txt", "sound"
_COPY = ("-map", "0:v:0", "-map", "1:a:0", "-c", "copy", "-map_chapters", "-1", "-map_metadata", "-1")
_MP4 = ("-movflags", "+faststart+write_colr", "-brand", "mp42", "-fflags", "+bitexact", "-f", "mp4")
_BT709 = ColourTags(primaries=1, transfer=1, matrix=1, full_range=False)


def join_chunks(  # noqa: PLR0913 - a finished file has this many parts, all of them named
    chunks: Sequence[Path], frames: Sequence[int], audio: Path, *, rate: Rate, title: str, language: str, into: Path
) -> None:
    """Put chunks end to end, add the sound, and write an MP4 that starts playing before it is wholly loaded.

    Args:
        chunks: Encoded chunks of one rendition, in order.
        frames: How many frames each of them has.
        audio: The finished mix of the whole programme, already encoded.
        rate: Frames per second.
        title: Written into the file.
        language: ISO 639-1 code of what is spoken.
        into: The file to write. It appears at once and whole, or not at all.

    Raises:
        ProgramFailed: A chunk is not what it should be, or the joined file is not the sum of its chunks.
        DiskFull: There is not enough space; the file is needed twice for a moment.
    """
    _demand_alike(chunks, frames)
    with private_folder(into) as work:
        _lay_ready(chunks, frames, audio, rate, work)
        inputs = ("-f", "concat", "-i", _LIST, "-i", _SOUND)
        encode((*inputs, *_COPY, *_labels(title, language), *_MP4, _OUTPUT), cwd=work)
        _verify(read_packets(work / _OUTPUT), sum(frames), rate, into)
        publish(work / _OUTPUT, into)


def _labels(title: str, language: str) -> tuple[str, ...]:
    spoken = f"language={three_letters(language)}"
    clean = " ".join("".join(letter if letter.isprintable() else " " for letter in title).split())
    return ("-metadata", f"title={clean}", "-metadata:s:a:0", spoken, "-disposition:a:0", "default")


def _lay_ready(chunks: Sequence[Path], frames: Sequence[int], audio: Path, rate: Rate, work: Path) -> None:
    """Link every file under a plain name and list them with their lengths: without one, the length is a guess."""
    (work / _SOUND).symlink_to(audio.absolute())
    lines = ["ffconcat version 1.0"]
    for number, (chunk, count) in enumerate(zip(chunks, frames, strict=True)):
        (work / f"c{number}").symlink_to(chunk.absolute())
        lines += [f"file c{number}", f"duration {_decimal(Fraction(count) / rate.fraction)}"]
    (work / _LIST).write_text("\n".join(lines) + "\n")


def _decimal(length: Fraction) -> str:
    """Seconds with the six decimals that the list is read with."""
    millionths = round(length * 1_000_000)
    return f"{millionths // 1_000_000}.{millionths % 1_000_000:06d}"


def _demand_alike(chunks: Sequence[Path], frames: Sequence[int]) -> None:
    """All chunks have the frames they should have and one header: else players stumble at the border."""
    facts = [read_packets(chunk) for chunk in chunks]
    for chunk, found, count in zip(chunks, facts, frames, strict=True):
        if found.frames != count or found.header != facts[0].header or found.step != facts[0].step:
            raise ProgramFailed(
                "a chunk does not fit the others: another encoder or other settings made it",
                where=str(chunk),
                remedy="Make the chunks again with --refresh",
            )


def _verify(facts: PacketFacts, frames: int, rate: Rate, into: Path) -> None:
    wrong = {
        f"{facts.frames} frames instead of {frames}": facts.frames != frames,
        "frames that are not evenly spaced": facts.rate != rate.fraction or not facts.dts_rising,
        "a picture that does not begin at 0": facts.first_pts != 0,
        "its index at the end": facts.index_first is not True,
        "no colour tags": facts.colour != _BT709,
        "no sound": facts.audio_duration is None,
    }
    for problem, found in wrong.items():
        if found:
            raise ProgramFailed(f"the joined file has {problem}", where=str(into), remedy="Run again with --refresh")
