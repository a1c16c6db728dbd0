"""`reelhouse styles`: how a video may look; `preview` draws one on a page."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from reelhouse.cli.make import AsJson
from reelhouse.cli.streams import harmless, print_json, print_text, tell
from reelhouse.model.layout import Shape

Ref = Annotated[str, typer.Argument(metavar="STYLE", help="A name, or the path of your own style's folder or file.")]
File = Annotated[Path, typer.Option("--out", metavar="FILE", help="The PNG to write.")]

InShape = Annotated[Shape, typer.Option("--shape", help="Shape of the frames.")]
Code = Annotated[str, typer.Option("--language", metavar="CODE", help="Language of the words on the page.")]

app = typer.Typer(help="List the styles, or draw one on a page.", invoke_without_command=True, rich_markup_mode=None)


@app.callback()
def styles(context: typer.Context, as_json: AsJson = False) -> None:
    """List the styles."""
    if context.invoked_subcommand is not None:
        return
    from reelhouse.operations.catalogue import all_styles

    found = all_styles()
    if as_json:
        print_json([style.model_dump(mode="json", exclude={"folder"}) for style in found])
        return
    for style in found:
        loops = ", ".join(background.loop for background in style.backgrounds)
        captions = f"captions: {style.captions.look}; music: {style.mood}; backgrounds: {loops}"
        print_text(f"{style.name:12} {style.description}\n{'':12} {captions}")


@app.command("preview")
def preview(
    style: Ref,
    out: File = Path("style.png"),
    shape: InShape = "portrait",
    language: Code = "en",
    as_json: AsJson = False,
) -> None:
    """Draw a style on a page: cards, captions, cover, colours and fonts."""
    from reelhouse.config.settings import load_settings
    from reelhouse.operations.preview import preview_style

    findings = preview_style(style, out, load_settings(os.environ), shape=shape, language=language)
    if as_json:
        print_json({"path": str(out), "findings": [finding.model_dump(mode="json") for finding in findings]})
        return
    for finding in findings:
        tell(f"{finding.level.value}  {harmless(finding.message)} ({harmless(finding.value)})\n")
    print_text(harmless(str(out)))
