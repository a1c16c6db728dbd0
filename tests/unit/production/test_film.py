"""A folder of clips as the picture of a script: real files, real steps, a small size."""

import contextlib
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Self

import numpy as np
import pytest
from PIL import Image

from clips import CLIPS, counted, source
from films import X264, run_encoder
from made import narration_of, script_of
from reelhouse.config import Settings
from reelhouse.edit.assemble import Pictures, Score, assemble
from reelhouse.edit.choose import Shot
from reelhouse.edit.schedule import Schedule, schedule
from reelhouse.errors import ContentError, PathNotFound, ProgramFailed, UnreadableMedia
from reelhouse.media.footage.facts import Probe
from reelhouse.media.footage.probe import probe
from reelhouse.media.footage.wanted import Wanted
from reelhouse.media.packets import read_packets
from reelhouse.media.pixels import read_pictures
from reelhouse.model.layout import Rendition
from reelhouse.model.quality import Finding, Level
from reelhouse.model.script import Role, Script
from reelhouse.model.time import Rate, TimeRange
from reelhouse.model.timeline import TrackKind
from reelhouse.pictures.drift import Drift
from reelhouse.production import film as filming
from reelhouse.production import reel as reels
from reelhouse.production.film import NAMED, film
from reelhouse.production.material import find_footage
from reelhouse.production.reel import Reel
from reelhouse.production.steps import Steps
from reelhouse.production.workshop import Workshop
from reelhouse.storage import Store

RATE = Rate(num=30)
SMALL = Rendition(name="small", width=90, height=160, rate=RATE)
NOTHING = Pictures(backgrounds={}, cards={})


@pytest.fixture
def shop(store: Store, tmp_path: Path) -> Iterator[Workshop]:
    with Steps(store) as steps:
        yield Workshop(steps, store, Settings(home=tmp_path / "home", workers=1), "stories/test")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "clips"
    made.mkdir()
    return made


def plan_of(*texts: str, seconds: float = 3) -> Schedule:
    script: Script = script_of(*((f"s{n}", Role.STORY, 1) for n in range(len(texts))))
    scenes = tuple(
        scene.model_copy(update={"lines": (scene.lines[0].model_copy(update={"text": text, "shown": text}),)})
        for scene, text in zip(script.scenes, texts, strict=True)
    )
    script = script.model_copy(update={"scenes": scenes})
    return schedule(script, narration_of(script, {line.id: round(seconds * 48_000) for line in script.lines}), RATE)


def still(path: Path, colour: tuple[int, int, int] = (40, 90, 160)) -> None:
    rows, columns = np.mgrid[0:240, 0:200]
    picture = np.stack([(rows + columns + part) % 256 for part in colour], axis=2).astype(np.uint8)
    Image.fromarray(picture).save(path)


def shot(shop: Workshop, plan: Schedule, folder: Path) -> Pictures:
    clips = find_footage(str(folder))
    assert clips is not None
    return film(shop, "en", plan, NOTHING, clips, [SMALL])


def names(pictures: Pictures) -> list[list[str]]:
    return [[one.name for one in shots] for shots in pictures.shots.values()]


def made_now(shop: Workshop) -> list[str]:
    return [record.name for record in shop.steps.records if not record.cached]


def told(pictures: Pictures, check: str) -> list[Finding]:
    return [finding for finding in pictures.findings if finding.check == check]


def test_no_folder_is_no_footage() -> None:
    assert find_footage("") is None
    with pytest.raises(PathNotFound):
        find_footage("nowhere/at/all")


def test_every_scene_is_filled_with_pieces_of_the_right_length_and_shape(shop: Workshop, folder: Path) -> None:
    for name in ("r90.mp4", "jitter.mp4", "hlg.mp4"):
        CLIPS[name](folder / name)
    still(folder / "still.png")
    frames = [Image.new("RGB", (64, 48), colour) for colour in ("red", "green", "blue")]
    frames[0].save(folder / "moving.gif", save_all=True, append_images=frames[1:], duration=120)
    plan = plan_of("one", "two", "three", seconds=4)
    pictures = shot(shop, plan, folder)
    for scene in plan.scenes:
        at = 0
        for one in pictures.shots[scene.scene.id]:
            assert one.at == at
            facts = read_packets(shop.file(one.media.artifact))
            assert facts.frames == one.frames == one.media.available
            assert facts.rate == 30
            at += one.frames
        assert at == scene.range.duration
    used = {one for scene in names(pictures) for one in scene}
    assert len(used) >= 3
    found = told(pictures, "footage")[0]
    assert found.level is Level.OK
    assert all(name in found.message for name in used)
    assert "sound is not used" in found.message


