"""Looking at footage: what each file holds, what is wrong with it, and what would be done with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, ClassVar

from reelhouse.errors import ReelhouseError
from reelhouse.media.footage.damage import Damage, look_for_damage
from reelhouse.media.footage.facts import Probe
from reelhouse.media.footage.need import need_of
from reelhouse.media.footage.probe import probe
from reelhouse.media.footage.wanted import Wanted
from reelhouse.model.base import Document, Value
from reelhouse.model.layout import PORTRAIT
from reelhouse.operations.episode import Problem

#: Lengths, and what they are called in JSON.
_KEYS = {"duration": "milliseconds", "longest_pause": "longest_pause_milliseconds"}


class Seen(Value):
    """One file: its facts and what it needs, or why it cannot be used; `damage` is None when nobody looked for it."""

    path: str
    probe: Probe | None = None
    reasons: tuple[str, ...] = ()
    damage: Damage | None = None
    error: Problem | None = None
    exit_code: int = 0


class Viewing(Document):
    """Every file that was asked for, in that order."""

    SCHEMA: ClassVar[str] = "reelhouse.probe/1"

    files: tuple[Seen, ...]

    @property
    def exit_code(self) -> int:
        """That of the first file that could not be read; 0 when all could."""
        return next((seen.exit_code for seen in self.files if seen.exit_code), 0)

    def printed(self) -> dict[str, Any]:
        """The object of `--json`."""
        return {"schema": self.SCHEMA, "files": [_printed(seen) for seen in self.files]}


def look_at(paths: Sequence[Path], *, deep: bool = False) -> Iterator[Seen]:
    """Look at one file after the other; one that cannot be read does not keep the others from being seen.

    Args:
        paths: The files.
        deep: Decode each of them wholly, to find where it is damaged.
    """
    for path in paths:
        try:
            yield _seen(path, deep=deep)
        except ReelhouseError as error:
            problem = Problem(message=error.message, where=error.where, remedy=error.remedy)
            yield Seen(path=str(path), error=problem, exit_code=error.exit_code)


def _seen(path: Path, *, deep: bool) -> Seen:
    found = probe(path)
    wanted = Wanted(rate=PORTRAIT.rate, size=(PORTRAIT.width, PORTRAIT.height))
    reasons = need_of(found, wanted).reasons if found.video else ()
    damage = look_for_damage(path, found) if deep else None
    return Seen(path=str(path), probe=found, reasons=reasons, damage=damage)


def _printed(seen: Seen) -> dict[str, Any]:
    printed: dict[str, Any] = {"path": seen.path}
    if seen.error:
        printed["error"] = seen.error.model_dump(mode="json")
    if seen.probe:
        printed |= _in_milliseconds(seen.probe.model_dump(mode="json")) | {"conform": list(seen.reasons)}
    if seen.damage:
        at = [round(time / 1000) for time in seen.damage.times]
        printed["damage"] = {"errors": seen.damage.errors, "at": at}
    return printed


def _in_milliseconds(facts: Any) -> Any:
    """Times as every document of ours has them; lengths say so in their names."""
    if isinstance(facts, list):
        return [_in_milliseconds(one) for one in facts]
    if not isinstance(facts, dict):
        return facts
    return {_KEYS.get(key, key): _in_milliseconds(_milliseconds(key, value)) for key, value in facts.items()}


def _milliseconds(key: str, value: Any) -> Any:
    return round(value / 1000) if key in {"start", "end", *_KEYS} else value
