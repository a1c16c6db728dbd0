"""How results look in a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from reelhouse.cli.streams import harmless
from reelhouse.cli.terminal import Terminal
from reelhouse.media.disk import readable
from reelhouse.model.quality import Finding, Level, QualityReport
from reelhouse.operations.episode import Episode, KitMade, Sent, VideoMade
from reelhouse.operations.keeping import GivenOut
from reelhouse.storage.publications import Stage

STYLES = {Level.OK: "green", Level.WARN: "yellow", Level.FAIL: "bold red"}
STAGES = {Stage.READY: "", Stage.SENDING: "yellow", Stage.SENT: "green", Stage.UNCLEAR: "bold yellow"}


def show_episode(episode: Episode) -> None:
    """One readable summary: paths, sizes, seconds, quality."""
    console = Terminal(wrap=False)
    for video in episode.deliverables:
        _show_video(console, video)
    if episode.kit:
        _show_kit(console, episode.kit)
    for sent in episode.publications:
        show_sent(console, sent)
    for path in episode.timelines:
        console.print(f"  {harmless(path)}", style="dim")
    for edit in episode.edits:
        document = f"{edit.document}, part {edit.part}" if edit.part > 1 else edit.document
        carried = ", carried over to this text" if edit.carried_over else ""
        console.print(f"with the {document} of {harmless(edit.who)} (version {edit.version}{carried})", style="dim")
    made = sum(not step.cached for step in episode.steps)
    spent = sum(step.seconds for step in episode.steps if not step.cached)
    console.print(
        f"{made} steps made in {spent:.0f} s of work, {len(episode.steps) - made} kept from before", style="dim"
    )


def show_given(given: GivenOut) -> None:
    """Where the files of an episode went."""
    console = Terminal(wrap=False)
    for video in given.videos:
        _show_video(console, video)
    if given.kit:
        _show_kit(console, given.kit)


def show_report(report: QualityReport, name: str) -> None:
    """Every check with its level, value and limit."""
    console = Terminal()
    verdict = Text("passed", "bold green") if report.passed else Text("failed", "bold red")
    console.print(Text.assemble(harmless(name), "  ", verdict))
    table = Table.grid(padding=(0, 2))
    for finding in report.findings:
        table.add_row(Text(finding.level.value, STYLES[finding.level]), finding.check, finding.value, _words(finding))
    console.print(table)


def _show_video(console: Console, video: VideoMade) -> None:
    size = f"{video.width}x{video.height}, {video.seconds:.1f} s, {readable(video.bytes)}"
    verdict = Text("passed", "green") if video.quality.passed else Text("held back", "bold red")
    console.print(Text.assemble((harmless(video.title), "bold"), "  ", verdict))
    console.print(f"  {harmless(video.path)}  ({size})")
    for sidecar in video.sidecars:
        console.print(f"  {harmless(sidecar.path)}", style="dim")
    console.print(f"  {harmless(video.thumbnail)}", style="dim")
    for finding in video.quality.findings:
        if finding.level is not Level.OK:
            console.print(Text.assemble("  ", (finding.level.value, STYLES[finding.level]), f"  {_words(finding)}"))


def _show_kit(console: Console, kit: KitMade) -> None:
    """Where the kit is, whose words it left as they were, and what may not leave."""
    console.print(Text("Publish kit" if kit.folder else "No publish kit: nothing in it may leave yet", "bold"))
    if kit.folder:
        console.print(f"  {harmless(kit.folder)}/index.html")
        console.print(f"  {harmless(kit.archive)}", style="dim")
    for name in kit.kept:
        console.print(f"  {harmless(name)} is yours and was kept; delete it to have it written again", style="yellow")
    for name in kit.held:
        console.print(f"  {harmless(name)} was held back and is not in it", style="bold red")


def show_sent(console: Console, sent: Sent) -> None:
    """Where a part went, or how far it got."""
    edition = f", edition {sent.edition}" if sent.edition > 1 else ""
    head = f"{sent.title} at {sent.destination}{edition}"
    console.print(Text.assemble((harmless(head), "bold"), "  ", (sent.stage.value, STAGES[sent.stage])))
    if sent.place:
        console.print(f"  {harmless(sent.place)}")
    if sent.stage is Stage.UNCLEAR:
        console.print(
            f"  {harmless(sent.cause)}. Look there, then say `reelhouse releases posted` or `again`", style="yellow"
        )
    if sent.differs:
        console.print("  what is there was made before: it is not posted again", style="yellow")


def _words(finding: Finding) -> str:
    place = "" if finding.at is None else f" at {finding.at / 1000:.1f} s"
    return harmless(f"{finding.message}{place}")
