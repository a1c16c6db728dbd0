"""A person at the desk: one thing after the other, by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from reelhouse.cli.changing import Wishes, asked, edit_document, is_terminal
from reelhouse.cli.deciding import make_here
from reelhouse.cli.desk_telling import tell_answers, tell_look, tell_unclear
from reelhouse.cli.keyboard import read_key, read_line
from reelhouse.cli.streams import harmless, print_text, showing, tell
from reelhouse.config import Settings
from reelhouse.errors import ReelhouseError, Waiting
from reelhouse.operations.desk import VERDICTS, Answer, answer, list_desk, list_unclear, look_at
from reelhouse.operations.laid import Laid

HELP = "a approve   r reject   e edit   t whole text   n next   p previous   m make what you approved   q quit"


@dataclass
class Seat:
    """Where a person is on the desk, and what was approved from here."""

    settings: Settings
    who: str
    laid: list[Laid]
    at: int = 0
    approved: list[str] = field(default_factory=list)

    @property
    def here(self) -> Laid:
        """What lies before the person."""
        return self.laid[self.at]

    def refresh(self) -> None:
        """Look what waits now; others decide too."""
        self.laid = list(list_desk(self.settings))
        self.at = min(self.at, max(0, len(self.laid) - 1))

    def show(self, *, whole: bool = False) -> None:
        """Show what lies before the person."""
        look = look_at(self.settings, self.here.key)
        with showing():
            tell_look(look, f"{self.at + 1} of {len(self.laid)}", whole=whole)
        print_text(f"  {HELP}")


def sit(settings: Settings, who: str) -> int:
    """Go through what waits until nothing does, or the person has enough; returns the exit code."""
    seat = Seat(settings, who, list(list_desk(settings)))
    key = "n" if seat.laid else "q"
    if seat.laid:
        _do(seat, Seat.show)
    while seat.laid and key != "q":
        key = read_key().casefold()
        deed = _DEEDS.get(key)
        if deed is not None:
            _do(seat, deed)
        if deed is not _text and seat.laid and key != "q":
            _do(seat, Seat.show)
    _tell_rest(seat)
    _offer(seat)
    return 0


def _tell_rest(seat: Seat) -> None:
    """What no key answers; or that nothing is left."""
    unclear = list_unclear(seat.settings)
    with showing():
        tell_unclear(unclear)
    if not (seat.laid or unclear):
        print_text("Nothing waits for you.")


def _do(seat: Seat, deed: Callable[[Seat], None]) -> None:
    """Do what a key says; what goes wrong is told, and the desk looked at anew."""
    try:
        deed(seat)
    except ReelhouseError as error:
        _explain(error)
        seat.refresh()


def _offer(seat: Seat) -> None:
    """What was approved can be made before the person leaves."""
    if seat.approved:
        print_text(f"Approved, and to be made: {', '.join(dict.fromkeys(seat.approved))}")
        if is_terminal() and asked("Make it now?"):
            _make(seat)


def _approve(seat: Seat) -> None:
    done = _answer(seat, "approve", "")
    if done.laid.state == VERDICTS["approve"] and not done.going_on:
        seat.approved.append(done.laid.episode)


def _reject(seat: Seat) -> None:
    tell("Why? (Enter for no reason) ")
    _answer(seat, "reject", read_line())


def _answer(seat: Seat, verdict: str, note: str) -> Answer:
    (done,) = answer(seat.settings, [seat.here.key], VERDICTS[verdict], seat.who, note=note)
    with showing():
        tell_answers([done])
    seat.refresh()
    return done


def _edit(seat: Seat) -> None:
    """The script in an editor; what comes of it is asked about anew."""
    wishes = Wishes(dry_run=False, yes=not is_terminal(), who=seat.who, out=None, as_json=False, quiet=False)
    try:
        edit_document(seat.settings, (seat.here.episode, "script", None), None, wishes)
    except Waiting as error:
        _explain(error)
    seat.refresh()


def _make(seat: Seat) -> None:
    names, seat.approved = list(dict.fromkeys(seat.approved)), []
    for name in names:
        make_here(seat.settings, name, quiet=False)
    seat.refresh()


def _text(seat: Seat) -> None:
    seat.show(whole=True)


def _next(seat: Seat) -> None:
    seat.at = min(seat.at + 1, len(seat.laid) - 1)


def _previous(seat: Seat) -> None:
    seat.at = max(seat.at - 1, 0)


def _explain(error: ReelhouseError) -> None:
    tell(f"reelhouse: {harmless(error.message)}\n" + (f"  {harmless(error.remedy)}\n" if error.remedy else ""))


_DEEDS: Mapping[str, Callable[[Seat], None]] = {
    "a": _approve,
    "r": _reject,
    "e": _edit,
    "t": _text,
    "m": _make,
    "n": _next,
    "j": _next,
    "p": _previous,
    "k": _previous,
}
