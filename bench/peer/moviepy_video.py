"""The picture of a video made with MoviePy 2, in two ways that popular generators of short videos have.

```sh
.venv-peer/bin/python bench/peer/moviepy_video.py SHOWN_FOLDER OUT.mp4 --way files
```

It runs in an environment of its own and knows nothing of Reelhouse but the list that `bench.shown` writes.

`files` goes the way of MoneyPrinterTurbo (github.com/harry0703/MoneyPrinterTurbo, app/services/video.py as of 2026): a
still becomes a clip that grows by 3 % a second, by a resize with a function of time; every clip is resized to cover the
frame, cropped in its middle and written to a file of its own with the defaults of `write_videofile`; the files are
joined by the concat demuxer and encoded again with two threads; the joined video is opened, one TextClip for each
phrase is composed over it, and it is written once more with two threads.

`once` goes the way of ShortGPT (github.com/RayVentura/ShortGPT, shortGPT/editing_framework/core_editing_engine.py):
everything is one CompositeVideoClip, written once with the preset `veryfast`.

Three things are made easier than there, none is made harder: stills are brought to the size of the frame before they
grow (there the clip is written in the still's own size); the progress bar is left out; a card is one picture that
stands still. `lossless` writes the frames of `once` without loss, to compare with.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from moviepy import (
    AudioFileClip,
    CompositeVideoClip,
    ImageClip,
    TextClip,
    VideoFileClip,
    concatenate_videoclips,
)
from moviepy.config import FFMPEG_BINARY

#: How much of its size a still grows in a second.
GROWTH = 0.03
#: Converts and tags, as the generator does: without it colours would be those of another standard.
COLOURS = (
    "scale=out_color_matrix=bt709:out_range=tv,"
    "setparams=color_primaries=bt709:color_trc=bt709:colorspace=bt709:range=tv"
)
PARAMETERS = ["-vf", COLOURS, "-pix_fmt", "yuv420p"]
THREADS = 2

Shown = dict[str, Any]


def in_files(shown: Shown, out: Path, work: Path) -> None:
    """Every clip a file, the files joined, the captions over the whole: three generations of encoding."""
    names = []
    for number, shot in enumerate(shown["shots"]):
        names.append(work / f"clip{number}.mp4")
        clip = fitted(shown, shot)
        clip.write_videofile(str(names[-1]), fps=shown["rate"], codec="libx264", logger=None, ffmpeg_params=PARAMETERS)
        clip.close()
    listed = work / "list.txt"
    listed.write_text("".join(f"file '{name}'\n" for name in names))
    joined = work / "joined.mp4"
    concat = ["-f", "concat", "-safe", "0", "-i", str(listed)]
    coded = ["-c:v", "libx264", "-threads", str(THREADS), *PARAMETERS, "-t", f"{shown['seconds']:.3f}"]
    subprocess.run([FFMPEG_BINARY, "-y", "-v", "error", *concat, *coded, str(joined)], check=True)
    video = VideoFileClip(str(joined), audio=False)
    write(composed(shown, [video], work.parent), shown, out, work, threads=THREADS)
    video.close()


def in_one(shown: Shown, out: Path, work: Path, **how: Any) -> None:
    """Everything composed and written at once."""
    clips = [fitted(shown, shot) for shot in shown["shots"]]
    write(composed(shown, [concatenate_videoclips(clips)], work.parent), shown, out, work, threads=THREADS, **how)
    for clip in clips:
        clip.close()


def fitted(shown: Shown, shot: Shown) -> Any:
    """A shot that fills the frame."""
    path = Path(shot["file"])
    if path.suffix == ".mp4":
        clip = VideoFileClip(str(path), audio=False).subclipped(shot["from"], shot["from"] + shot["seconds"])
        return covering(clip, shown["size"])
    still = covering(ImageClip(str(path)).with_duration(shot["seconds"]), shown["size"])
    growing = still.resized(lambda t: 1 + GROWTH * t).with_position("center")
    return CompositeVideoClip([growing], size=tuple(shown["size"])).with_duration(shot["seconds"])


def covering(clip: Any, size: list[int]) -> Any:
    """Resized until it covers the frame, and cropped in its middle."""
    wide, high = size
    scale = max(wide / clip.w, high / clip.h)
    across, down = max(wide, -int(-clip.w * scale // 1)), max(high, -int(-clip.h * scale // 1))
    resized = clip.resized(new_size=(across, down))
    return resized.cropped(x1=(across - wide) // 2, y1=(down - high) // 2, width=wide, height=high)


def composed(shown: Shown, below: list[Any], folder: Path) -> Any:
    """Cards and captions over the picture."""
    cards = [
        ImageClip(str(folder / card["file"]))
        .with_start(card["at"])
        .with_duration(card["seconds"])
        .with_position((card["x"], card["y"]))
        for card in shown["cards"]
    ]
    letters = [lettered(shown, caption, str(folder / "letters.ttf")) for caption in shown["captions"]]
    return CompositeVideoClip([*below, *cards, *letters]).with_duration(shown["seconds"])


def lettered(shown: Shown, caption: Shown, font: str) -> Any:
    """One phrase."""
    size = shown["letters"]["size"]
    text = TextClip(
        text=caption["text"],
        font=font,
        font_size=size,
        color="white",
        stroke_color="black",
        stroke_width=max(1, size // 20),
        size=(round(shown["size"][0] * 0.9), round(size * 1.8)),
        text_align="center",
    )
    place = ("center", shown["letters"]["middle"] - text.h // 2)
    return text.with_start(caption["at"]).with_duration(caption["seconds"]).with_position(place)


def write(video: Any, shown: Shown, out: Path, work: Path, **how: Any) -> None:
    """Encode, with the sound that was mixed already."""
    sound = AudioFileClip(str(work.parent / "sound.m4a"))
    video.with_audio(sound.subclipped(0, min(sound.duration, shown["seconds"]))).write_videofile(
        str(out),
        fps=shown["rate"],
        codec="libx264",
        audio_codec="aac",
        audio_bitrate="192k",
        temp_audiofile_path=str(work),
        logger=None,
        **{"ffmpeg_params": PARAMETERS, **how},
    )
    video.close()
    sound.close()


WAYS = {
    "files": in_files,
    "once": lambda *where: in_one(*where, preset="veryfast"),
    "lossless": lambda *where: in_one(*where, preset="ultrafast", ffmpeg_params=[*PARAMETERS, "-qp", "0"]),
}


def main(arguments: list[str]) -> None:
    """Make the video."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="what `bench.act shown` wrote")
    parser.add_argument("out", type=Path)
    parser.add_argument("--way", choices=sorted(WAYS), default="files")
    chosen = parser.parse_args(arguments)
    shown = json.loads((chosen.folder / "shown.json").read_text(encoding="utf-8"))
    with TemporaryDirectory(dir=chosen.folder) as work:
        WAYS[chosen.way](shown, chosen.out, Path(work))


if __name__ == "__main__":
    main(sys.argv[1:])
