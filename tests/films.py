"""Small real media files, made by the encoder: a good one, and any number of broken ones."""

import subprocess
from pathlib import Path

import av

from reelhouse.media.ffmpeg import encoder

#: 6 s of 180x320 at 30 frames a second, moving all the time; tagged as ordinary video.
PICTURE = (
    "testsrc2=s=180x320:r=30,setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709,format=yuv420p"
)
#: A tone at -14 LUFS on both channels.
TONE = "aevalsrc=0.2*sin(2*PI*997*t)|0.2*sin(2*PI*997*t):s=48000"
SECONDS = 6
FRAMES = 180

X264 = ("-c:v", "libx264", "-preset", "ultrafast", "-g", "60", "-threads:v", "1")
AAC = ("-c:a", "aac", "-b:a", "128k")
FAST_START = ("-movflags", "+faststart+write_colr")


def run_encoder(*args: str) -> None:
    subprocess.run([str(encoder()), "-hide_banner", "-nostdin", "-y", "-v", "error", *args], check=True)


def film(
    path: Path,
    *,
    picture: str | None = PICTURE,
    sound: str | None = TONE,
    seconds: float = SECONDS,
    sound_before: tuple[str, ...] = (),
    video: tuple[str, ...] = X264,
    audio: tuple[str, ...] = AAC,
    mux: tuple[str, ...] = FAST_START,
) -> Path:
    """Make a file of generated picture and sound; either may be None."""
    inputs: list[str] = []
    for source, before in ((picture, ()), (sound, sound_before)):
        if source is not None:
            inputs += [*before, "-f", "lavfi", "-t", str(seconds), "-i", source]
    codecs = (*(video if picture is not None else ()), *(audio if sound is not None else ()))
    run_encoder(*inputs, *codecs, *mux, str(path))
    return path


def damage(source: Path, path: Path, *, at: float = 0.5, length: int = 300) -> Path:
    """A copy of a file with bytes flipped somewhere inside its media."""
    content = bytearray(source.read_bytes())
    start = int(len(content) * at)
    for place in range(start, start + length):
        content[place] ^= 0xA5
    path.write_bytes(content)
    return path


def empty(path: Path, byte: int) -> Path:
    """The same file with nothing but this byte in all of its media."""
    content = bytearray(path.read_bytes())
    start = content.index(b"mdat") + 4
    content[start:] = bytes([byte]) * (len(content) - start)
    path.write_bytes(content)
    return path


def told_samples(path: Path) -> int:
    """How many samples at 48 kHz a file says that its sound has."""
    with av.open(str(path)) as file:
        stream = file.streams.audio[0]
        assert stream.duration is not None
        assert stream.time_base is not None
        return round(stream.duration * stream.time_base * 48_000)
