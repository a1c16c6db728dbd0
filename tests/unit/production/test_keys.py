"""Keys: the same step has the same key, and any difference gives another."""

import copy
from dataclasses import replace
from fractions import Fraction
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelhouse.model.artifact import Artifact, Kind
from reelhouse.model.layout import PORTRAIT
from reelhouse.model.quality import Finding, Level, QualityReport
from reelhouse.production.keys import Step, plain, step_key, versions

ARTIFACT = Artifact(sha256="a" * 64, kind=Kind.CHUNK, suffix=".mp4", size=3)

leaves = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
trees = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3), max_leaves=8
)
inputs = st.dictionaries(st.text(), trees, max_size=4)


def step(given: dict[str, Any]) -> Step[Finding]:
    return Step("check", 1, given, Finding)


def turned(data: Any) -> Any:
    """The same data with the keys of every mapping in the other order."""
    if isinstance(data, dict):
        return {key: turned(data[key]) for key in reversed(data)}
    return [turned(value) for value in data] if isinstance(data, list) else data


def same(one: Any, other: Any) -> bool:
    """Equal with types, because 1, 1.0 and True are equal in Python and different inputs."""
    return repr(sort(one)) == repr(sort(other))


def sort(data: Any) -> Any:
    if isinstance(data, dict):
        return sorted((key, sort(value)) for key, value in data.items())
    return [sort(value) for value in data] if isinstance(data, list) else data


@given(inputs)
def test_the_order_of_inputs_does_not_matter(given: dict[str, Any]) -> None:
    assert step_key(step(given)) == step_key(step(turned(copy.deepcopy(given))))


@given(inputs, inputs)
def test_keys_are_equal_only_for_equal_inputs(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert (step_key(step(one)) == step_key(step(other))) == same(one, other)


@given(inputs, st.text(min_size=1), leaves)
def test_one_more_input_changes_the_key(given: dict[str, Any], name: str, value: Any) -> None:
    more = {**given, name + "x" * 20: value}
    assert step_key(step(given)) != step_key(step(more))


@pytest.mark.parametrize("change", [{"name": "other"}, {"version": 2}, {"provider": "piper/1"}, {"inputs": {"a": 2}}])
def test_every_part_of_a_step_changes_its_key(change: dict[str, Any]) -> None:
    base = step({"a": 1})
    assert step_key(replace(base, **change)) != step_key(base)


def test_the_class_of_the_result_is_not_part_of_the_key() -> None:
    assert step_key(Step("check", 1, {}, Finding)) == step_key(Step("check", 1, {}, QualityReport))


@given(st.text(), st.text())
def test_another_salt_gives_another_key(one: str, other: str) -> None:
    assert (step_key(step({}), one) == step_key(step({}), other)) == (one == other)


def test_parts_do_not_run_into_each_other() -> None:
    assert step_key(Step("a", 1, {}, Finding, "b")) != step_key(Step("ab", 1, {}, Finding))


def test_a_known_key_stays_for_ever() -> None:
    """Made by hand: printf '{"inputs":{"line":"hé"},"name":"n","provider":"p","salt":"","version":1}' | sha256sum."""
    key = step_key(Step("n", 1, {"line": "hé"}, Finding, "p"))
    assert key == "7e593ca0977a1cb6996deb27b35fc661a3f1303ceadb83b2bede95a4416db7b2"


def test_values_and_documents_are_dumped() -> None:
    finding = Finding(check="black", level=Level.OK, message="m")
    report = QualityReport(findings=(finding,))

    assert plain(PORTRAIT) == PORTRAIT.model_dump(mode="json")
    assert plain({"report": (report, Level.WARN)}) == {
        "report": [{"schema": "reelhouse.quality/1", "findings": [finding.model_dump(mode="json")]}, "warn"]
    }


def test_an_artifact_counts_by_its_hash() -> None:
    other = ARTIFACT.model_copy(update={"sha256": "b" * 64})

    assert plain(ARTIFACT)["sha256"] == "a" * 64
    assert step_key(step({"picture": [ARTIFACT]})) != step_key(step({"picture": [other]}))


@pytest.mark.parametrize("wrong", [Path("/x"), {1, 2}, b"bytes", Fraction(1, 3), float("nan"), float("inf"), object()])
def test_what_has_no_exact_form_is_refused(wrong: object) -> None:
    with pytest.raises(TypeError, match="cannot be an input"):
        step_key(step({"deep": [{"er": wrong}]}))


def test_keys_of_mappings_are_text() -> None:
    with pytest.raises(TypeError, match="must be text, not 1"):
        step_key(step({"deep": {1: "a"}}))


def test_versions_are_those_that_are_installed() -> None:
    assert versions("numpy", "no-such-package") == {"numpy": version("numpy"), "no-such-package": ""}
    assert plain(versions("resvg"))
