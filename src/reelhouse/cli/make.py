"""`reelhouse make RECIPE [INPUT]`: one command for each recipe, its keys from the recipe's brief."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from reelhouse.operations.catalogue import describe_recipe, recipe_choices, recipe_names

Input = Annotated[
    str | None, typer.Argument(metavar="INPUT", help="A text or Markdown file, - for standard input, or demo.")
]
Set = Annotated[list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="Choose a key; may be repeated.")]
Out = Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the finished files go.")]
Refresh = Annotated[bool, typer.Option("--refresh", help="Make everything again, without what is kept.")]
From = Annotated[str | None, typer.Option("--from", metavar="STEP", help="Make this step and all after it again.")]
Kit = Annotated[bool, typer.Option("--kit", help="Also write a publish kit: a folder and a zip to post from.")]
To = Annotated[
    list[str] | None,
    typer.Option("--to", metavar="DESTINATION", help="Also post it there: NAME or NAME:ACCOUNT; may be repeated."),
]
Timeline = Annotated[
    list[Path] | None,
    typer.Option("--timeline", metavar="FILE", help="Use an edited timeline (.otio); may be repeated, one a part."),
]
Media = Annotated[
    list[Path] | None,
    typer.Option("--media", metavar="DIR", help="A folder whose files an edited timeline may use; may be repeated."),
]
Export = Annotated[
    list[str] | None,
    typer.Option("--export", metavar="FORMAT", help="Also write the timeline: otio, fcpxml or edl; may be repeated."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object on standard output.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")]

app = typer.Typer(help="Make a video with one of the recipes.", no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def _group() -> None:
    """Make a video with one of the recipes."""


class _WithKeys(TyperCommand):
    """A command whose help ends with the keys of its recipe's brief."""

    def format_epilog(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - the framework's signature
        rows = [
            (choice.name, f"{choice.description}. {choice.kind}; default: {choice.default or 'empty'}")
            for choice in recipe_choices(str(self.name))
        ]
        with formatter.section("Keys of --set"):
            formatter.write_dl(rows)


def _command(name: str) -> Callable[..., int]:
    def make(
        source: Input = None,
        choose: Set = None,
        out: Out = Path("out"),
        refresh: Refresh = False,
        start: From = None,
        kit: Kit = False,
        to: To = None,
        timeline: Timeline = None,
        media: Media = None,
        export: Export = None,
        as_json: AsJson = False,
        quiet: Quiet = False,
    ) -> int:
        from reelhouse.cli.running import produce

        return produce(
            name,
            source,
            choose or [],
            out,
            refresh=refresh,
            start=start,
            kit=kit,
            to=to or [],
            as_json=as_json,
            quiet=quiet,
            editing=(timeline or [], media or [], export or []),
        )

    return make


for _name in recipe_names():
    app.command(_name, help=describe_recipe(_name), cls=_WithKeys)(_command(_name))
