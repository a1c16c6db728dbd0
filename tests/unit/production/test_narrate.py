"""Narrating with real engines: the ladder, what decides a verdict, and where files lie."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from reelhouse.config import Settings
from reelhouse.errors import NoVoice
from reelhouse.media.wav import read_wav
from reelhouse.model.script import Line, Role, Scene, Script
from reelhouse.production.narrate import narrate
from reelhouse.production.proofreader import DECOYS, Proofreader
from reelhouse.production.steps import RetryPolicy, Steps
from reelhouse.production.workshop import Workshop
from reelhouse.storage import Store
from reelhouse.voices.programs import programs_folder

TEXTS = ("I came home late, and the door was open.", "Nobody was there.")
ROBOT = "espeak:en-us"


def script(*texts: str, language: str = "en") -> Script:
    lines = tuple(Line(id=f"s.{number}", text=text, shown=text) for number, text in enumerate(texts))
    return Script(title="T", language=language, scenes=(Scene(id="s", role=Role.STORY, lines=lines),))


def shop(steps: Steps, store: Store) -> Workshop:
    return Workshop(steps, store, Settings(home=store.home), "test")


def patient() -> RetryPolicy:
    return RetryPolicy(tries=2, sleep=lambda _: None)


@pytest.fixture
def broken_piper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A neural voice whose program writes garbage and is content with it."""
    programs = tmp_path / "programs"
    programs.mkdir()
    shutil.copy(programs_folder() / "espeak_voice.py", programs)
    (programs / "piper_voice.py").write_text(
        "import json, pathlib, sys\n"
        "for line in sys.stdin:\n"
        "    pathlib.Path(json.loads(line)['into']).write_bytes(b'garbage')\n"
        "    print('{}', flush=True)\n"
    )
    monkeypatch.setattr("reelhouse.voices.child.programs_folder", lambda: programs)


@pytest.fixture
def easily_tired_piper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A neural voice that speaks one sentence well and gives up on the other."""
    programs = tmp_path / "programs"
    shutil.copytree(programs_folder(), programs)
    piper = programs / "piper_voice.py"
    reading = "    for line in lines:\n"
    assert reading in piper.read_text()
    refusing = f"{reading}        if {TEXTS[1]!r} in line:\n            sys.exit(1)\n"
    piper.write_text(piper.read_text().replace(reading, refusing))
    monkeypatch.setattr("reelhouse.voices.child.programs_folder", lambda: programs)


@pytest.mark.usefixtures("broken_piper")
def test_a_voice_that_writes_garbage_falls_to_the_next(store: Store) -> None:
    with Steps(store, retry=patient()) as steps:
        said = narrate(shop(steps, store), [script(*TEXTS)], f"piper:en_US-joe | {ROBOT}")[0]
    assert said.voice.ref == ROBOT
    assert [finding.value for finding in said.findings] == ["piper:en_US-joe"]
    assert "cannot be used" in said.findings[0].message


@pytest.mark.usefixtures("broken_piper")
def test_a_ladder_without_a_good_rung_says_why(store: Store) -> None:
    with Steps(store, retry=patient()) as steps, pytest.raises(NoVoice, match="cannot be used"):
        narrate(shop(steps, store), [script(*TEXTS)], "piper:en_US-joe")


def test_nothing_is_ever_put_into_the_systems_temporary_folder(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder's time changes whenever something in it is made or removed."""
    system = tmp_path / "system"
    system.mkdir()
    os.utime(system, (0, 0))
    monkeypatch.setenv("TMPDIR", str(system))
    monkeypatch.setattr(tempfile, "tempdir", str(system))
    with Steps(store) as steps:
        for ref in (ROBOT, "piper:en_US-joe"):
            assert narrate(shop(steps, store), [script(*TEXTS)], ref)[0].voice.ref == ref
        assert system.stat().st_mtime == 0
        assert sum(record.attempts for record in steps.records) == 4
    assert not [path for path in (store.home / "scratch").rglob("*") if path.suffix == ".wav"]


