"""How the desk looks in a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from reelhouse.cli.streams import harmless
from reelhouse.cli.terminal import Terminal
from reelhouse.operations.desk import Answer, Look, Watched
from reelhouse.operations.laid import Laid

#: Lines of a script that are shown at once; the rest is one key away.
AT_ONCE = 16


def tell_desk(found: Sequence[Laid]) -> None:
    """One line for everything that waits for approval."""
    console = Terminal(wrap=False)
    if not found:
        return
    table = Table.grid(padding=(0, 2))
    for one in found:
        title = harmless(one.title)
        table.add_row(Text(one.episode, "bold"), one.gate, f"since {_minute(one.asked)}", _due(one), title)
    console.print(table)
    console.print("Approve with `reelhouse desk approve EPISODE`, reject with `reelhouse desk reject EPISODE`.")


def tell_unclear(found: Sequence[Laid]) -> None:
    """What may be posted or not: where to look, since when, why, and how to say what there is."""
    if not found:
        return
    console = Terminal(wrap=False)
    for one in found:
        place = Text(f"{harmless(one.destination)}  unclear", "bold yellow")
        since = f"since {_minute(one.asked)}  part {one.part}  {harmless(one.title)}"
        console.print(Text.assemble((one.episode, "bold"), f"  {one.gate}  ", place, f"  {since}"))
        console.print(f"  {harmless(one.note)}", style="yellow")
    console.print(
        "Look there, then say `reelhouse releases posted EPISODE DESTINATION ADDRESS`, or, if it is not there,"
        " `reelhouse releases again EPISODE DESTINATION`."
    )


def tell_answers(answers: Sequence[Answer]) -> None:
    """What came of every answer, and what goes on from there."""
    console = Terminal(wrap=False)
    for answer in answers:
        laid = answer.laid
        note = f": {harmless(laid.note)}" if laid.note else ""
        before = "" if answer.first else f" before, by {harmless(laid.who)}" if laid.who else " before"
        state = Text(f"{laid.state}{before}", "green" if laid.state == "approved" else "bold red")
        onwards = "; a worker goes on with it" if answer.going_on else ""
        console.print(Text.assemble((laid.episode, "bold"), f"  {laid.gate}  ", state, note, onwards))


def tell_next(episodes: Sequence[str]) -> None:
    """How approved episodes go on."""
    if episodes:
        named = " ".join(episodes) if len(episodes) < 4 else "EPISODE"
        Terminal(wrap=False).print(f"To make it now: `reelhouse desk approve {named} --make`", style="dim")


def tell_look(look: Look, place: str, *, whole: bool = False) -> None:
    """One thing on the desk: what it is, since when, and what there is to see of it."""
    console = Terminal(wrap=False)
    laid = look.laid
    console.print()
    console.print(Text.assemble((harmless(laid.title), "bold"), f"  {laid.gate}  {place}"))
    since = f"  {laid.episode}  since {_minute(laid.asked)}  "
    console.print(Text.assemble((since, "dim"), _due(laid)))
    shown = look.lines if whole else look.lines[:AT_ONCE]
    if shown:
        _tell_lines(console, shown, several=bool(look.lines) and look.lines[-1][0] > 1)
    if len(shown) < len(look.lines):
        console.print(f"  ... and {len(look.lines) - len(shown)} more lines: t shows all", style="dim")
    for video in look.videos:
        _tell_video(console, video, whole=whole)


def _tell_lines(console: Terminal, lines: Sequence[tuple[int, str, str]], *, several: bool) -> None:
    table = Table.grid(padding=(0, 2))
    for part, at, text in lines:
        place = f"part {part}  {at}" if several else at
        table.add_row(Text(f"  {harmless(place)}", "dim"), harmless(text))
    console.print(table)


def _tell_video(console: Terminal, video: Watched, *, whole: bool) -> None:
    verdict = Text("passed", "green") if video.passed else Text("failed its quality report", "bold red")
    console.print(Text.assemble(f"  {harmless(video.title)}  {video.rendition}, {video.seconds:.1f} s  ", verdict))
    console.print(f"  {harmless(video.path) or '(its file was let go of: make the episode again to see it)'}")
    for finding in video.findings:
        console.print(f"    {finding.level}  {harmless(finding.message)}", style="yellow")
    if whole and video.words:
        for line in video.words.description.splitlines():
            console.print(f"    {harmless(line)}")
        console.print(f"    {harmless(' '.join(f'#{tag}' for tag in video.words.tags))}", style="dim")


def _due(one: Laid) -> Text:
    if not one.due:
        return Text("")
    return Text(f"overdue since {_minute(one.due)}", "bold red") if one.overdue else Text(f"until {_minute(one.due)}")


def _minute(moment: str) -> str:
    return moment[:16].replace("T", " ")
