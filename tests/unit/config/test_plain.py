"""YAML as plain data: the quick reader reads what the slow one does."""

import pytest
import yaml

from reelhouse.config.plain import read_plain


@pytest.mark.parametrize(
    "text",
    ["", "a: 1\nb: [1.5, true, null, 'x: y']\n", "- é\n- {deep: {er: 0o17}}\n", "# only a remark\n", "2024-01-31\n"],
)
def test_both_readers_read_the_same(text: str) -> None:
    assert read_plain(text) == yaml.safe_load(text)


def test_other_objects_are_refused() -> None:
    with pytest.raises(yaml.YAMLError):
        read_plain("!!python/object/apply:os.getcwd []")


def test_a_mistake_has_a_line() -> None:
    with pytest.raises(yaml.MarkedYAMLError) as caught:
        read_plain("a: 1\nb: [1\n")
    assert caught.value.problem_mark is not None
    assert caught.value.problem_mark.line >= 1
