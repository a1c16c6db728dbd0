"""A person's own style: what it may say, and how its mistakes are told."""

from pathlib import Path

import pytest

from reelhouse.errors import InvalidSettings, PathNotFound, UnknownName
from reelhouse.styles.fonts import make_face
from reelhouse.styles.own import open_style, read_own
from reelhouse.styles.style import FOLDER, load_style


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "mine"
    made.mkdir()
    return made


def write(folder: Path, text: str) -> Path:
    path = folder / "style.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def refused(path: Path) -> InvalidSettings:
    with pytest.raises(InvalidSettings) as caught:
        read_own(path)
    return caught.value


def test_it_is_its_base_with_what_it_says_differently(folder: Path) -> None:
    write(folder, 'base: paper\ncolours: {accent: "#0A7D4F"}\ncaptions: boxed\nlettering: {boxed: {size: 60}}\n')
    style, paper = open_style(str(folder)), load_style("paper")
    assert (style.name, style.base, style.colours.accent) == ("mine", "paper", "#0a7d4f")
    assert style.colours.ink == paper.colours.ink
    assert (style.captions.look, style.captions.size, style.captions.plate) == ("boxed", 60, "surface")
    assert style.template("plate") == FOLDER / "paper/plate.svg"


def test_a_single_file_is_a_style_and_takes_no_templates_from_beside_it(folder: Path) -> None:
    (folder / "plate.svg").write_text("<svg/>", encoding="utf-8")
    path = folder / "dusk.yaml"
    path.write_text("base: neon\nshadow: 10\n", encoding="utf-8")
    style = open_style(str(path))
    assert (style.name, style.shadow) == ("dusk", 10)
    assert style.template("plate") == FOLDER / "neon/plate.svg"


def test_its_own_template_comes_before_the_base_s(folder: Path) -> None:
    path = write(folder, "base: paper\n")
    before = read_own(path).fingerprint()
    (folder / "plate.svg").write_text("<svg {{ frame }}></svg>", encoding="utf-8")
    style = read_own(path)
    assert style.template("plate") == folder / "plate.svg"
    assert style.template("end") == FOLDER / "paper/end.svg"
    assert style.fingerprint() != before


def test_without_a_base_it_stands_on_midnight(folder: Path) -> None:
    style = read_own(write(folder, 'colours: {accent: "#00ff00"}\n'))
    assert style.colours.bg0 == load_style("midnight").colours.bg0


@pytest.mark.parametrize(
    ("text", "line", "message", "remedy"),
    [
        ("base: paper\ncolors: {}\n", 2, "colors: there is no such key", "Did you mean 'colours'?"),
        ('base: paper\ncolours:\n  accen: "#ffffff"\n', 3, "colours.accen: there is no such key", "'accent'"),
        ("title:\n  leeding: 3\n", 2, "title.leeding", "'leading'"),
        ("lettering:\n  calm:\n    siz: 3\n", 3, "lettering.calm.siz: there is no such key", "'size'"),
        ("lettering:\n  clam: {size: 3}\n", 2, "lettering.clam", "'calm'"),
        ("shapes:\n  square:\n    cards: {wide: 3}\n", 3, "shapes.square.cards.wide", "'width'"),
        ("shapes:\n  triangle: {}\n", 2, "shapes.triangle", "square"),
        ('colours:\n  ink: "white"\n', 2, "colours.ink: 'white' is not a colour", "Correct"),
        ("colours:\n  ink: 3\n", 2, "colours.ink", "Correct"),
        ("mood: gloomy\n", 1, "mood", "Correct"),
        ("captions: shouted\n", 1, "no caption style 'shouted'", "Correct"),
        ("title: {lit: gold}\n", 1, "no colour 'gold'", "Correct"),
        ("title: {role: fancy}\n", 1, "no font has the role 'fancy'", "Correct"),
        ("lettering:\n  calm: {size: -3}\n", 2, "lettering.calm.size", "Correct"),
        ("end: {steps: []}\n", 1, "end.steps", "Correct"),
    ],
)
def test_a_mistake_is_named_with_file_line_and_key(
    folder: Path, text: str, line: int, message: str, remedy: str
) -> None:
    path = write(folder, text)
    error = refused(path)
    assert error.where == f"{path}, line {line}"
    assert message in error.message
    assert remedy in error.remedy


