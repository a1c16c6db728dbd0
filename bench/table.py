"""The table in docs/performance.md, between its two marks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bench.figures import Figure, number

START, END = "<!-- bench:start -->", "<!-- bench:end -->"
_HEAD = ("| what | measured | target | met | from to | runs | how |", "| --- | --- | --- | --- | --- | --- | --- |")
_EMPTY = f"# Performance\n\n{START}\n{END}\n"


def rewrite(page: Path, figures: Sequence[Figure], machine: str) -> None:
    """Put the figures into the page; rows that were not measured this time stay as they are.

    The page is made when it does not exist, and gets the marks at its end when it has none.
    """
    text = page.read_text(encoding="utf-8") if page.exists() else _EMPTY
    if START not in text or END not in text:
        text = f"{text.rstrip()}\n\n{START}\n{END}\n"
    before, _, rest = text.partition(START)
    old, _, after = rest.partition(END)
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(f"{before}{START}\n{render(figures, machine, old)}\n{END}{after}", encoding="utf-8")


def render(figures: Sequence[Figure], machine: str, old: str = "") -> str:
    """The table as Markdown; `old` is the table that it replaces."""
    rows = {_title(line): line for line in old.splitlines() if line.startswith("| ")}
    kept = [line for line in rows.values() if line not in _HEAD]
    fresh = {figure.aim.what: _row(figure) for figure in figures}
    lines = [fresh.pop(_title(line), line) for line in kept]
    return "\n".join(["", machine, "", *_HEAD, *lines, *fresh.values(), ""])


def _title(line: str) -> str:
    return line.split("|")[1].strip()


def _row(figure: Figure) -> str:
    aim = figure.aim
    if figure.failed:
        return _line(aim.what, f"failed: {figure.failed}", aim.target, "no", "", "", figure.how)
    low, high = (number(value, aim.unit) for value in (min(figure.values), max(figure.values)))
    met = {True: "yes", False: "no", None: ""}[figure.met]
    spread = f"{low} to {high}" if len(figure.values) > 1 else ""
    return _line(
        aim.what, number(figure.typical, aim.unit), aim.target, met, spread, str(len(figure.values)), figure.how
    )


def _line(*cells: str) -> str:
    return "| " + " | ".join(" ".join(cell.replace("|", "/").split()) for cell in cells) + " |"
