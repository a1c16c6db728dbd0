"""Footage that nobody has to download: clips of moving noise with grain, and large stills, the same ones every time.

The noise has detail at every scale, as pictures of the world have, so that encoders have as much to do with it.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from reelhouse.media.ffmpeg import encode

#: The picture that the clips move over, and the stills, beside clips that are 1080 high: width and height.
_WORLD, _STILL = (5000, 1400), (2400, 3000)
#: Octaves of the noise, coarse to fine, and how much weaker each is than the one before.
_OCTAVES, _WEAKER = range(3, 10), 1.7
#: Clips and stills: a third of what is shown does not move by itself.
CLIPS, STILLS = 6, 3
#: Words that the stories say are no part of these names, so that no clip is preferred.
_CLIP, _PICTURE = "clip{}.mp4", "picture{}.png"
_TAGS = ("-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv")
_CODEC = ("-c:v", "libx264", "-preset", "veryfast", "-crf", "20", "-g", "250", "-pix_fmt", "yuv420p", "-an", *_TAGS)


def make_assets(folder: Path, seconds: int, high: int = 1080) -> Path:
    """Fill a folder with clips of so many seconds at 30 frames a second, and with stills; returns the folder.

    A folder that is there already is left as it is. Everything is as large as it should be beside clips so high.
    """
    if folder.exists():
        return folder
    aside = folder.with_name(f"{folder.name}-making")
    aside.mkdir(parents=True)
    random = np.random.default_rng(1)
    still, world = ((wide * high // 1080, tall * high // 1080) for wide, tall in (_STILL, _WORLD))
    for number in range(STILLS):
        _shapes(noise(random, still), random, "ellipse", 60, high // 4).save(aside / _PICTURE.format(number))
    with TemporaryDirectory() as work:
        _shapes(noise(random, world), random, "rectangle", 150, high // 5).save(Path(work) / "world.png")
        for number in range(CLIPS):
            encode(_pan(number, seconds, high, aside / _CLIP.format(number)), cwd=Path(work))
    aside.rename(folder)
    return folder


def noise(random: np.random.Generator, size: tuple[int, int]) -> Image.Image:
    """Colours that vary at every scale."""
    wide, high = size
    total: NDArray[np.float32] = np.zeros((high, wide, 3), np.float32)
    for octave in _OCTAVES:
        coarse = random.random((2**octave * high // wide + 2, 2**octave + 2, 3)).astype(np.float32)
        planes = [Image.fromarray(plane).resize(size, Image.Resampling.BICUBIC) for plane in np.moveaxis(coarse, 2, 0)]
        total += np.stack([np.asarray(plane) for plane in planes], 2) / _WEAKER ** (octave - 2)
    total -= total.min()
    return Image.fromarray((total * (255 / total.max())).astype(np.uint8))


def _shapes(picture: Image.Image, random: np.random.Generator, shape: str, count: int, largest: int) -> Image.Image:
    """Hard edges: coloured shapes all over the picture."""
    draw = ImageDraw.Draw(picture)
    for _ in range(count):
        left, top = (int(random.integers(0, side)) for side in picture.size)
        across = int(random.integers(largest // 15, largest))
        box = (left, top, left + across, top + round(across * 1.3))
        getattr(draw, shape)(box, fill=tuple(int(one) for one in random.integers(0, 255, 3)))
    return picture


def _pan(number: int, seconds: int, high: int, into: Path) -> tuple[str, ...]:
    """A camera that wanders over the noise, with the grain of a sensor, and a test card that moves in front."""
    at, card = f"(t+{number * 10})", f"{high // 2}x{high * 2 // 5}"
    move = f"x='ih*(1.07+sin({at}*0.4))':y='ih*0.11*(1+sin({at}*0.9))'"
    world = (
        f"[0:v]loop=-1:1:0,setpts=N/30/TB,crop={high * 16 // 9}:{high}:{move}"
        f",format=yuv420p,noise=alls=5:allf=t:all_seed={number + 1}[world]"
    )
    front = f"[world][1:v]overlay=x='H*(0.28+0.07*sin({at}*2))':y=H*0.28,format=yuv420p[out]"
    inputs = ("-framerate", "30", "-i", "world.png", "-f", "lavfi", "-i", f"testsrc2=s={card}:r=30")
    graph = ("-filter_complex", f"{world};{front}", "-map", "[out]")
    return (*inputs, *graph, "-t", str(seconds), *_CODEC, "-fflags", "+bitexact", str(into))
