"""The page about footage says what the code does with it."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from films import FAST_START, film
from reelhouse.media.facts import Colour
from reelhouse.media.footage.facts import Hdr, Kind, Probe, VideoTrack
from reelhouse.media.footage.need import need_of
from reelhouse.media.footage.wanted import Wanted
from reelhouse.model.time import Rate
from reelhouse.operations.probe import Viewing, look_at

PAGE = (Path(__file__).parents[2] / "docs/footage.md").read_text(encoding="utf-8")
WANTED = Wanted(rate=Rate(num=30), size=(1080, 1920))
#: A track with which everything is the matter.
WORST = VideoTrack(
    index=0,
    codec="hevc",
    width=4001,
    height=2161,
    aspect=(4, 3),
    rotation=90,
    display_width=2161,
    display_height=5335,
    rate=Rate(num=30),
    constant=False,
    pixel_format="yuv420p10le",
    depth=10,
    colour=Colour(primaries=9, transfer=16, matrix=9, full=True),
    hdr=Hdr.PQ,
    interlaced=True,
)


def test_every_reason_to_convert_is_explained() -> None:
    kinds = (Kind.VIDEO, Kind.STILL, Kind.ANIMATION)
    probes = (Probe(kind=kind, container="mp4", size=1, video=(WORST,), whole=False) for kind in kinds)
    said = {reason for probe in probes for reason in need_of(probe, WANTED).reasons}
    blanks = ((" hevc", " ..."), (" yuv420p10le", " ..."), ("(pq)", "(...)"))
    for told, blank in blanks:
        said = {reason.replace(told, blank) for reason in said}
    assert said == set(re.findall(r"^\| `(it[^`]*)` \|", PAGE, re.MULTILINE))


def test_the_json_has_the_keys_that_are_shown(tmp_path: Path) -> None:
    shown = json.loads(re.findall(r"^```json\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)[0])
    path = film(tmp_path / "clip.mp4", seconds=0.2)
    printed = Viewing(files=tuple(look_at([path], deep=True))).printed()
    assert shown["schema"] == printed["schema"]
    assert keys(shown["files"][0]) == keys(printed["files"][0])
    for name in ("video", "audio"):
        assert keys(shown["files"][0][name][0]) == keys(printed["files"][0][name][0])


def keys(entry: Mapping[str, Any]) -> list[str]:
    return list(entry)


def test_the_program_of_the_page_does_what_it_says(tmp_path: Path) -> None:
    code = re.findall(r"<!-- example: footage\.py -->\n```python\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)[0]
    film(tmp_path / "clip.mp4", seconds=3, mux=FAST_START)
    (tmp_path / "footage.py").write_text(code, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "footage.py"], cwd=tmp_path, capture_output=True, text=True, check=False, env=dict(os.environ)
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["as it is", "60 15 0 no decoder errors"]
    assert (tmp_path / "part.mp4").is_file()
    assert (tmp_path / "part.wav").stat().st_size == 44 + 48_000 * 4
