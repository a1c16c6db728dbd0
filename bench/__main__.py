"""`python -m bench`: measure, show, and rewrite the table in docs/performance.md.

A study that fails says why in its rows, and the others go on.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.figures import Figure, number
from bench.machine import describe
from bench.place import ROOT, Place, say
from bench.studies import (
    caption,
    clone,
    cut,
    durable,
    idle,
    long,
    many,
    memory,
    mixed,
    peer,
    queue,
    render,
    renditions,
    start,
    steps,
    takeover,
    unchanged,
    word,
)
from bench.studies.base import Study
from bench.table import render as as_table
from bench.table import rewrite

#: In the order of the table; cheap ones first would be nicer to wait for, but a reader begins with the first video.
STUDIES = tuple(
    one.STUDY
    for one in (
        clone,
        render,
        caption,
        word,
        cut,
        unchanged,
        mixed,
        peer,
        renditions,
        memory,
        long,
        many,
        start,
        durable,
        steps,
        queue,
        takeover,
        idle,
    )
)
PAGE = ROOT / "docs" / "performance.md"
RESULTS = ROOT / "bench" / "results"


def main(arguments: Sequence[str]) -> int:
    """Measure; returns 1 when a study failed, for whatever reason, and 0 when all figures are there."""
    chosen = _parser().parse_args(arguments)
    studies = [study for study in STUDIES if not chosen.only or study.name in chosen.only]
    with TemporaryDirectory(prefix="reelhouse-bench-", ignore_cleanup_errors=True) as folder:
        place = Place(Path(folder), quick=chosen.quick, wanted=chosen.runs)
        figures = [figure for study in studies for figure in measure(study, place)]
    machine = describe(ROOT)
    _write_results(figures, machine, "quick" if chosen.quick else "full")
    if chosen.quick:
        say(as_table(figures, machine))
    else:
        rewrite(PAGE, figures, machine)
        say(f"written to {PAGE.relative_to(ROOT)}")
    return int(any(figure.failed for figure in figures))


def measure(study: Study, place: Place) -> Iterator[Figure]:
    """The figures of a study; those that it did not get to say why."""
    say(f"{study.name} ...")
    begun = time.monotonic()
    missing = {aim.what: aim for aim in study.aims}
    try:
        for figure in study.measure(place):
            missing.pop(figure.aim.what)
            say(f"  {figure.aim.what}: {number(figure.typical, figure.aim.unit)} {figure.aim.target}")
            yield figure
    except Exception as error:  # noqa: BLE001 - one failed study must not cost the results of the others
        reason = place.hidden(f"{type(error).__name__}: {error}")
        say(f"  failed: {reason}")
        yield from (Figure(aim, failed=reason) for aim in missing.values())
    say(f"{study.name}: {time.monotonic() - begun:.0f} s")


def _write_results(figures: Sequence[Figure], machine: str, name: str) -> None:
    RESULTS.mkdir(parents=True, exist_ok=True)
    content = {"machine": machine, "figures": [asdict(figure) | {"met": figure.met} for figure in figures]}
    text = json.dumps(content, indent=1, ensure_ascii=False)
    (RESULTS / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    names = [study.name for study in STUDIES]
    parser.add_argument("--only", action="append", choices=names, help="measure only this; may be repeated")
    parser.add_argument(
        "--runs", type=int, metavar="N", help="measure so often (usual: 5, or 3 for what takes minutes)"
    )
    parser.add_argument(
        "--quick", action="store_true", help="small rendition, short story, once; the page stays as it is"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
