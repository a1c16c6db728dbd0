"""Filling templates: a sandbox, and no way out of a drawing."""

from pathlib import Path

import pytest

from reelhouse.errors import InvalidSettings
from reelhouse.styles.style import FOLDER
from reelhouse.styles.templates import check_drawing, check_template, fill


def test_values_are_escaped(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text("<t>{{ x }}</t>", encoding="utf-8")
    assert fill((tmp_path,), "a", {"x": "<script>"}) == "<t>&lt;script&gt;</t>"


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__ }}",
        "{{ x.__init__.__globals__ }}",
        "{{ x | safe }}",
        "{{ nothing }}",
        "{% include '../b.svg' %}",
        "{% for n in range(100000000) %}{% endfor %}",
        '{% set a = "hr" %}<use {{ a }}ef="file:///etc/passwd"/>',
        "{% autoescape false %}{{ '<scr' ~ 'ipt>' }}{% endautoescape %}",
    ],
)
def test_nothing_gets_out(tmp_path: Path, text: str) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "b.svg").write_text("secret", encoding="utf-8")
    (tmp_path / "in/a.svg").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidSettings) as caught:
        fill((tmp_path / "in",), "a", {"x": {}})
    assert "a.svg" in caught.value.where


def test_a_template_that_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(InvalidSettings, match="cannot be filled in"):
        fill((tmp_path,), "a", {})


def test_what_is_not_well_formed_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text("<svg>\n<rect>\n</svg>", encoding="utf-8")
    with pytest.raises(InvalidSettings, match="mismatched tag") as caught:
        fill((tmp_path,), "a", {})
    assert "line 3" in caught.value.where


def test_references_to_its_own_parts_are_fine(tmp_path: Path) -> None:
    own = '<svg><!-- a note --><use href="#a"/><rect fill="url(#b)" mask="url( \'#c\' )"/></svg>'
    check_drawing(own, tmp_path)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*/*.svg")), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_templates_of_the_house_keep_to_it(path: Path) -> None:
    check_template(path)
