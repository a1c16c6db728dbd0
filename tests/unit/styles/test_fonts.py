"""Static faces from variable fonts."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from reelhouse.errors import InvalidSettings, ProviderNotInstalled
from reelhouse.styles.fonts import make_face, open_faces
from reelhouse.styles.measure import Faces
from reelhouse.styles.style import load_style

MIDNIGHT = load_style("midnight")


@pytest.fixture(scope="module")
def faces(tmp_path_factory: pytest.TempPathFactory) -> Faces:
    folder = tmp_path_factory.mktemp("fonts")
    files = {role: folder / f"{role}.ttf" for role in MIDNIGHT.fonts}
    for role, path in files.items():
        make_face(MIDNIGHT.fonts[role], path)
    return open_faces(MIDNIGHT, files)


def test_the_same_font_gives_the_same_bytes(tmp_path: Path) -> None:
    one, other = tmp_path / "one.ttf", tmp_path / "other.ttf"
    make_face(MIDNIGHT.fonts["caption"], one)
    make_face(MIDNIGHT.fonts["caption"], other)
    assert one.read_bytes() == other.read_bytes()


@pytest.mark.parametrize("role", sorted(MIDNIGHT.fonts))
def test_a_face_is_static_and_bears_its_role(faces: Faces, role: str) -> None:
    font = TTFont(faces.files[role])
    assert "fvar" not in font
    assert font["name"].getDebugName(1) == MIDNIGHT.fonts[role].family == faces.families[role]
    assert font["name"].getDebugName(2) == "Regular"
    assert font["OS/2"].usWeightClass == 400
    assert "Open Font License" in font["name"].getDebugName(13)


@pytest.mark.parametrize("role", sorted(MIDNIGHT.fonts))
def test_a_face_draws_latin_and_cyrillic(faces: Faces, role: str) -> None:
    assert faces.missing("Naïve “Zürich” — Œuvre № 5 €; Ёжик Щука Їжак ←", role) == ()


def test_pronunciation_can_be_written(faces: Faces) -> None:
    assert faces.missing("ˈdʒʌstɪs ɹəˈzɪliənt ŋ θ ð ʊ ɔː", "text") == ()


def test_weights_come_from_the_axes(faces: Faces) -> None:
    assert faces.width("Will", "bold", 100) > faces.width("Will", "text", 100)
    assert faces.width("Will", "caption", 100) > faces.width("Will", "heading", 100)


def test_what_the_licence_asks_for_comes_back(tmp_path: Path) -> None:
    facts = make_face(MIDNIGHT.fonts["text"], tmp_path / "text.ttf")
    assert facts.family == "Reelhouse Text"
    assert facts.original.startswith("Inter, Version")
    assert "SIL OPEN FONT LICENSE" in facts.licence.upper()


def test_a_missing_package_says_how_to_get_it(tmp_path: Path) -> None:
    role = MIDNIGHT.fonts["text"].model_copy(update={"package": "fontpkg-of-nobody"})
    with pytest.raises(ProviderNotInstalled, match="pip install fontpkg-of-nobody"):
        make_face(role, tmp_path / "x.ttf")


@pytest.mark.parametrize(
    ("change", "says"), [({"file": "Nothing.ttf"}, "Nothing.ttf"), ({"axes": {"wght": 500, "wdth": 90}}, "wdth")]
)
def test_a_wrong_file_or_axis_is_named(tmp_path: Path, change: dict[str, object], says: str) -> None:
    role = MIDNIGHT.fonts["caption"].model_copy(update=change)
    with pytest.raises(InvalidSettings, match=says):
        make_face(role, tmp_path / "x.ttf")