def test_every_shape_has_its_own_piece_of_the_same_shot(shop: Workshop, folder: Path) -> None:
    source("testsrc2=s=320x180:r=30:d=4,format=yuv420p")(folder / "wide.mp4")
    both = (SMALL, SMALL.model_copy(update={"width": 160, "height": 90}))
    clips = find_footage(str(folder))
    assert clips is not None
    pictures = film(shop, "en", plan_of("one"), NOTHING, clips, both, fit="contain")
    for one in pictures.shots["s0"]:
        ((across, down, wide),) = one.media.shaped
        assert (across, down) == (16, 9)
        sizes = [next(read_pictures(shop.file(file), [0]))[1].shape for file in (one.media.artifact, wide)]
        assert [high < broad for high, broad, _ in sizes] == [True, True]
        assert one.media.laid[0] == (9, 16, sizes[0][1], sizes[0][0])
        assert read_packets(shop.file(wide)).frames == one.frames


def test_what_is_laid_as_large_in_two_shapes_is_made_once(shop: Workshop, folder: Path) -> None:
    source("testsrc2=s=160x90:r=30:d=4,format=yuv420p")(folder / "wide.mp4")
    both = (SMALL, SMALL.model_copy(update={"height": 90}))
    clips = find_footage(str(folder))
    assert clips is not None
    pictures = film(shop, "en", plan_of("one"), NOTHING, clips, both, fit="auto")
    shots = pictures.shots["s0"]
    assert made_now(shop).count("conform footage") == len(shots)
    for one in shots:
        assert (one.media.laid, one.media.shaped) == (((9, 16, 90, 50), (1, 1, 90, 50)), ())


def test_the_timeline_shows_the_shots_end_to_end(shop: Workshop, folder: Path) -> None:
    still(folder / "a.png")
    still(folder / "b.png")
    plan = plan_of("one", "two")
    timeline = assemble("T", "en", plan, shot(shop, plan, folder), Score(accents={}))
    track = timeline.track(TrackKind.BACKGROUND)[0]
    assert track.duration == timeline.duration
    assert next(clip.name for _, clip in track.clips()) in {"background s0: a.png", "background s0: b.png"}
    assert timeline.findings[0].check == "footage"


def test_what_is_said_decides_what_is_shown(shop: Workshop, folder: Path) -> None:
    (folder / "pets").mkdir()
    for name in ("a.png", "b.png", "pets/dogs.png", "c.png"):
        still(folder / name)
    (folder / "c.txt").write_text("lighthouse, sea", encoding="utf-8")
    assert names(shot(shop, plan_of("a dog", "the lighthouses", "nothing", seconds=0.7), folder))[:2] == [
        ["pets/dogs.png"],
        ["c.png"],
    ]


def test_a_title_inside_a_file_counts_as_a_tag(shop: Workshop, folder: Path) -> None:
    for name, title in (("a.mp4", "An old harbour"), ("b.mp4", ""), ("c.mp4", "")):
        graph = "testsrc=s=96x64:r=30:d=4"
        run_encoder("-f", "lavfi", "-i", graph, "-metadata", f"title={title}", *X264, str(folder / name))
    assert names(shot(shop, plan_of("nothing", "the harbour", "nothing", seconds=0.7), folder))[1] == ["a.mp4"]


def test_a_second_run_makes_nothing_and_a_renamed_file_is_not_converted_again(shop: Workshop, folder: Path) -> None:
    counted("25", 4)(folder / "a.mp4")
    first = shot(shop, plan_of("one"), folder)
    made = len(made_now(shop))
    assert "conform footage" in made_now(shop)
    assert shot(shop, plan_of("one"), folder) == first
    assert len(made_now(shop)) == made
    (folder / "a.mp4").rename(folder / "b.mp4")
    again = shot(shop, plan_of("one"), folder)
    assert made_now(shop)[made:] == ["look at footage"]
    assert again.shots["s0"][0].media == first.shots["s0"][0].media


