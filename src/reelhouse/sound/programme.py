"""The finished sound of a programme: mixed, mastered, and what there is to say about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from reelhouse.media.loudness import SILENCE
from reelhouse.model.base import Value
from reelhouse.model.quality import Finding, Level
from reelhouse.model.timeline import Timeline
from reelhouse.sound.master import CEILING, TARGET, MasterFacts, master
from reelhouse.sound.mix import MixFacts, mix

#: How far speech should stand above the music under it, in hundredths of LU. 15 to 16 in a minute of video, and up to
#: 20 in one of ten seconds, which hears little but the soft beginning of its music: measured on 56 mixes. Less covers
#: words; much more is music that nobody hears.
RATIO = (1400, 2200)
#: How far the finished loudness may lie off, in hundredths of LU.
TOLERANCE = 50


class ProgrammeFacts(Value):
    """What is known about a finished sound."""

    mix: MixFacts
    master: MasterFacts


def mix_programme(
    timeline: Timeline, paths: Mapping[str, Path], into: Path
) -> tuple[ProgrammeFacts, tuple[Finding, ...]]:
    """Mix and master all sound of a timeline into one AAC file, exactly as long as its picture.

    Args:
        timeline: Its sound tracks hold clips of media in the store.
        paths: Where each medium lies, by its SHA-256.
        into: The file to write, ending in `.m4a`.

    Raises:
        ArtifactMissing: A clip's media is not among the paths.
        ContentError: A clip is not media yet, asks for more than there is, or is no WAV file at 48 kHz.
        ProgramFailed: The encoder gave up.
    """
    with TemporaryDirectory(dir=into.absolute().parent, prefix=".mix-") as folder:
        premix = Path(folder) / "premix.wav"
        mixed = mix(timeline, paths, premix)
        facts = ProgrammeFacts(mix=mixed, master=master(premix, into))
    return facts, tuple(judge(facts))


def judge(facts: ProgrammeFacts) -> Iterator[Finding]:
    """What only the mix can tell; loudness and peaks are judged on the finished file."""
    mixed = facts.mix
    silence = round(SILENCE * 100)
    if mixed.voice > silence and mixed.music_spoken > silence:
        yield _above_music(mixed.voice - mixed.music_spoken)
    yield _clipping(mixed.flat_tops)
    yield from _loudness(facts.master)


def _above_music(ratio: int) -> Finding:
    low, high = RATIO
    words = "the voice stands well above the music"
    if ratio < low:
        words = "the music is loud under the voice and covers words: turn it down, or choose another mood"
    elif ratio > high:
        words = "the music can hardly be heard under the voice: turn it up, or choose another mood"
    return Finding(
        check="voice-above-music",
        level=Level.OK if low <= ratio <= high else Level.WARN,
        message=words,
        value=f"{ratio / 100:.1f} LU",
        limit=f"{low / 100:g}-{high / 100:g} LU",
    )


def _clipping(tops: int) -> Finding:
    return Finding(
        check="clipped-narration",
        level=Level.WARN if tops else Level.OK,
        message="the narration was recorded too loud: its peaks are cut off" if tops else "no peak is cut off",
        value=f"{tops} peaks",
        limit="0 peaks",
    )


def _loudness(mastered: MasterFacts) -> Iterator[Finding]:
    """Why the loudness is not what it should be, when it is not."""
    off, over = mastered.lufs - round(TARGET * 100), mastered.true_peak > round(CEILING * 100)
    if not over and abs(off) <= TOLERANCE:
        return
    reason = "the loudness misses its target"
    if over:
        reason = "the encoder lifts peaks of this sound over the ceiling"
    elif off < 0:
        reason = "a very spiky or silent recording: it cannot be louder without its peaks being crushed"
    yield Finding(
        check="mastered-loudness",
        level=Level.WARN,
        message=reason,
        value=f"{mastered.lufs / 100:.1f} LUFS, {mastered.true_peak / 100:.1f} dBTP",
        limit=f"{TARGET:g} +-{TOLERANCE / 100:g} LUFS, {CEILING:g} dBTP",
    )
