"""The pages say what the code says: every name is there, every link leads somewhere, every command exists."""

import ast
import json
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import pytest
from typer.exceptions import TyperException
from typer.main import get_command

import reelhouse.errors
from reelhouse.captions.read import caption_formats
from reelhouse.cli.changing import SCHEMA as EDIT_SCHEMA
from reelhouse.cli.main import app
from reelhouse.config.settings import CacheLimit, Settings, load_settings
from reelhouse.model.artifact import Kind
from reelhouse.model.layout import RENDITIONS
from reelhouse.operations.briefs import choices, parse_brief
from reelhouse.operations.catalogue import recipe_names
from reelhouse.operations.episode import EXIT_HELD, Episode
from reelhouse.operations.say import Said
from reelhouse.production.recipe import open_recipe
from reelhouse.qc.names import CARRIED_NAMES, CHECK_NAMES
from reelhouse.qc.report import CHECKS
from reelhouse.voices.base import providers

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src/reelhouse"
#: Findings about subtitle files have a page of their own.
SUBTITLES = {"repair.py", "read.py"}
PAGES = sorted({*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *ROOT.glob("*/README.md")})
#: What our messages fill in, where not every text would do.
_FILLED = {"kind": "script", "named": "script", "asked.recipe": "stories", "of_part": ""}
#: What stands in for a name that a person chooses.
_PLACEHOLDER = re.compile(r"\b[A-Z]{3,}\b|\.\.\.|\bnote\b")


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(text: str, kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


def leaves(command: Any, path: str = "reelhouse") -> Iterator[tuple[str, Any]]:
    """Every command that does something, with the words that call it."""
    inside = getattr(command, "commands", None)
    if inside is None or command.invoke_without_command:
        yield path, command
    for name, child in (inside or {}).items():
        yield from leaves(child, f"{path} {name}")


COMMANDS = dict(leaves(get_command(app)))


def shell_lines(text: str) -> Iterator[list[str]]:
    """The arguments of every call of `reelhouse` in shell snippets."""
    for line in "".join(blocks(text, "sh")).splitlines():
        for part in line.split("|"):
            words = shlex.split(part, comments=True)
            if words and Path(words[0]).name == "reelhouse":
                yield words[1:]


def check_call(words: list[str]) -> None:
    """Fail unless the command, its options and its keys exist."""
    command: Any = get_command(app)
    while hasattr(command, "commands"):
        if words == ["--help"]:
            return
        if command.invoke_without_command and (not words or words[0].startswith("-")):
            break
        usual = getattr(command, "usual", None)
        if usual and (not words or words[0] not in command.commands):
            words = [usual, *words]
        assert words, "a group by itself does nothing"
        assert words[0] in command.commands, words
        command, words = command.commands[words[0]], words[1:]
    context = command.make_context(command.name, [word for word in words if word != "--help"])
    if pairs := context.params.get("choose"):
        recipe = command.name if command.name in recipe_names() else "stories"
        parse_brief(open_recipe(recipe).brief, "demo", pairs)


def check_mention(line: str) -> None:
    """The same for a command line in prose, which may leave out what a person knows to fill in."""
    if _PLACEHOLDER.search(line):
        return
    try:
        check_call(shlex.split(line))
    except TyperException as error:
        if type(error).__name__ not in {"BadOptionUsage", "MissingParameter"}:
            raise


def test_generated_parts_are_current() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "docs.generate", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("path", COMMANDS)
def test_every_command_and_option_is_documented(path: str) -> None:
    text = page("docs/command-line.md")
    (section,) = re.findall(rf"^### `{path}`$(.*?)(?=^### |^<!-- end)", text, re.DOTALL | re.MULTILINE)
    for option in COMMANDS[path].params:
        argument = option.param_type_name == "argument"
        names = [option.metavar.strip("[]")] if argument else option.opts
        assert all(re.search(rf"`\[?{name}\b", section) for name in names), names
        assert option.help


@pytest.mark.parametrize("recipe", recipe_names())
def test_every_key_of_every_recipe_is_documented(recipe: str) -> None:
    text = page("docs/command-line.md").partition(f"### Keys of `{recipe}`")[2]
    for choice in choices(open_recipe(recipe).brief):
        assert f"| `{choice.name}` |" in text
        assert choice.description


def test_exit_codes_are_those_of_errors_and_reports() -> None:
    raised = {kind.exit_code for kind in vars(reelhouse.errors).values() if hasattr(kind, "exit_code")}
    table = page("docs/command-line.md").partition("## Exit codes")[2].partition("<!--")[0]
    assert {int(code) for code in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)} == {0, EXIT_HELD, *raised}


def test_every_setting_and_kind_is_documented() -> None:
    text = page("docs/settings.md")
    for name in {*Settings.model_fields, *(kind.value for kind in Kind)} - {"home"}:
        assert f"| `{name}` |" in text
    assert all(f"{name}:" in text for name in CacheLimit.model_fields)


def test_the_settings_that_are_shown_can_be_read(tmp_path: Path) -> None:
    for block in blocks(page("docs/settings.md"), "yaml"):
        (tmp_path / "settings.yaml").write_text(block)
        settings = load_settings({"REELHOUSE_HOME": str(tmp_path), "DB_PASSWORD": "hush"})
        if "cache:" in block:
            assert settings.cache[Kind.CHUNK] == CacheLimit(size=40 * 10**9, days=60)
        else:
            assert settings.database is not None


def test_every_check_is_documented() -> None:
    text = page("docs/quality.md")
    assert all(f"| `{name}` |" in text for name in CHECK_NAMES)
    assert len(CHECK_NAMES) == len(CHECKS)