def test_an_unusable_file_is_named_and_the_next_one_is_shown(shop: Workshop, folder: Path) -> None:
    (folder / "broken.mp4").write_text("no video")
    (folder / "empty.png").touch()
    still(folder / "good.png")
    pictures = shot(shop, plan_of("one", "two", seconds=0.7), folder)
    assert names(pictures) == [["good.png"], ["good.png"]]
    left = [finding.message for finding in told(pictures, "footage-left-out")]
    assert left[0].startswith("broken.mp4 was left out: ")
    assert left[1] == "empty.png was left out: the file is empty"


def test_of_many_unusable_files_the_first_are_named_and_the_others_counted(shop: Workshop, folder: Path) -> None:
    still(folder / "good.png")
    for number in range(NAMED + 5):
        (folder / f"{number:02}.heic").touch()
    left = told(shot(shop, plan_of("one", seconds=0.7), folder), "footage-left-out")
    assert [finding.message.partition(" ")[0] for finding in left[:-1]] == [f"{n:02}.heic" for n in range(NAMED)]
    assert (left[-1].message, left[-1].value) == ("and 5 more", f"{NAMED + 5}")


def test_nothing_usable_is_an_error_that_says_why(shop: Workshop, folder: Path) -> None:
    (folder / "broken.mp4").write_text("no video")
    with pytest.raises(ContentError, match=r"nothing in the folder can be used: broken\.mp4: .*probe"):
        shot(shop, plan_of("one"), folder)


@pytest.mark.parametrize("change", ["remove", "rewrite"])
def test_a_file_that_changes_meanwhile_is_replaced_and_named(shop: Workshop, folder: Path, change: str) -> None:
    for name in ("a.png", "b.png"):
        still(folder / name)
    clips = find_footage(str(folder))
    assert clips is not None
    plan = plan_of("one")
    first = film(shop, "en", plan, NOTHING, clips, [SMALL]).shots["s0"][0].name
    still(folder / first, (9, 9, 9))
    if change == "remove":
        (folder / first).unlink()
    longer = plan_of("one", seconds=2)
    pictures = film(shop, "en", longer, NOTHING, clips, [SMALL])
    assert pictures.shots["s0"][0].name != first
    assert told(pictures, "footage-left-out")[0].message.startswith(f"{first} was left out: ")


def smaller(path: Path) -> None:
    """Another clip in the place of one: what was to be cut out of it is not there."""
    source("testsrc=s=64x48:r=25:d=4")(path)


def elsewhere(path: Path) -> None:
    """The same pictures, but behind a track of sound."""
    sound = ("-f", "lavfi", "-i", "anullsrc=r=48000:d=4")
    pictures = ("-f", "lavfi", "-i", "testsrc=s=192x108:r=25:d=4")
    run_encoder(*sound, *pictures, "-map", "0", "-map", "1", *X264, "-c:a", "aac", str(path))


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


@pytest.mark.parametrize("change", [smaller, elsewhere, truncated, Path.unlink])
def test_a_clip_that_changes_after_it_was_looked_at_is_replaced_and_named(
    shop: Workshop, folder: Path, change: Callable[[Path], None]
) -> None:
    for name in ("a.mp4", "b.mp4"):
        source("testsrc=s=192x108:r=25:d=4" + (",negate" if name == "b.mp4" else ""))(folder / name)
    clips = find_footage(str(folder))
    assert clips is not None
    spoiled = film(shop, "en", plan_of("one", seconds=0.5), NOTHING, clips, [SMALL]).shots["s0"][0].name
    change(folder / spoiled)
    pictures = film(shop, "en", plan_of("one", seconds=2), NOTHING, clips, [SMALL])
    assert {name for scene in names(pictures) for name in scene} == {"a.mp4", "b.mp4"} - {spoiled}
    (left,) = told(pictures, "footage-left-out")
    assert left.message.startswith(f"{spoiled} was left out: it was changed or removed")


