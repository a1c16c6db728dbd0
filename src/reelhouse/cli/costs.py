"""`reelhouse costs`: what was spent, and what was made."""

from __future__ import annotations

import os
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from reelhouse.cli.make import AsJson
from reelhouse.cli.streams import harmless, print_json, showing

if TYPE_CHECKING:
    from reelhouse.operations.costs import Cost, Costs, Counted


class What(StrEnum):
    """What costs are added up by."""

    DAY = "day"
    SHOW = "show"
    SERVICE = "service"
    EPISODE = "episode"


By = Annotated[What, typer.Option("--by", metavar="WHAT", help="Add up by day, show, service or episode.")]
Since = Annotated[str, typer.Option("--since", metavar="DATE", help="Only from this day on (in UTC): 2026-01-31.")]


def costs(by: By = What.DAY, since: Since = "", as_json: AsJson = False) -> None:
    """Show what was spent and what was made, and what the budgets have left."""
    from reelhouse.config.settings import load_settings
    from reelhouse.operations.costs import costs as add_up

    found = add_up(load_settings(os.environ), by.value, since)
    if as_json:
        print_json(found.printed())
        return
    with showing():
        _tell(found)


def _tell(found: Costs) -> None:
    from rich.table import Table
    from rich.text import Text

    from reelhouse.cli.terminal import Terminal

    console = Terminal(wrap=False)
    if not found.rows:
        console.print("Nothing was made yet." if not found.since else f"Nothing was made since {found.since}.")
    table = Table.grid(padding=(0, 2))
    for row in found.rows:
        table.add_row(_name(row), Text(_dollars(row.cost_usd), "bold"), _counted(row, found.by))
    if len(found.rows) > 1:
        table.add_row("in all", Text(_dollars(found.cost_usd), "bold"))
    console.print(table)
    if found.reserved_usd:
        console.print(f"Set aside for calls that go on now: {_dollars(found.reserved_usd)}.")
    if found.assumed_usd:
        told = f"{_dollars(found.assumed_usd)} of it was set aside for calls that were cut short or failed."
        console.print(f"{told} It counts as spent: they may have been billed.", style="yellow")
    for one in found.budgets:
        left = (
            f"{_dollars(one.left_usd)} of {_dollars(one.limit_usd)} left until {one.frees[:16].replace('T', ' ')} UTC"
        )
        console.print(f"Budget for {harmless(one.budget)}: {left}.")


def _name(row: Cost) -> str:
    name = harmless(row.name) or "no episode"
    return f"{name}  {harmless(row.title)}" if row.title else name


def _counted(row: Cost, by: str) -> str:
    """`piper 1,234 characters, 95.2 s; encoder 60.0 s`."""
    services: dict[str, list[str]] = {}
    for one in row.counted:
        services.setdefault(one.service, []).append(_amount(one))
    return "; ".join(
        ", ".join(amounts) if by == What.SERVICE else f"{harmless(service)} {', '.join(amounts)}"
        for service, amounts in services.items()
    )


def _amount(one: Counted) -> str:
    if one.unit == "millisecond":
        return f"{one.quantity / 1000:,.1f} s"
    return f"{one.quantity:,} {one.unit}{'' if one.quantity == 1 else 's'}"


def _dollars(amount: float) -> str:
    from reelhouse.model.money import parse_dollars, readable_dollars

    return readable_dollars(parse_dollars(f"{amount:.6f}"))