def test_every_finding_that_is_made_on_the_way_is_documented() -> None:
    """What the source says of itself: `check="name"`, or the first words of the functions that make findings."""
    known = {*CHECK_NAMES, *CARRIED_NAMES}
    folders = ("captions", "edit", "pictures", "production", "scripts", "sound", "sources", "analysis")
    paths = [path for folder in folders for path in (SOURCE / folder).rglob("*.py") if path.name not in SUBTITLES]
    found = {name for path in paths for name in found_names(ast.parse(path.read_text(encoding="utf-8")))}
    assert len(found) > 20
    assert found - known == {"narration-hole"}  # a line with a hole is never used
    assert all(f"| `{name}` |" in page("docs/quality.md") for name in CARRIED_NAMES)


def found_names(tree: ast.Module) -> Iterator[str]:
    for call in ast.walk(tree):
        if isinstance(call, ast.Call):
            named = [word.value for word in call.keywords if word.arg == "check"]
            first = call.args[:1] if ast.unparse(call.func) == "_warn" else []
            about = call.args[1:2] if ast.unparse(call.func) == "_about" else []
            for given in (*named, *first, *about):
                if isinstance(given, ast.Constant):
                    yield f"captions-{given.value!s}" if given in about else str(given.value)


def test_every_engine_format_and_rendition_is_documented() -> None:
    ours = [engine.name for engine in providers() if type(engine).__module__.startswith("reelhouse.")]
    assert all(f"| `{name}:` |" in page("docs/add-a-provider.md") for name in ours)
    assert all(f"| {form.name} |" in page("docs/captions.md") for form in caption_formats())
    assert all(f"`{name}`" in page("docs/glossary.md") for name in RENDITIONS)


def test_every_caption_check_is_documented() -> None:
    source = page("src/reelhouse/captions/repair.py")
    raised = {f"captions-{name}" for name in re.findall(r'_finding\("(\w+)"', source)}
    named = set(re.findall(r"^\| `(captions-\w+)` \|", page("docs/captions.md"), re.MULTILINE))
    assert named == {*raised, "captions-file"}


def test_json_formats_are_those_of_the_documents() -> None:
    shown = {found["schema"]: found for found in map(json.loads, blocks(page("docs/command-line.md"), "json"))}
    assert set(shown) == {Episode.SCHEMA, Said.SCHEMA, EDIT_SCHEMA, "reelhouse.quality/1"}
    for kind in (Episode, Said):
        example = shown[kind.SCHEMA]
        body = {key: value for key, value in example.items() if key != "schema"}
        assert kind.model_validate(body).printed() == example


def test_every_layer_is_on_the_map() -> None:
    folders = {path.parent.name for path in (ROOT / "src/reelhouse").glob("*/__init__.py")} | {"errors"}
    for name in ("README.md", "CONTRIBUTING.md"):
        words = set(re.findall(r"\w+", "".join(blocks(page(name), "text"))))
        assert folders <= words, folders - words


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(path: Path) -> None:
    text = re.sub(r"^```.*?^```$", "", path.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if target.startswith("https://"):
            continue
        file, _, anchor = target.partition("#")
        found = path.parent / file if file else path
        assert found.exists(), target
        if anchor:
            assert anchor in {_anchor(line) for line in re.findall(r"^#+ (.*)$", found.read_text(), re.MULTILINE)}


def _anchor(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_command_line_that_is_shown_exists(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", page("Makefile"), re.MULTILINE))
    for words in shell_lines(text):
        check_call(words)
    for line in re.findall(r"`reelhouse ([^`]*)`", text):
        check_mention(line)
    typed = re.findall(r"^make ([a-z-]+)", "".join(blocks(text, "sh")), re.MULTILINE)
    for name in [*re.findall(r"`make ([a-z][a-z-]*)`", text), *typed]:
        assert name in targets, name


def test_every_command_line_that_our_messages_suggest_exists() -> None:
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py")]
    found = [line for text in texts for line in re.findall(r"`reelhouse ([^`\n]+)`", text)]
    assert found
    for line in found:
        check_mention(re.sub(r"\{([^}]*)\}", lambda name: _FILLED.get(name[1], "x"), line))


def test_the_notice_names_everything_that_is_installed_and_what_is_gpl() -> None:
    notice = page("NOTICE")
    pins = re.findall(r"^([a-z0-9-]+)==", page("requirements/core.txt"), re.MULTILINE)
    copyleft = notice.partition("UNDER THE GPL AND THE LGPL")[2].partition("\nFONTS")[0]
    for name in pins:
        assert re.search(rf"(?<![\w-]){name}(?![\w-])", notice), name
        told = distribution(name).metadata
        if "GPL" in f"{told['License-Expression']} {told['License'] or ''}"[:80]:
            assert re.search(rf"^{name}\b", copyleft, re.MULTILINE), name


#: Absolute places under somebody's home, and addresses of package indexes.
_PRIVATE = re.compile(r"(?<![\w.])/(?:root|home/\w+|Users/\w+)/|--(?:extra-)?index-url\s+http")


def test_no_tracked_file_names_a_persons_machine() -> None:
    told = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if told.returncode:
        pytest.skip("this is not a clone")
    found = []
    for name in filter(None, told.stdout.split("\0")):
        content = (ROOT / name).read_bytes() if (ROOT / name).is_file() else b""
        if b"\0" not in content:
            found += [f"{name}: {match[0]}" for match in _PRIVATE.finditer(content.decode(errors="replace"))]
    assert found == []
