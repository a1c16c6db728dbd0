"""The master: the mix at its final loudness as AAC, measured after the encoder and corrected when it misses.

An AAC encoder changes peaks by up to several decibels, so only the encoded file says what a listener's player will do.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from reelhouse.media.aac import encode_aac
from reelhouse.media.loudness import SILENCE, Loudness, Meter, measure_file
from reelhouse.media.stop import check_stop
from reelhouse.media.wav import inspect_wav, read_wav
from reelhouse.model.base import Value
from reelhouse.model.time import SAMPLE_RATE, Count

#: Integrated loudness in LUFS and the highest true peak in dBTP of a finished programme.
TARGET, CEILING = -14.0, -1.0
#: How far loudness may lie off before the sound is encoded again. The meter reads tenths.
TOLERANCE = 0.3
#: Times it is encoded at most.
ROUNDS = 3
#: The gain is held inside this many decibels: beyond it there is nothing but noise.
REACH = 24.0
#: Decibels that later rounds may add to make up for what the limiter took.
PUSH = 3.0
#: Gain into a working limiter that raises loudness by 1 dB: it takes about half of what it is given.
EATEN = 1.8
#: A mix whose sample peak in dBFS stays under this gets no limiter: between samples speech rises by less than 1 dB.
CLEAR = -2.0
_BLOCK = 10 * SAMPLE_RATE


class MasterFacts(Value):
    """The finished sound, measured in the encoded file.

    Loudness in hundredths of LUFS, peak in hundredths of dBTP, range and gain in hundredths of LU and dB.
    `rounds` counts encodings, `limited` says whether peaks were held down.
    """

    samples: Count
    lufs: int
    true_peak: int
    range: int
    gain: int
    rounds: Count
    limited: bool


@dataclass(frozen=True)
class _Setting:
    """One way through the limiter: gain before it, its ceiling, and gain after it, all in decibels."""

    gain: float
    limit: float | None
    trim: float = 0.0

    @property
    def filters(self) -> list[str]:
        """As the encoder writes them. The limiter works at four times the rate, where it sees peaks between samples."""
        if self.limit is None:
            return [f"volume={self.gain + self.trim:.3f}dB"]
        return [
            f"volume={self.gain:.3f}dB",
            f"aresample={4 * SAMPLE_RATE}",
            f"alimiter=limit={10 ** (self.limit / 20):.6f}:level=0:latency=1:attack=5:release=50",
            f"aresample={SAMPLE_RATE}",
            f"volume={self.trim:.3f}dB",
        ]


@dataclass(frozen=True)
class _Attempt:
    path: Path
    setting: _Setting
    heard: Loudness

    @property
    def fits(self) -> bool:
        """Whether it may leave as it is. A tenth stands for everything that rounds to it."""
        return self.miss == 0 and abs(self.heard.lufs - TARGET) <= TOLERANCE

    @property
    def miss(self) -> float:
        """Decibels by which the true peak may lie over the ceiling."""
        return max(0.0, self.heard.true_peak + 0.05 - CEILING)

    @property
    def badness(self) -> tuple[float, float]:
        """Peaks first, then loudness."""
        return self.miss, abs(self.heard.lufs - TARGET)


def master(premix: Path, into: Path) -> MasterFacts:
    """Bring a mix (WAV, 48 kHz, stereo) to `TARGET` and under `CEILING`, as AAC in `into` (`.m4a`).

    Raises:
        UnreadableMedia: The mix is no WAV file at 48 kHz.
        ProgramFailed: The encoder gave up.
    """
    samples = inspect_wav(premix).samples
    setting = _first(premix, samples)
    with TemporaryDirectory(dir=into.absolute().parent, prefix=".master-") as folder:
        attempts: list[_Attempt] = []
        for number in range(1, ROUNDS + 1):
            check_stop()
            path = Path(folder) / f"{number}.m4a"
            encode_aac(premix, path, filters=setting.filters, samples=samples)
            attempts.append(_Attempt(path, setting, measure_file(path)))
            better = _corrected(attempts[-1], attempts[0].setting.gain, last=number == ROUNDS - 1)
            if attempts[-1].fits or _hopeless(attempts[-1]) or better == setting:
                break
            setting = better
        best = min(attempts, key=lambda attempt: attempt.badness)
        best.path.replace(into)
    return MasterFacts(
        samples=samples,
        lufs=round(best.heard.lufs * 100),
        true_peak=round(best.heard.true_peak * 100),
        range=round(best.heard.range * 100),
        gain=round((best.setting.gain + best.setting.trim) * 100),
        rounds=len(attempts),
        limited=best.setting.limit is not None,
    )


def _first(premix: Path, samples: int) -> _Setting:
    meter = Meter(2)
    for start in range(0, samples, _BLOCK):
        meter.add(read_wav(premix, start, _BLOCK))
    gain = max(-REACH, min(REACH, TARGET - meter.lufs)) if meter.lufs > SILENCE else 0.0
    quiet = meter.peak * 10 ** (gain / 20) < 10 ** (CLEAR / 20)
    return _Setting(gain, limit=None if quiet else CEILING - 1.0)


def _hopeless(attempt: _Attempt) -> bool:
    """Nothing to hear: another round would not change that."""
    return attempt.heard.lufs <= SILENCE


def _corrected(attempt: _Attempt, first_gain: float, *, last: bool) -> _Setting:
    """The next setting: make up lost loudness before the limiter, and take an excess off the peaks.

    In the last round the excess comes off after the limiter too, where it lowers the peaks for certain.
    """
    setting, heard = attempt.setting, attempt.heard
    if attempt.miss and last:
        return replace(setting, trim=setting.trim - attempt.miss - 0.3)
    lost = TARGET - heard.lufs
    if setting.limit is not None and lost > 0:
        lost *= EATEN
    limit = CEILING - 1.0 if setting.limit is None else setting.limit
    return replace(
        setting,
        gain=min(setting.gain + lost, first_gain + PUSH),
        limit=limit - (attempt.miss + 0.2 if attempt.miss else 0.0),
    )
