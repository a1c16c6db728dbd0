"""What is measured: one action of a production, in a process of its own.

```sh
REELHOUSE_HOME=/tmp/home python -m bench.act produce --story demo --rendition draft
```
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

from bench import desk as at
from bench.desk import Desk, Edit, Told, open_desk
from bench.rendering import judge, render, shoot_all, write_ready
from bench.shown import write_shown
from bench.words import find_words
from reelhouse.production.chunks import RENDER

Action = Callable[[Desk, argparse.Namespace], dict[str, object]]


def produce(desk: Desk, _: argparse.Namespace) -> dict[str, object]:
    """Everything from the story to the checked file; what stands in the home folder is not made again."""
    videos = at.produce(desk)
    records = desk.shop.steps.records
    made = sum(not record.cached for record in records)
    chunks = [record.cached for record in records if record.name == RENDER]
    passed = all(video.quality.passed for video in videos)
    return {
        "frames": videos[0].frames,
        "made": made,
        "steps": len(records),
        "chunks": len(chunks),
        "found": sum(chunks),
        "passed": passed,
    }


def speak(desk: Desk, _: argparse.Namespace) -> dict[str, object]:
    """What is heard, and nothing of what is seen."""
    return {"lines": len(at.speak(desk).lines)}


ACTIONS: dict[str, Action] = {
    "produce": produce,
    "speak": speak,
    "render": lambda desk, chosen: render(desk, chosen.into),
    "shoot": lambda desk, _: shoot_all(desk),
    "judge": lambda desk, _: judge(desk),
    "ready": lambda desk, chosen: write_ready(desk, chosen.into),
    "words": lambda desk, _: find_words(desk),
    "shown": lambda desk, chosen: write_shown(desk, chosen.into),
}


def main(arguments: list[str]) -> None:
    """Do one action and print what came of it as JSON."""
    chosen = _parser().parse_args(arguments)
    edit = Edit(misspell=chosen.misspell, word=tuple(chosen.word) if chosen.word else None, seconds=chosen.seconds)
    told = Told(chosen.story, chosen.rendition, chosen.footage)
    with open_desk(os.environ, told, edit, again=chosen.again, anew=chosen.anew, workers=chosen.workers) as desk:
        said = ACTIONS[chosen.action](desk, chosen)
    sys.stdout.write(json.dumps(said) + "\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.act", description=__doc__)
    parser.add_argument("action", choices=sorted(ACTIONS))
    parser.add_argument("--story", default="demo", help="a text file, or demo")
    parser.add_argument("--rendition", default="portrait", help="one, or several with commas between them")
    parser.add_argument("--footage", default="", metavar="DIR", help="clips and pictures instead of drawn backgrounds")
    anew = parser.add_mutually_exclusive_group()
    anew.add_argument("--again", metavar="STEP", help="make this step and all that are first met after it again")
    anew.add_argument("--anew", metavar="STEP", action="append", default=[], help="make only this step again, or these")
    parser.add_argument("--misspell", type=float, metavar="SHARE", help="misspell the caption at this share of all")
    parser.add_argument("--word", nargs=3, metavar=("LINE", "OLD", "NEW"), help="say another word in a line")
    parser.add_argument("--seconds", type=int, help="tell the story again and again until it is so long")
    parser.add_argument("--workers", type=int, help="how many things are done at once")
    parser.add_argument("--into", type=Path, help="the file or the folder that is written")
    return parser


if __name__ == "__main__":
    main(sys.argv[1:])
