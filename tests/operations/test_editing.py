"""Edited timelines coming in and bundles going out: names, folders, and what is refused before any work."""

import json
from pathlib import Path

import pytest

from reelhouse.edit.exchange.cut import Cut
from reelhouse.edit.exchange.write import write_cut
from reelhouse.errors import PathNotFound, UnknownName, UnreadableText, UsageError
from reelhouse.model.time import Rate
from reelhouse.operations.editing import check_formats, demand_other_names, read_edits, write_bundle
from reelhouse.production.bundle import Bundle
from timelines import small


def timeline(folder: Path, name: str, part: int = 1) -> Path:
    path = folder / name
    path.write_text(json.dumps(write_cut(Cut(timeline=small(), part=part), {})))
    return path


def test_edits_are_known_by_their_part_and_may_use_their_own_folder(tmp_path: Path) -> None:
    more = tmp_path / "more"
    more.mkdir()
    edits = read_edits([timeline(tmp_path, "b.otio", 2), timeline(tmp_path, "a.otio")], [more])
    assert sorted(edits.by_part) == [1, 2]
    assert edits.by_part[2].name.endswith("b.otio")
    assert edits.by_part[1].folders == (tmp_path, more)
    edits.demand(2)
    with pytest.raises(UsageError, match="this is part 2, and the story has 1") as caught:
        edits.demand(1)
    assert caught.value.where.endswith("b.otio")


def test_one_part_has_one_edit(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="this is part 1, and so is"):
        read_edits([timeline(tmp_path, "a.otio"), timeline(tmp_path, "b.otio")], [])


def test_what_is_not_there_or_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(PathNotFound, match="no such timeline"):
        read_edits([tmp_path / "none.otio"], [])
    with pytest.raises(UnreadableText, match="directory"):
        read_edits([tmp_path], [])
    with pytest.raises(PathNotFound, match="no such folder") as caught:
        read_edits([], [tmp_path / "none"])
    assert caught.value.where.startswith("--media")


def test_a_format_that_nobody_writes_is_refused() -> None:
    check_formats(["otio"])
    with pytest.raises(UnknownName, match="no format 'otoi'") as caught:
        check_formats(["otoi"])
    assert "'otio'" in caught.value.remedy


def test_an_export_never_writes_over_an_edit(tmp_path: Path) -> None:
    edit = tmp_path / "a-key-timeline" / "timeline.otio"
    with pytest.raises(UsageError, match="write over this edit"):
        demand_other_names([edit], ["otio"], tmp_path)
    demand_other_names([edit], ["edl"], tmp_path)
    demand_other_names([edit.with_name("mine.otio")], ["otio"], tmp_path)
    demand_other_names([edit], ["otio"], tmp_path / "elsewhere")


def test_a_bundle_is_its_timeline_and_its_files_and_leaves_others_alone(tmp_path: Path) -> None:
    source = tmp_path / "loop.mp4"
    source.write_bytes(b"frames")
    document = write_cut(Cut(timeline=small()), {})
    bundle = Bundle(slug="a-key", document=document, rate=Rate(num=30), files={"media/loop.mp4": source})
    folder = tmp_path / "out" / "a-key-timeline"
    folder.mkdir(parents=True)
    (folder / "mine.otio").write_text("mine")
    (folder / "timeline.otio").write_text("before")

    assert write_bundle(bundle, ["otio", "otio"], folder) == (folder / "timeline.otio",)

    assert json.loads((folder / "timeline.otio").read_text()) == document
    assert (folder / "media" / "loop.mp4").read_bytes() == b"frames"
    assert (folder / "mine.otio").read_text() == "mine"
    (folder / "media" / "loop.mp4").write_bytes(b"cut")
    write_bundle(bundle, ["otio"], folder)
    assert (folder / "media" / "loop.mp4").read_bytes() == b"frames"
