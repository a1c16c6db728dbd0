"""The kit of an episode: what may leave goes in, and the person is told of the rest."""

from pathlib import Path

import pytest

from packing import deliverable
from reelhouse.cli.showing import show_episode
from reelhouse.config import Settings
from reelhouse.model.artifact import Kind
from reelhouse.model.deliverable import Deliverable
from reelhouse.model.quality import Level
from reelhouse.model.release import Words
from reelhouse.operations.episode import Episode, KitMade, Status
from reelhouse.operations.kit import make_kit
from reelhouse.storage import Store, open_store


def kept(store: Store, folder: Path, name: str, rendition: str, level: Level = Level.OK, part: int = 1) -> Deliverable:
    """A deliverable whose files are in the store."""
    made = deliverable(folder, name, rendition=rendition, level=level)
    files = {path.name.removeprefix(f"{name}-"): path for path in folder.glob(f"{name}-*.*")}

    def put(kind: str) -> dict[str, object]:
        return {"artifact": store.artifacts.put(files[kind], Kind.SIDECAR, move=False)}

    sidecars = [
        one.model_copy(update=put(f"{one.kind}.{'jpg' if one.kind == 'contact' else one.kind}"))
        for one in made.sidecars
    ]
    return made.model_copy(
        update={
            "video": put("video.mp4")["artifact"],
            "thumbnail": put("thumbnail.jpg")["artifact"],
            "sidecars": tuple(sidecars),
            "words": Words(title="A key", description="d", tags=("key",), language="en", part=part, parts=2),
        }
    )


def test_sizes_of_a_part_share_a_folder_and_what_was_held_stays_out(tmp_path: Path) -> None:
    names = [("a-key-part-1", "portrait"), ("a-key-part-1-draft", "draft"), ("a-key-part-2", "portrait")]
    levels = [Level.OK, Level.WARN, Level.FAIL]
    with open_store(Settings(home=tmp_path / "home")) as store:
        made = [
            (kept(store, tmp_path / "made", name, rendition, level, part=int(name.split("-")[3])), name)
            for (name, rendition), level in zip(names, levels, strict=True)
        ]
        kit = make_kit(made, tmp_path / "out", store.artifacts)
    assert kit.folder == str(tmp_path / "out" / "a-key-kit")
    assert kit.held == ("a-key-part-2",)
    found = {path.relative_to(kit.folder).as_posix() for path in Path(kit.folder).rglob("*.*")}
    assert {"part-1/a-key-part-1.mp4", "part-1/a-key-part-1-draft.mp4", "part-1/title.txt"} <= found
    assert not [name for name in found if "part-2" in name]
    page = (Path(kit.folder) / "index.html").read_text()
    assert page.index("a-key-part-1.mp4") < page.index("a-key-part-1-draft.mp4")


def test_an_episode_that_was_held_has_no_kit_and_leaves_the_one_before(tmp_path: Path) -> None:
    with open_store(Settings(home=tmp_path / "home")) as store:
        good = kept(store, tmp_path / "made", "a-key", "portrait")
        bad = kept(store, tmp_path / "made", "a-key", "portrait", Level.FAIL)
        assert make_kit([(bad, "a-key")], tmp_path / "out", store.artifacts) == KitMade(held=("a-key",))
        assert not (tmp_path / "out").exists()
        made = make_kit([(good.model_copy(update={"words": None}), "a-key")], tmp_path / "out", store.artifacts)
        before = (tmp_path / "out" / "a-key-kit.zip").read_bytes()
        assert make_kit([(bad, "a-key")], tmp_path / "out", store.artifacts).folder == ""
    assert (tmp_path / "out" / "a-key-kit.zip").read_bytes() == before
    assert (Path(made.folder) / "title.txt").read_text() == "A key\n"


@pytest.mark.parametrize(
    ("kit", "said"),
    [
        (KitMade(folder="out/a-kit", archive="out/a-kit.zip"), "out/a-kit/index.html"),
        (KitMade(folder="out/a-kit", archive="z", kept=("title.txt",)), "title.txt is yours and was kept"),
        (KitMade(held=("a-key",)), "No publish kit"),
        (KitMade(held=("a-key",)), "a-key was held back"),
    ],
)
def test_a_person_is_told_where_it_is_and_what_is_not_in_it(
    kit: KitMade, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    episode = Episode(episode="e", recipe="stories", status=Status.DONE, deliverables=(), steps=(), kit=kit)
    show_episode(episode)
    assert said in capsys.readouterr().out
    assert episode.printed()["kit"]["held"] == list(kit.held)
    assert "kit" not in episode.model_copy(update={"kit": None}).printed()
