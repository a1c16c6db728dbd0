"""A short story in every language but English, from its text to a checked file: real voices, real encoder."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from conftest import Run

#: Title and story by language, the code that files have for it, and words that subtitles hold as they are written.
STORIES = {
    "ru": ("Старый ключ подошёл", "Вчера я (28Ж) повернула ключ. В моей кровати кто-то спал!", "rus"),
    "ro": ("Cheia veche se potrivea", "Aseară am încercat cheia. Cineva dormea în patul meu!", "ron"),
    "es": ("La llave vieja aún abría", "Anoche probé la llave. ¡Alguien dormía en mi cama!", "spa"),
    "ko": ("낡은 열쇠", "어젯밤에 열쇠를 넣어 보았습니다. 누군가 제 침대에서 자고 있었습니다!", "kor"),
}


@dataclass(frozen=True)
class Told:
    """A video, what the command printed about it, and its subtitles."""

    video: Path
    printed: dict[str, Any]
    cues: list[str]

    def level(self, check: str) -> list[str]:
        return [one["level"] for one in self.printed["quality"]["findings"] if one["check"] == check]


@pytest.fixture(params=STORIES)
def language(request: pytest.FixtureRequest) -> str:
    found: str = request.param
    return found


@pytest.fixture
def told(language: str, reelhouse: Run, tmp_path: Path) -> Told:
    title, text, _ = STORIES[language]
    (tmp_path / "story.md").write_text(f"# {title}\n\n{text}\n", encoding="utf-8")
    chosen = ("--set", f"language={language}", "--set", "renditions=draft", "--set", "mood=calm", "--json")
    done = reelhouse("make", "stories", tmp_path / "story.md", "--out", tmp_path / "out", *chosen)
    assert done.returncode == 0, done.stdout + done.stderr
    (video,) = json.loads(done.stdout)["deliverables"]
    blocks = Path(video["path"]).with_suffix(".srt").read_text(encoding="utf-8").strip().split("\n\n")
    return Told(Path(video["path"]), video, [" ".join(block.split("\n")[2:]) for block in blocks])


def test_a_story_is_spoken_shown_and_checked_in_its_language(language: str, told: Told) -> None:
    title, text, code = STORIES[language]
    assert told.cues[0] == title
    assert " ".join(told.cues).startswith(f"{title} {text}")
    assert told.level("narration-complete") == told.level("captions-contrast") == ["ok"]
    assert told.level("glyphs") in ([], ["ok"])
    with av.open(told.video) as file:
        assert [stream.language for stream in file.streams.audio] == [code]
        band = [frame.to_ndarray(format="rgb24")[530:650] for frame in file.decode(video=0)]
    # Letters of captions are the only thing there that is bright in any colour; they are gone while cards are on.
    letters = [(picture.max(axis=2) > 225).mean() > 0.01 for picture in band]
    assert 0.2 < np.mean(letters) < 0.9