def test_a_line_is_judged_anew_when_a_second_reader_or_a_recogniser_comes(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def made() -> int:
        with Steps(store) as steps:
            narrate(shop(steps, store), [script(*TEXTS)], ROBOT)
            return sum(record.attempts for record in steps.records)

    monkeypatch.setattr("reelhouse.production.narrate.recogniser_version", lambda: "none")
    assert (made(), made()) == (2, 0)
    monkeypatch.undo()
    assert (made(), made()) == (2, 0)
    monkeypatch.setattr("reelhouse.production.proofreader.in_language", lambda *_: ())
    assert (made(), made()) == (2, 0)


def test_the_second_reader_compares_with_texts_of_like_length(store: Store) -> None:
    with Steps(store) as steps, Proofreader(shop(steps, store), script("Nobody was there.")) as reader:
        short, long = reader.evidence("Nobody was there."), reader.evidence(" ".join(TEXTS * 4))
        again = reader.evidence("Close the window, it's cold.")
        assert short.reference
        assert len(short.decoys) == len(long.decoys) == len(set(again.decoys)) == DECOYS
        assert again.reference
        assert again.reference.sound not in again.decoys
        lengths = [max(read_wav(path).shape[1] for path in evidence.decoys) for evidence in (short, long)]
        assert lengths[0] < lengths[1]


def test_a_language_without_a_list_compares_with_the_scripts_other_lines(store: Store) -> None:
    texts = ("Niemand war zu Hause.", "Ich kam zu spät.", "Die Tür ging auf.")
    with Steps(store) as steps, Proofreader(shop(steps, store), script(*texts, language="de")) as reader:
        assert len(reader.evidence(texts[0]).decoys) == 2
        assert reader.version().startswith("espeak:de espeakng-loader ")


def test_a_language_that_no_second_reader_speaks_gives_no_evidence(store: Store) -> None:
    with Steps(store) as steps, Proofreader(shop(steps, store), script("qapla", language="xx")) as reader:
        assert reader.version() == "none"
        assert reader.evidence("qapla").reference is None


#: What an engine of the system does that is none.
BROKEN = {"hangs": "sleep 20", "dies": "exit 1", "rubbish": "echo rubbish", "empty": ': > "$REELHOUSE_INTO"'}


@pytest.mark.parametrize("broken", BROKEN)
def test_an_engine_of_the_system_that_fails_falls_to_the_next(
    store: Store, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    monkeypatch.setattr("reelhouse.voices.outside.PATIENCE", 0.5)
    program = store.home / "voices" / "bin" / "festival"
    voice = store.home / "voices/share/festival/voices/english/tin_can/festvox/tin_can.scm"
    for path, text in ((program, f'#!/bin/sh\n[ "$1" = --version ] && exit 0\n{BROKEN[broken]}\n'), (voice, ";;")):
        path.parent.mkdir(parents=True)
        path.write_text(text)
    program.chmod(0o755)
    with Steps(store, retry=RetryPolicy(tries=1)) as steps:
        said = narrate(shop(steps, store), [script(TEXTS[1])], f"festival:tin_can | {ROBOT}")[0]
    assert said.voice.ref == ROBOT
    assert [finding.value for finding in said.findings] == ["festival:tin_can"]


def test_speed_and_pitch_make_another_line_and_todays_line_keeps_its_key(store: Store) -> None:
    def made(ref: str) -> tuple[int, int]:
        with Steps(store) as steps:
            said = narrate(shop(steps, store), [script(TEXTS[0])], ref)[0]
            return sum(record.attempts for record in steps.records), said.lines[0].utterance.samples

    usual = made(ROBOT)
    slow = made(f"{ROBOT}?speed=0.7")
    assert (usual[0], slow[0]) == (1, 1)
    assert slow[1] / usual[1] == pytest.approx(1 / 0.7, rel=0.1)
    assert made(ROBOT) == (0, usual[1])
    assert made(f"{ROBOT}?speed=1") == (0, usual[1])


def test_a_rung_without_a_voice_of_the_gender_falls_to_the_next(store: Store) -> None:
    with Steps(store) as steps:
        said = narrate(
            shop(steps, store), [script(TEXTS[1])], f"piper:en_US-joe?gender=female | {ROBOT}?gender=female"
        )[0]
    assert (said.voice.ref, said.voice.gender) == ("espeak:en-us+f2", "female")
    assert "no female voice" in said.findings[0].message


@pytest.mark.usefixtures("easily_tired_piper")
def test_one_voice_speaks_all_parts_of_a_story(store: Store) -> None:
    """A voice that fails in one part speaks none of them: a series does not change its teller."""
    with Steps(store, retry=patient()) as steps:
        parts = [script(TEXTS[0]), script(TEXTS[1])]
        said = narrate(shop(steps, store), parts, f"piper:en_US-joe | {ROBOT}")
    assert [one.voice.ref for one in said] == [ROBOT, ROBOT]
    assert [[finding.value for finding in one.findings] for one in said] == [["piper:en_US-joe"]] * 2
