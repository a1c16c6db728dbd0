"""The benchmarks' own measuring: what is charged to a command, and what the page shows of it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from bench.__main__ import STUDIES, main, measure
from bench.assets import make_assets
from bench.costs import CommandFailed, spend
from bench.cuts import count_movable, move_cut
from bench.desk import restarts
from bench.edits import candidates, lengthen, misspell, replace_word
from bench.figures import Aim, Figure, number, ratios, shares
from bench.memory import descendants, tree_memory
from bench.place import Place
from bench.quality import mean_of, vmaf
from bench.studies.base import Study
from bench.studies.many import LOOK, modelled
from bench.studies.render import bare_arguments, raw_input
from bench.table import END, START, rewrite
from bench.validation import captions_of, milliseconds

from reelhouse.captions.repair import validate
from reelhouse.media.ffmpeg import encoder
from reelhouse.media.packets import read_packets
from reelhouse.model.captions import Captions, WordGroup
from reelhouse.model.layout import DRAFT
from reelhouse.model.script import Line, Role, Scene, Script
from reelhouse.model.speech import Word

_BURN = "import time\nwhile time.process_time() < 0.3: pass\n"
_GRANDCHILD = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {_BURN!r}])\n"
_HOLD = "held = b'x' * (64 << 20)\nimport time\ntime.sleep(0.4)\n"


def _python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def test_work_of_a_grandchild_is_charged_to_the_command(tmp_path: Path) -> None:
    assert spend(_python(_GRANDCHILD), cwd=tmp_path).cpu >= 0.3


def test_waiting_is_not_work(tmp_path: Path) -> None:
    cost = spend(_python("import time; time.sleep(0.5)"), cwd=tmp_path)
    assert cost.cpu < cost.wall


def test_a_failed_command_says_why(tmp_path: Path) -> None:
    with pytest.raises(CommandFailed, match=r"exit code 3: no paper"):
        spend(_python("import sys; sys.stderr.write('no paper'); sys.exit(3)"), cwd=tmp_path)


def test_the_last_line_of_output_is_read_as_json(tmp_path: Path) -> None:
    cost = spend(_python("print('hello'); print('{\"frames\": 7}')"), cwd=tmp_path)
    assert cost.said() == {"frames": 7}


def test_output_that_is_no_object_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandFailed, match="list"):
        spend(_python("print('[]')"), cwd=tmp_path).said()


def test_the_peak_is_that_of_all_processes_together(tmp_path: Path) -> None:
    two = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {_HOLD!r}])\n"
    one = spend(_python("import time; time.sleep(0.4)"), cwd=tmp_path, memory=True)
    assert one.peak < 60 << 20
    assert spend(_python(two), cwd=tmp_path, memory=True).peak > 64 << 20


def test_a_tree_is_a_process_and_everything_below_it() -> None:
    with subprocess.Popen(_python("import sys; sys.stdin.read()"), stdin=subprocess.PIPE) as child:
        assert child.pid in set(descendants(os.getpid()))
        assert list(descendants(child.pid)) == [child.pid]
        assert tree_memory(os.getpid()) > tree_memory(child.pid) > 0
    assert tree_memory(child.pid) == 0


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (0.2, "", "0.2"),
        (1.2345, "", "1.234"),
        (119.96, "s", "120 s"),
        (650.4, "MB", "650 MB"),
        (0.0, "steps", "0 steps"),
    ],
)
def test_numbers_are_written_shortly(value: float, unit: str, text: str) -> None:
    assert number(value, unit) == text


def test_ratios_are_taken_between_neighbours_and_shares_of_the_median() -> None:
    assert ratios([2.0, 9.0], [1.0, 3.0]) == (2.0, 3.0)
    assert shares([1.0, 2.0], [1.0, 4.0, 100.0]) == (0.25, 0.5)


def test_a_figure_is_met_by_its_median() -> None:
    aim = Aim("speed", "s", 2)
    assert Figure(aim, (1.0, 2.0, 9.0)).met
    assert Figure(aim, (1.0, 2.1, 9.0)).met is False
    assert Figure(Aim("shown", "s"), (1.0,)).met is None
    assert Figure(aim, failed="no disk").met is None


def test_a_figure_may_have_to_be_large() -> None:
    aim = Aim("times as much", "", least=8)
    assert aim.target == "≥ 8"
    assert Figure(aim, (9.0,)).met
    assert Figure(aim, (7.9,)).met is False


def test_the_page_keeps_its_words_and_the_rows_that_were_not_measured(tmp_path: Path) -> None:
    page = tmp_path / "performance.md"
    page.write_text(f"# Speed\n\nbefore\n\n{START}\n{END}\n\nafter\n", encoding="utf-8")
    slow, quick = Aim("slow", "s", 5), Aim("quick", "ms")
    rewrite(page, [Figure(slow, (4.0, 3.0, 8.0), "`a | b`"), Figure(quick, (1.0,))], "a machine")
    rewrite(page, [Figure(quick, failed="it broke")], "another machine")
    lines = page.read_text(encoding="utf-8").splitlines()
    assert lines[:3] == ["# Speed", "", "before"]
    assert lines[-1] == "after"
    assert "| slow | 4 s | ≤ 5 s | yes | 3 s to 8 s | 3 | `a / b` |" in lines
    assert "| quick | failed: it broke |  | no |  |  |  |" in lines
    assert "another machine" in lines
    assert "a machine" not in lines


def test_a_page_without_marks_gets_them_and_writing_again_changes_nothing(tmp_path: Path) -> None:
    page = tmp_path / "docs" / "performance.md"
    figure = Figure(Aim("slow", "s"), (4.0,))
    rewrite(page, [figure], "a machine")
    first = page.read_text(encoding="utf-8")
    rewrite(page, [figure], "a machine")
    assert page.read_text(encoding="utf-8") == first
    assert first.index(START) < first.index("| slow |") < first.index(END)


def test_a_failing_study_keeps_what_it_got_and_says_why_for_the_rest(tmp_path: Path) -> None:
    first, second = Aim("first"), Aim("second")

    def run(place: Place) -> Iterator[Figure]:
        yield Figure(first, (1.0,))
        raise OSError(f"nothing at {place.folder}/x")

    figures = list(measure(Study("both", (first, second), run), Place(tmp_path)))
    assert figures == [Figure(first, (1.0,)), Figure(second, failed="OSError: nothing at TMP/x")]


def test_every_figure_has_a_name_of_its_own() -> None:
    names = [aim.what for study in STUDIES for aim in study.aims]
    assert len(names) == len(set(names))


def test_a_study_that_does_not_exist_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--only", "nothing"])
    assert "clone" in capsys.readouterr().err


def test_ready_frames_are_encoded_with_the_arguments_of_the_rendition(tmp_path: Path) -> None:
    small = DRAFT.model_copy(update={"width": 32, "height": 48})
    ready, into = tmp_path / "ready.yuv", tmp_path / "bare.mp4"
    ready.write_bytes(bytes(range(256)) * 9 * 5)
    spend([str(encoder()), *bare_arguments(small, ready, into)], cwd=tmp_path)
    facts = read_packets(into)
    assert (facts.frames, facts.rate) == (5, small.rate.fraction)


def test_validation_is_measured_on_cues_with_faults() -> None:
    captions = captions_of(200)
    assert {finding.check for finding in validate(captions)} >= {"captions-short"}
    assert len(captions.cues) == 200
    assert milliseconds(10, repeated=3) > 0


def _script(*lines: str) -> Script:
    told = tuple(Line(id=f"s1.{number}", text=text, shown=text) for number, text in enumerate(lines, 1))
    title = Scene(id="title", role=Role.TITLE, lines=(Line(id="title.1", text="A title.", shown="A title."),))
    end = Scene(id="end", role=Role.END, lines=())
    return Script(title="A title", language="en", scenes=(title, Scene(id="s1", role=Role.STORY, lines=told), end))


def test_a_word_is_exchanged_where_it_is_said_and_shown() -> None:
    script = replace_word(_script("The door was open."), "s1.1", "door", "gate")
    assert [(line.text, line.shown) for line in script.scenes[1].lines] == [("The gate was open.",) * 2]
    assert script.scenes[0] == _script("x").scenes[0]


def test_candidates_are_words_of_the_story_that_stand_once() -> None:
    script = _script("The door door was very open.", "The lamp came on, slowly enough, and everything moved.")
    found = list(candidates(script))
    assert ("s1.2", "lamp", "came") not in found
    assert ("s1.1", "very", "came") in found
    for line, old, new in found:
        assert replace_word(script, line, old, new) != script


def test_single_steps_are_made_anew_without_what_follows_them() -> None:
    anew, again = restarts(None, ["move still", "mix sound"]), restarts("mix sound", [])
    assert anew is not None
    assert again is not None
    steps = ("move still", "mix sound", "draw title card", "render chunk")
    assert [bool(anew.salt_of(step)) for step in steps] == [True, True, False, False]
    assert [bool(again.salt_of(step)) for step in steps] == [False, True, True, True]
    assert restarts(None, []) is None


def test_a_lengthened_story_has_scenes_and_lines_of_their_own() -> None:
    script = lengthen(_script("One.", "Two."), 3)
    names = [line.id for line in script.lines]
    assert [scene.id for scene in script.scenes] == ["title", "s1", "s2", "s3", "end"]
    assert len(names) == len(set(names)) == 7


def test_a_misspelt_caption_keeps_its_times() -> None:
    words = [Word(text=text, start=at * 10, end=at * 10 + 9) for at, text in enumerate(("a", "noise", "above"))]
    groups = tuple(WordGroup(scene="s1", start=word.start, end=word.end, words=(word,)) for word in words)
    captions = Captions(language="en", cues=(), groups=groups)
    edited = misspell(captions, 0.0)
    assert [group.words[0].text for group in edited.groups] == ["a", "onise", "above"]
    assert [group.start for group in edited.groups] == [group.start for group in groups]
    with pytest.raises(ValueError, match="no caption"):
        misspell(captions.model_copy(update={"groups": groups[:1]}), 0.0)


def _clip(name: str, start: float, duration: float) -> dict[str, object]:
    span = {"start_time": {"rate": 30.0, "value": start}, "duration": {"rate": 30.0, "value": duration}}
    return {"OTIO_SCHEMA": "Clip.2", "name": name, "source_range": span}


def _timeline(*items: dict[str, object]) -> dict[str, object]:
    sound = {"kind": "Audio", "children": []}
    return {"tracks": {"children": [sound, {"kind": "Video", "children": list(items)}]}}


def test_a_moved_cut_takes_from_the_second_what_it_gives_to_the_first() -> None:
    document = _timeline(_clip("a", 5.0, 40.0), _clip("a", 0.0, 10.0), _clip("b", 7.0, 60.0), _clip("c", 0.0, 50.0))
    edited = move_cut(document, 0, 15)["tracks"]["children"][1]["children"]
    assert edited == [_clip("a", 5.0, 40.0), _clip("a", 0.0, 25.0), _clip("b", 22.0, 45.0), _clip("c", 0.0, 50.0)]
    again = move_cut(document, 1, 15)["tracks"]["children"][1]["children"]
    assert again[2:] == [_clip("b", 22.0, 60.0), _clip("c", 15.0, 35.0)]


def test_a_cut_goes_to_the_left_where_there_is_no_room_to_the_right() -> None:
    edited = move_cut(_timeline(_clip("a", 5.0, 40.0), _clip("b", 17.0, 3.0), _clip("b", 0.0, 20.0)), 0, 15)
    clips = edited["tracks"]["children"][1]["children"]
    assert clips == [_clip("a", 5.0, 25.0), _clip("b", 2.0, 18.0), _clip("b", 0.0, 20.0)]


def test_a_cut_that_is_not_there_or_has_no_room_is_not_moved() -> None:
    gap: dict[str, object] = {"OTIO_SCHEMA": "Gap.1", "name": ""}
    with pytest.raises(ValueError, match="no two backgrounds meet"):
        move_cut(_timeline(_clip("a", 0.0, 40.0), gap, _clip("b", 0.0, 40.0)), 0, 15)
    tight = _timeline(_clip("a", 0.0, 40.0), _clip("b", 14.0, 30.0), _clip("c", 99.0, 30.0))
    assert count_movable(tight, 15) == 0
    with pytest.raises(ValueError, match="0 cuts have 15 frames beside them"):
        move_cut(tight, 0, 15)


def test_footage_is_the_same_every_time_and_made_once(tmp_path: Path) -> None:
    folders = [make_assets(tmp_path / name, 1, 90) for name in ("one", "two")]
    contents = [{file.name: file.read_bytes() for file in sorted(folder.iterdir())} for folder in folders]
    assert contents[0] == contents[1]
    assert len(contents[0]) == len(set(contents[0].values())) == 9
    assert read_packets(folders[0] / "clip0.mp4").frames == 30
    (folders[0] / "clip0.mp4").unlink()
    assert len(list(make_assets(folders[0], 1, 90).iterdir())) == 8


def test_the_likeness_of_a_video_falls_with_its_quality(tmp_path: Path) -> None:
    clip = make_assets(tmp_path / "footage", 1, 144) / "clip0.mp4"
    size = DRAFT.model_copy(update={"width": 256, "height": 144})
    ready = tmp_path / "ready.yuv"
    spend([str(encoder()), "-v", "error", "-i", str(clip), "-f", "rawvideo", str(ready)], cwd=tmp_path)
    found = []
    for crf in (1, 45):
        coarse, into = size.model_copy(update={"crf": crf}), tmp_path / f"{crf}.mp4"
        spend([str(encoder()), *bare_arguments(coarse, ready, into)], cwd=tmp_path)
        found.append(vmaf(into, raw_input(size, ready), tmp_path))
    assert found[0] > 95
    assert found[1] < 60


def test_a_comparison_without_a_result_is_a_failure() -> None:
    assert mean_of('{"pooled_metrics": {"vmaf": {"mean": 93.5}}}') == 93.5
    with pytest.raises(CommandFailed):
        mean_of('{"pooled_metrics": {}}')
    with pytest.raises(CommandFailed):
        mean_of("")


def test_more_machines_share_the_chunks_and_nothing_else() -> None:
    chunks = [4.0] * 8
    assert modelled(100, chunks, 1) == 100
    two, four, many = (modelled(100, chunks, machines) for machines in (2, 4, 1000))
    assert two == pytest.approx(68 + 16.5 + LOOK), "the second one begins a look later, and both make four"
    assert four == pytest.approx(68 + 8.5 + LOOK)
    assert many == pytest.approx(68 + 4.5 + LOOK), "one chunk is the least that there is to wait for"


def test_who_is_quicker_makes_more() -> None:
    assert modelled(10, [9.0, 1.0], 2) == pytest.approx(9 + LOOK), "helpers begin at the end"
    assert modelled(10, [1.0, 9.0], 2) == pytest.approx(9.5 + LOOK)
