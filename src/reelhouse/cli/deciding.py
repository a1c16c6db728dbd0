"""Answers given on the command line, for one episode or for many, and making what was approved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reelhouse.cli.changing import login
from reelhouse.cli.desk_telling import tell_answers, tell_next
from reelhouse.cli.progress import Board
from reelhouse.cli.running import stopping_on_signals
from reelhouse.cli.showing import show_episode
from reelhouse.cli.streams import harmless, print_json, print_text, showing, tell
from reelhouse.config import Settings
from reelhouse.errors import ReelhouseError, UsageError
from reelhouse.model.approval import GateName
from reelhouse.operations.desk import VERDICTS, Answer, answer, ask_again, choose_laid
from reelhouse.operations.episode import Episode, failed
from reelhouse.operations.proposals import remake


@dataclass(frozen=True)
class Meant:
    """What a person named; no names are everything."""

    names: tuple[str, ...]
    gate: GateName | None


def meant(names: Sequence[str], gate: GateName | None, *, everything: bool) -> Meant:
    """What is to be answered.

    Raises:
        UsageError: Nothing was named, or both names and everything.
    """
    if everything == bool(names):
        raise UsageError(
            "everything and some of it cannot both be meant" if names else "nothing was named",
            where="--all" if names else "EPISODE",
            remedy="Name the episodes, or give --all alone for everything that waits",
        )
    return Meant(tuple(names), gate)


def decide(
    settings: Settings,
    wanted: Meant,
    verdict: str,
    note: str,
    who: str,
    *,
    make: bool,
    as_json: bool,
    quiet: bool,
) -> int:
    """Give the same answer to everything that is meant, one after the other; returns the exit code."""
    found = choose_laid(settings, wanted.names, wanted.gate)
    answers = answer(settings, [one.key for one in found], VERDICTS[verdict], who or login(), note=note)
    if not (as_json or quiet):
        with showing():
            tell_answers(answers) if answers else print_text("Nothing waits for you.")
    approved = list(dict.fromkeys(one.laid.episode for one in answers if one.laid.state == "approved"))
    made = [make_here(settings, name, quiet=quiet or as_json) for name in approved] if make else []
    if as_json:
        results = [one.printed() for one, _ in made]
        print_json({"decided": [one.model_dump(mode="json") for one in answers], "results": results})
    elif not (make or quiet):
        with showing():
            tell_next(approved)
    return max((code for _, code in made), default=_refused(answers, verdict))


def reopen(settings: Settings, wanted: Meant, *, as_json: bool, quiet: bool) -> int:
    """Ask again what was rejected; returns the exit code."""
    answers = [ask_again(settings, one.key) for one in choose_laid(settings, wanted.names, wanted.gate)]
    if as_json:
        print_json({"reopened": [one.model_dump(mode="json") for one in answers]})
    elif not quiet:
        for one in answers:
            told = "lies on the desk again" if one.first else f"is {one.laid.state}: nothing was rejected"
            print_text(f"{one.laid.episode}  {one.laid.gate}  {told}")
    return 0


def make_here(settings: Settings, name: str, *, quiet: bool) -> tuple[Episode, int]:
    """Make an episode of the register now; an error is told, and leaves the others be."""
    board = Board(quiet=quiet)
    try:
        with stopping_on_signals() as stop, board:
            episode = remake(settings, name, watch=board, stop=stop)
    except ReelhouseError as error:
        tell(f"reelhouse: {harmless(str(error))}\n")
        recipe = name.rpartition("-")[0]  # an episode is named after it
        return failed(recipe, error, name, board.records), error.exit_code
    if not quiet:
        with showing():
            show_episode(episode)
    return episode, episode.exit_code


def _refused(answers: Sequence[Answer], verdict: str) -> int:
    """3 when somebody had decided otherwise: what the person wanted did not come about."""
    wanted = VERDICTS[verdict]
    return 3 if any(one.laid.state != wanted for one in answers) else 0
