"""Finding spoken words that can be exchanged: one whose line keeps its slot, and one whose line does not."""

from __future__ import annotations

from itertools import islice

from bench.desk import Desk, script_of
from bench.edits import candidates, replace_word
from reelhouse.edit.schedule import Schedule, schedule
from reelhouse.errors import ReelhouseError
from reelhouse.model.script import Script
from reelhouse.production.caption import RATE

#: Exchanges that are tried.
TRIES = 30


def find_words(desk: Desk) -> dict[str, object]:
    """Try exchanges until there is one of each kind: `keeps` and `changes`, each line, old and new word.

    Raises:
        ValueError: None of one kind was found.
    """
    script = script_of(desk)
    # One voice for everything: a line that it cannot say well is no candidate, instead of another voice's.
    voice = desk.brief.voice.partition("|")[0].strip()
    before = schedule(script, desk.show.narrate([script], voice=voice)[0], RATE)
    found: dict[str, object] = {}
    for line, old, new in islice(candidates(script), TRIES):
        after = _scheduled(desk, replace_word(script, line, old, new), voice)
        if after is not None:
            found.setdefault("keeps" if _slots(after) == _slots(before) else "changes", [line, old, new])
        if len(found) == 2:
            return found
    raise ValueError(f"only found {sorted(found) or 'nothing'} among {TRIES} exchanged words")


def _scheduled(desk: Desk, script: Script, voice: str) -> Schedule | None:
    try:
        return schedule(script, desk.show.narrate([script], voice=voice)[0], RATE)
    except ReelhouseError:
        return None


def _slots(plan: Schedule) -> list[tuple[int, int]]:
    return [(line.slot.start, line.slot.duration) for scene in plan.scenes for line in scene.lines]
