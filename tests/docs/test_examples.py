"""The code on the pages: it compiles, and the complete examples do what their pages say."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *ROOT.glob("*/README.md")]
_PYTHON = re.compile(r"(?:<!-- example: (\S+) -->\n)?^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)
SNIPPETS = [
    (f"{path.name} {number}", name, code)
    for path in sorted(PAGES)
    for number, (name, code) in enumerate(_PYTHON.findall(path.read_text(encoding="utf-8")), 1)
]
EXAMPLES = {name: code for _, name, code in SNIPPETS if name}


def run(*arguments: str | Path, path: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """Python with one more place to import from."""
    return subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=path,
        env={**os.environ, "PYTHONPATH": str(path), **env},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the source with the recipe of the page in it."""
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "src/reelhouse", tmp_path / "src/reelhouse", ignore=ignored)
    (tmp_path / "programs").symlink_to(ROOT / "programs")
    (tmp_path / "src/reelhouse/recipes/note.py").write_text(EXAMPLES["note.py"], encoding="utf-8")
    return tmp_path / "src"


@pytest.mark.parametrize("code", [code for _, _, code in SNIPPETS], ids=[name for name, _, _ in SNIPPETS])
def test_every_snippet_compiles(code: str) -> None:
    compile(code, "snippet", "exec")


def test_the_recipe_of_the_page_is_found_by_its_file(house: Path) -> None:
    told = run("-m", "reelhouse", "make", "note", "--help", path=house)
    assert "Note: a few sentences" in told.stdout
    assert all(key in told.stdout for key in ("voice", "style", "mood", "size"))


def test_the_recipe_of_the_page_keeps_to_the_rules_of_recipes() -> None:
    code = EXAMPLES["note.py"]
    assert len(code.splitlines()) <= 80
    assert not re.search(r"^\s*(try|while|with|import)\b", code, re.MULTILINE)


@pytest.mark.slow
def test_the_recipe_of_the_page_makes_a_video(house: Path, tmp_path: Path) -> None:
    story = tmp_path / "story.md"
    story.write_text("# The note\n\nI found a note under the door this morning, and it was mine.")
    arguments = ("make", "note", story, "--set", "size=draft", "--out", tmp_path / "out", "--json")
    done = run("-m", "reelhouse", *arguments, path=house, REELHOUSE_HOME=str(tmp_path / "home"))
    assert done.returncode == 0, done.stderr
    (video,) = json.loads(done.stdout)["deliverables"]
    assert (video["width"], video["height"], video["quality"]["passed"]) == (540, 960, True)
    assert Path(video["path"]).stat().st_size == video["bytes"]


def test_the_engine_of_the_page_keeps_the_contract(tmp_path: Path) -> None:
    page = (ROOT / "docs/add-a-provider.md").read_text(encoding="utf-8")
    group, name, module = re.findall(r'entry-points\."([\w.]+)"\]\n(\w+) = "([\w.]+)"', page)[0]
    package = tmp_path / "hum_voices"
    facts = tmp_path / "hum_voices-1.0.dist-info"
    package.mkdir()
    facts.mkdir()
    (package / "hum.py").write_text(EXAMPLES["hum.py"], encoding="utf-8")
    (facts / "METADATA").write_text("Metadata-Version: 2.1\nName: hum-voices\nVersion: 1.0\n")
    (facts / "entry_points.txt").write_text(f"[{group}]\n{name} = {module}\n")
    contract = ROOT / "tests/contracts/test_voices.py"
    options = ("-q", "-p", "no:cacheprovider", "-k", "hum", "--rootdir", ROOT, "-c", ROOT / "pyproject.toml")
    done = run("-m", "pytest", *options, contract, path=tmp_path)
    assert done.returncode == 0, done.stdout
    assert re.search(r"\b1\d passed", done.stdout)
    assert "failed" not in done.stdout


def test_the_captions_of_the_page_are_mended(tmp_path: Path) -> None:
    sync = "<SYNC Start={}><P Class=ENCC>{}"
    cues = "".join(sync.format(at, text) for at, text in [(4000, "Then."), (1000, "First."), (6000, "&nbsp;")])
    (tmp_path / "film.smi").write_text(f"<SAMI><STYLE>.ENCC {{lang: en-US;}}</STYLE><BODY>{cues}</BODY></SAMI>")
    done = run("-c", EXAMPLES["mend.py"], path=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "film.en.srt").read_text().index("First.") < (tmp_path / "film.en.srt").read_text().index(
        "Then."
    )