class Remover:
    """Removes the first clip of a folder that an encoder has open, by a command, as a person would meanwhile."""

    def __init__(self, folder: Path) -> None:
        self.removed: list[str] = []
        self._folder, self._over = folder, threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.is_set():
            for opened in self._opened():
                subprocess.run(["rm", opened], check=True)
                self.removed.append(opened.name)
                return

    def _opened(self) -> Iterator[Path]:
        """Files of the folder that processes started from here have open."""
        for listed in Path("/proc/self/task").glob("*/children"):
            with contextlib.suppress(OSError):
                for child in listed.read_text().split():
                    for held in Path("/proc", child, "fd").iterdir():
                        path = held.readlink()
                        if path.parent == self._folder and path.exists():
                            yield path


def test_a_clip_that_is_removed_while_the_encoder_reads_it_is_replaced_and_named(shop: Workshop, folder: Path) -> None:
    for name in ("a.mp4", "b.mp4"):
        source("testsrc=s=640x360:r=25:d=6", "-c:v", "mpeg4")(folder / name)
    clips = find_footage(str(folder))
    assert clips is not None
    with Remover(folder) as remover:
        pictures = film(shop, "en", plan_of("one", seconds=2), NOTHING, clips, [SMALL])
    (gone,) = remover.removed
    assert {name for scene in names(pictures) for name in scene} == {"a.mp4", "b.mp4"} - {gone}
    (left,) = told(pictures, "footage-left-out")
    assert left.message == f"{gone} was left out: it was changed or removed while it was used"


def test_of_five_thousand_pictures_only_those_that_are_shown_are_opened(shop: Workshop, folder: Path) -> None:
    still(folder / "0000.png")
    for number in range(1, 5_000):
        (folder / f"{number:04d}.png").hardlink_to(folder / "0000.png")
    opened: set[str] = set()
    listening = True

    def heard(event: str, arguments: tuple[object, ...]) -> None:
        if listening and event == "open" and str(arguments[0]).startswith(f"{folder}/"):
            opened.add(Path(str(arguments[0])).name)

    sys.addaudithook(heard)
    try:
        pictures = shot(shop, plan_of("one", "two", "three", seconds=2), folder)
    finally:
        listening = False  # a hook cannot be taken back
    shown = {name for scene in names(pictures) for name in scene}
    assert len(shown) >= 3
    assert opened == shown
    assert made_now(shop).count("look at footage") == len(shown)
    assert told(pictures, "footage-left-out") == []


def test_a_clip_whose_size_changes_in_the_middle_is_left_out_with_the_encoders_words(
    shop: Workshop, folder: Path
) -> None:
    for size, name in (("192x108", "one.ts"), ("64x48", "two.ts")):
        source(f"testsrc=s={size}:r=30:d=1")(folder / name)
    (folder / "a.ts").write_bytes((folder / "one.ts").read_bytes() + (folder / "two.ts").read_bytes())
    (folder / "one.ts").unlink()
    (folder / "two.ts").unlink()
    still(folder / "good.png")
    clips = find_footage(str(folder))
    assert clips is not None
    reel = Reel(shop, Wanted(rate=RATE, size=(90, 160)))
    assert reel.ready(clips.files[0], TimeRange(start=15, duration=30), Drift.of(0, 1, 0, 1)) is None
    assert "the encoder failed" in reel.refused["a.ts"]
    pictures = film(shop, "en", plan_of("one", "two", "three", seconds=2), NOTHING, clips, [SMALL])
    assert {name for scene in names(pictures) for name in scene} == {"good.png"}
    assert "a.ts was left out: the encoder failed" in told(pictures, "footage-left-out")[0].message


def test_an_encoder_that_was_killed_says_nothing_of_the_clip(shop: Workshop, folder: Path) -> None:
    still(folder / "good.png")
    clips = find_footage(str(folder))
    assert clips is not None
    ended = "in0: 3 frames\nExiting normally, received signal 15."
    for failed in (ProgramFailed("x", code=-9), ProgramFailed("x", code=255, output=ended)):
        with pytest.raises(ProgramFailed), reels._blaming(clips.files[0]):
            raise failed
    for code, said in ((187, ended), (255, "title: we received signals from deep space"), (187, "")):
        with pytest.raises(UnreadableMedia, match="it is odd"), reels._blaming(clips.files[0]):
            raise ProgramFailed("it is odd", code=code, output=said)


