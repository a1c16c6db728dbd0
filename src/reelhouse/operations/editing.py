"""The editor's round trip: edited timelines come in, bundles for editing programs go out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from reelhouse.edit.exchange.formats import FORMATS, check_installed, compose
from reelhouse.edit.exchange.read import LARGEST
from reelhouse.errors import PathNotFound, UnknownName, UsageError
from reelhouse.operations.given import read_given
from reelhouse.operations.output import export, write_text
from reelhouse.production.bundle import Bundle
from reelhouse.production.edits import Edit, Edits, edits_of

#: Where a bundle lies: a folder beside its video, named after it.
FOLDER = "{}-timeline"


def check_formats(forms: Iterable[str]) -> None:
    """Refuse formats that do not exist, or that nothing here can write.

    Raises:
        UnknownName: There is no such format.
        ProviderNotInstalled: The extra that writes it is missing.
    """
    for form in forms:
        if form not in FORMATS:
            raise UnknownName("format", form, FORMATS, where="--export")
        check_installed(form)


def read_edits(timelines: Sequence[Path], media: Sequence[Path]) -> Edits:
    """Edited timelines; each may use the files of its own folder, and of `media`.

    Raises:
        PathNotFound: A timeline or a folder does not exist.
        UnreadableText: A timeline cannot be read, or is no JSON.
        UsageError: Two of them are the same part.
    """
    for folder in media:
        if not folder.is_dir():
            raise PathNotFound("there is no such folder", where=f"--media {folder}", remedy="Give a folder with media")
    return edits_of([Edit(str(path), _read(path), (path.absolute().parent, *media)) for path in timelines])


def demand_other_names(timelines: Iterable[Path], forms: Iterable[str], out: Path) -> None:
    """Refuse to write an export over an edit that came in.

    Raises:
        UsageError: One of the timelines has the name and the place of an export.
    """
    names = {f"timeline.{form}" for form in forms}
    for path in timelines:
        if path.name in names and path.resolve().parent.parent == out.resolve():
            raise UsageError(
                "the export would write over this edit",
                where=str(path),
                remedy="Save the edit under another name, or give another folder with --out",
            )


def write_bundle(bundle: Bundle, forms: Iterable[str], folder: Path) -> tuple[Path, ...]:
    """Write a part for editing programs into a folder: its media, and its timeline in every format.

    What else lies in the folder is left alone.

    Raises:
        DiskFull: There is no room.
        NotWritable: The folder refuses.
    """
    targets = {form: folder / f"timeline.{form}" for form in dict.fromkeys(forms)}
    for name, source in bundle.files.items():
        target = folder / name
        # Its name holds its hash: a file of the same size is the same file.
        if not target.is_file() or target.stat().st_size != source.stat().st_size:
            export((source, target))
    for form, target in targets.items():
        write_text(compose(bundle.document, form, bundle.rate), target)
    return tuple(targets.values())


def _read(path: Path) -> bytes:
    return read_given(path, LARGEST, missing="there is no such timeline", remedy="Give a timeline as an .otio file")
