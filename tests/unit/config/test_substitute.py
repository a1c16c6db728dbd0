"""References in settings: what they become, and what is said when they lead nowhere."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelhouse.config.substitute import BadReference, substitute

ENVIRON = {"NAME": "Ann", "EMPTY": "", "ODD": "${NAME} $${ \\1"}


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("plain", "plain"),
        ("${NAME}", "Ann"),
        ("a ${NAME} b ${NAME}", "a Ann b Ann"),
        ("${NONE:-Bob}", "Bob"),
        ("${NONE:-}", ""),
        ("${EMPTY:-Bob}", "Bob"),
        ("${EMPTY}", ""),
        ("${NAME:-Bob}", "Ann"),
        ("$${NAME}", "${NAME}"),
        ("$NAME $ {NAME}", "$NAME $ {NAME}"),
        ("${ODD}", "${NAME} $${ \\1"),
    ],
)
def test_a_reference_becomes_its_value(text: str, becomes: str) -> None:
    assert substitute(text, ENVIRON, Path("/")) == becomes


@given(st.text(alphabet=st.characters(exclude_characters="$")))
def test_text_without_references_stays(text: str) -> None:
    assert substitute(text, {}, Path("/")) == text


@given(st.text())
def test_a_value_is_never_substituted_again(value: str) -> None:
    assert substitute("<${V:-}>", {"V": value}, Path("/")) == f"<{value}>"


def test_a_secret_comes_from_a_file_beside_the_settings(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("s3cret\n", encoding="utf-8")

    assert substitute("Bearer ${file:key}", {}, tmp_path) == "Bearer s3cret"
    assert substitute(f"${{file:{tmp_path}/key}}", {}, Path("/")) == "s3cret"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("${NONE}", r"NONE is not set.*\$\{NONE:-default\}"),
        ("${}", "not a reference"),
        ("${A B}", "not a reference"),
        ("${file:missing}", "missing cannot be read: No such file"),
        ("${file:binary}", "not UTF-8"),
    ],
)
def test_a_reference_that_leads_nowhere_says_so(text: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00")

    with pytest.raises(BadReference, match=says):
        substitute(text, {}, tmp_path)