def test_a_file_that_goes_while_it_is_looked_at_is_left_out(
    shop: Workshop, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source("testsrc=s=192x108:r=25:d=4")(folder / "a.mp4")
    still(folder / "good.png")

    def gone(path: Path) -> Probe:
        """Look at a file that is removed between two looks inside."""
        if path.name == "a.mp4":
            path.unlink()
            path.stat()
        return probe(path)

    monkeypatch.setattr(reels, "probe", gone)
    pictures = shot(shop, plan_of("one", seconds=0.7), folder)
    assert names(pictures) == [["good.png"]]
    assert "a.mp4 was left out: it was changed or removed" in told(pictures, "footage-left-out")[0].message


def test_damage_is_told_with_file_and_time(shop: Workshop, folder: Path) -> None:
    CLIPS["30.ts"](folder / "a.ts")
    whole = bytearray((folder / "a.ts").read_bytes())
    for at in range(len(whole) // 3, len(whole) // 2, 188):
        whole[at + 20 : at + 120] = bytes(100)
    (folder / "a.ts").write_bytes(whole)
    pictures = shot(shop, plan_of("one", seconds=1.5), folder)
    damaged = told(pictures, "footage-damaged")
    assert damaged
    assert damaged[0].level is Level.WARN
    assert "a.ts is damaged" in damaged[0].message
    assert damaged[0].at is not None


def test_a_still_moves_and_ends_elsewhere_than_it_began(shop: Workshop, folder: Path) -> None:
    still(folder / "a.png")
    one = shot(shop, plan_of("one", seconds=3), folder).shots["s0"][0]
    found = [frame for _, frame in read_pictures(shop.file(one.media.artifact), (0, one.frames - 1))]
    assert found[0].shape == (160, 90, 3)
    assert np.abs(found[0].astype(int) - found[1]).mean() > 0.2


def test_large_folders_are_looked_at_only_as_far_as_is_needed(
    shop: Workshop, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filming, "TITLES", 3)
    for number in range(12):
        still(folder / f"{number}.png")
    shot(shop, plan_of("one", "two", seconds=0.7), folder)
    assert made_now(shop).count("look at footage") == 2


def test_pictures_that_follow_each_other_move_in_other_ways(shop: Workshop, folder: Path) -> None:
    for name in ("a.png", "b.png", "c.png"):
        still(folder / name)
    clips = find_footage(str(folder))
    assert clips is not None
    reel = Reel(shop, Wanted(rate=RATE, size=(90, 160)))
    files = {file.name: file for file in clips.files}
    for file in clips.files:
        reel.look(file)
    for counts in ((1, 1, 1), (2, 3, 1, 4), (5, 2)):
        chosen = {
            f"s{place}": tuple(
                Shot(clip="abc"[(place + n) % 3] + ".png", at=n, source=TimeRange(start=0, duration=1))
                for n in range(count)
            )
            for place, count in enumerate(counts)
        }
        moves = [drift for _, _, drift in filming._moved(shop, chosen, reel, files)]
        assert all(one != other for one, other in pairwise(moves))


def test_shots_are_cut_on_the_beat_where_nobody_speaks(shop: Workshop, folder: Path) -> None:
    for name in ("a.png", "b.png", "c.png"):
        still(folder / name)
    clips = find_footage(str(folder))
    assert clips is not None
    script = script_of(("end", Role.END, 1))
    plan = schedule(script, narration_of(script, {"end.0": 4_800}), RATE)
    scene = plan.scenes[0].model_copy(update={"range": TimeRange(start=0, duration=200)})
    plan = plan.model_copy(update={"scenes": (scene,)})
    beat = 30_000
    cuts = [one.at for one in film(shop, "en", plan, NOTHING, clips, [SMALL], beat=beat).shots["end"]][1:]
    assert len(cuts) >= 3
    beats = {round(number * beat / 1600) for number in range(12)}
    assert all(cut in beats for cut in cuts)
