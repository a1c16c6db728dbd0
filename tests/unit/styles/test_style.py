"""Style files."""

import shutil
from pathlib import Path

import pytest

from reelhouse.errors import InvalidSettings, UnknownName
from reelhouse.styles.style import FOLDER, load_style, read_style, style_names

MIDNIGHT = (FOLDER / "midnight" / "style.yaml").read_text(encoding="utf-8")


def _light(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_light(one), _light(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "dusk"
    made.mkdir()
    return made


def test_midnight_is_complete() -> None:
    style = load_style("midnight")
    assert set(style.fonts) == {"caption", "heading", "text", "bold"}
    assert len({background.loop for background in style.backgrounds}) >= 3
    for template in ("shadow", "word", "plate", "end", "pill", "dot", "cover", "contact"):
        assert (style.folder / f"{template}.svg").is_file()


@pytest.mark.parametrize("name", style_names())
def test_what_is_read_stands_out(name: str) -> None:
    colours = load_style(name).colours
    for text in (colours.ink, colours.muted, colours.accent, colours.accent2):
        assert _contrast(text, colours.surface) >= 4.5
    assert _contrast(colours.on_accent, colours.accent) >= 4.5
    assert _contrast(colours.ink, colours.edge) >= 7


def test_an_unknown_style_suggests_the_nearest() -> None:
    with pytest.raises(UnknownName, match="midnight"):
        load_style("midnite")


@pytest.mark.parametrize("name", ["", ".", "..", "../styles/midnight", "midnight/"])
def test_a_name_is_never_a_path(name: str) -> None:
    with pytest.raises(UnknownName):
        load_style(name)


def test_a_style_in_any_folder(folder: Path) -> None:
    (folder / "style.yaml").write_text(MIDNIGHT, encoding="utf-8")
    assert read_style(folder).name == "dusk"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('accent: "#ffd24a"', 'accent: "gold"', "colours.accent"),
        ("mood: suspense", "mood: suspense\nmoood: calm", "moood"),
        ('[100, "#f2a37a"]', '[100, "peach"]', "backgrounds.0.ramp.4.1"),
        ("shadow: 35", "shadow: dark", "shadow"),
    ],
)
def test_a_wrong_key_or_value_is_named_with_its_line(folder: Path, old: str, new: str, says: str) -> None:
    wrong = MIDNIGHT.replace(old, new)
    (folder / "style.yaml").write_text(wrong, encoding="utf-8")
    with pytest.raises(InvalidSettings) as caught:
        read_style(folder)
    assert says in caught.value.message
    line = int(caught.value.where.rsplit(" ", 1)[1])
    assert new.rsplit("\n", maxsplit=1)[-1].split('"', maxsplit=1)[0] in wrong.splitlines()[line - 1]


def test_a_file_that_is_not_yaml_is_named_with_its_line(folder: Path) -> None:
    (folder / "style.yaml").write_text("description: a\ncolours: [\n", encoding="utf-8")
    with pytest.raises(InvalidSettings, match="line 3"):
        read_style(folder)


@pytest.mark.parametrize("text", ["", "- a list\n", "just words\n"])
def test_a_file_without_keys_is_refused(folder: Path, text: str) -> None:
    (folder / "style.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidSettings, match="keys"):
        read_style(folder)


TEMPLATES = sorted(path.name for path in (FOLDER / "midnight").glob("*.svg"))


def copied(into: Path, *, backwards: bool = False) -> Path:
    """The style midnight in another folder, its files made in another order."""
    into.mkdir(parents=True)
    for path in sorted((FOLDER / "midnight").glob("*.*"), reverse=backwards):
        shutil.copyfile(path, into / path.name)
    return into


def test_a_copy_anywhere_made_in_any_order_has_the_same_fingerprint(tmp_path: Path) -> None:
    first, second = copied(tmp_path / "a/midnight"), copied(tmp_path / "b/midnight", backwards=True)
    assert read_style(first).fingerprint() == read_style(second).fingerprint() == load_style("midnight").fingerprint()


@pytest.mark.parametrize("name", TEMPLATES)
def test_any_byte_of_any_template_changes_the_fingerprint(name: str, tmp_path: Path) -> None:
    style = read_style(copied(tmp_path / "midnight"))
    template = style.folder / name
    content = template.read_bytes()
    seen = {style.fingerprint()}
    for at in (0, len(content) // 2, len(content) - 1):
        template.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        seen.add(style.fingerprint())
    assert len(seen) == 4


def test_a_template_more_or_less_or_with_other_line_ends_changes_the_fingerprint(tmp_path: Path) -> None:
    style = read_style(copied(tmp_path / "midnight"))
    seen = {style.fingerprint()}
    pill = style.folder / "pill.svg"
    pill.write_bytes(pill.read_bytes().replace(b"\n", b"\r\n") + b"\r\n")
    seen.add(style.fingerprint())
    pill.rename(style.folder / "capsule.svg")
    seen.add(style.fingerprint())
    (style.folder / "capsule.svg").unlink()
    seen.add(style.fingerprint())
    assert len(seen) == 4


@pytest.mark.parametrize(
    ("old", "new", "looks_different"),
    [
        ("#ffd24a", "#ffd24b", True),
        ("shadow: 35", "shadow: 36", True),
        ("wght: ", "wght: 1", True),
        ("mood: suspense", "mood: calm", False),
        ("[100, ", "[99, ", False),
        ("mood:", "# A remark.\nmood:", False),
    ],
)
def test_settings_count_where_they_decide_how_cards_look(
    old: str, new: str, looks_different: bool, tmp_path: Path
) -> None:
    folder = copied(tmp_path / "midnight")
    assert old in MIDNIGHT
    (folder / "style.yaml").write_text(MIDNIGHT.replace(old, new), encoding="utf-8")
    assert (read_style(folder).fingerprint() != load_style("midnight").fingerprint()) is looks_different