def test_an_unknown_base_suggests_the_nearest(folder: Path) -> None:
    with pytest.raises(UnknownName, match=r"line 2: there is no style 'papper'. Did you mean 'paper'") as caught:
        read_own(write(folder, "# mine\nbase: papper\n"))
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(
    ("font", "message", "remedy"),
    [
        ("{package: fontpkg-of-nobody, file: N.ttf}", "'fontpkg-of-nobody' is not installed", "pip install"),
        ("{package: fontpkg-inter, file: Intre.ttf}", "no file 'Intre.ttf'", "Inter[opsz,wght].ttf"),
        ("{file: mine.ttf}", "there is no font file 'mine.ttf'", "Put it into"),
        ("{file: ../mine.ttf}", "outside the style's folder", "Copy it"),
        ("{file: style.yaml}", "not a font", "TrueType"),
    ],
)
def test_a_missing_font_is_named(folder: Path, font: str, message: str, remedy: str) -> None:
    path = write(folder, f"base: paper\nfonts:\n  heading: {font}\n")
    error = refused(path)
    assert error.where == f"{path}, line 3"
    assert error.message.startswith("fonts.heading: ")
    assert message in error.message
    assert remedy in error.remedy


def test_a_font_beside_the_style_is_cast(folder: Path) -> None:
    make_face(load_style("midnight").fonts["text"], folder / "mine.ttf")
    style = read_own(write(folder, "base: paper\nfonts: {heading: {file: mine.ttf, fallback: bold}}\n"))
    facts = make_face(style.fonts["heading"], folder / "cast.ttf", style.font_file("heading"))
    assert (facts.family, facts.licence) == ("Reelhouse Serif", "")
    assert (folder / "cast.ttf").stat().st_size > 10_000


@pytest.mark.parametrize(
    ("drawing", "what"),
    [
        ("<script>alert(1)</script>", "a script"),
        ('<rect onload="x()"/>', "a script"),
        ('<image href="/etc/passwd"/>', "a picture"),
        ('<s:image xmlns:s="http://www.w3.org/2000/svg"/>', "a picture"),
        ('<filter><feImage xlink:href="file:///etc/passwd"/></filter>', "a picture"),
        ("<foreignObject/>", "a picture"),
        ('<use href="other.svg#part"/>', "a reference"),
        ("<use xlink:href = 'http://example.com/a.svg'/>", "a reference"),
        ('<rect fill="url(https://example.com/#a)"/>', "a reference"),
        ('<rect style="fill: url( file:x )"/>', "a reference"),
        ("<style>@import 'a.css';</style>", "a style sheet"),
        ('<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>', "a document type"),
        ("<?xml-stylesheet href='#a'?>", "an instruction"),
    ],
)
def test_a_template_that_reaches_outside_is_refused(folder: Path, drawing: str, what: str) -> None:
    path = write(folder, "base: paper\n")
    template = folder / "plate.svg"
    template.write_text(f"<svg {{{{ frame }}}}>\n{drawing}\n</svg>", encoding="utf-8")
    error = refused(path)
    assert error.where == f"{template}, line 2"
    assert what in error.message


def test_a_template_that_is_none_is_refused(folder: Path) -> None:
    path = write(folder, "base: paper\n")
    template = folder / "plate.svg"
    template.write_text("<svg {{ frame }}>\n{% if %}</svg>", encoding="utf-8")
    assert refused(path).where == f"{template}, line 2"
    template.write_bytes(b"\xff\xfe\x00")
    assert "cannot be read" in refused(path).message


def test_a_template_of_another_name_suggests_the_nearest(folder: Path) -> None:
    path = write(folder, "base: paper\n")
    (folder / "plates.svg").write_text("<svg/>", encoding="utf-8")
    with pytest.raises(UnknownName, match="Did you mean 'plate'"):
        read_own(path)


def test_a_path_that_is_not_there_is_told(folder: Path) -> None:
    for missing in (folder, folder / "x.yaml", Path("./nowhere/at/all")):
        with pytest.raises(PathNotFound):
            open_style(str(missing))


def test_a_name_that_is_none_suggests_the_nearest() -> None:
    with pytest.raises(UnknownName, match="Did you mean 'editorial'"):
        open_style("editoral")


def test_the_house_knows_its_own_by_name() -> None:
    assert open_style("neon") == load_style("neon")


@pytest.mark.parametrize("content", [b"\xff\xfe\xfa", b"a: [\n", b"- a\n"])
def test_a_file_that_is_no_style_is_told(folder: Path, content: bytes) -> None:
    path = folder / "style.yaml"
    path.write_bytes(content)
    assert str(path) in refused(path).where


def test_it_chooses_its_transitions_and_keeps_its_cards(folder: Path) -> None:
    write(folder, "base: paper\ntransitions: {scene: cut, colour: surface}\n")
    chosen = read_own(folder / "style.yaml").transitions
    assert (chosen.block, chosen.scene, chosen.card, chosen.colour) == ("dip", "cut", "slide", "surface")
    plain = load_style("paper")
    assert plain.model_copy(update={"transitions": chosen}).fingerprint() == plain.fingerprint()
    assert "'cut' or 'dip'" in refused(write(folder, "transitions: {block: wipe}\n")).message
    assert "mauve" in refused(write(folder, "transitions: {colour: mauve}\n")).message
