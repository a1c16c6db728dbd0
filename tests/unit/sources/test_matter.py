from __future__ import annotations

import pytest

from reelhouse.errors import UnreadableText
from reelhouse.sources.matter import read_front_matter


def test_without_front_matter_the_text_is_untouched() -> None:
    for text in (
        "plain",
        "---\n\nA ruled line, then a story.\n\n---\nmore",
        "----\ntitle: x\n----\n",
        "---\ntitle: no end",
    ):
        matter = read_front_matter(text, "s")
        assert matter.body == text
        assert not matter.texts


def test_a_title_may_hold_a_colon() -> None:
    matter = read_front_matter('---\ntitle: AITA: for telling her\nboard: "Quoted: too"\n# remark\n\n---\nbody', "s")
    assert matter.texts == {"title": "AITA: for telling her", "board": "Quoted: too"}
    assert matter.body == "body"


@pytest.mark.parametrize(
    ("written", "count"),
    [("14200", 14200), ("14,200", 14200), ("14.2k", 14200), ("1M", 1_000_000), ("3k", 3000), ("1.25m", 1_250_000)],
)
def test_counts(written: str, count: int) -> None:
    assert read_front_matter(f"---\nvotes: {written}\n---\n", "s").counts == {"votes": count}


@pytest.mark.parametrize("written", ["-5", "many", "[1, 2]", "1e9", "9" * 30, "true"])
def test_what_is_no_count_is_left_out_with_a_finding(written: str) -> None:
    matter = read_front_matter(f"---\nvotes: {written}\n---\n", "s")
    assert not matter.counts
    assert len(matter.findings) == 1


def test_unknown_keys_name_the_known_ones() -> None:
    (finding,) = read_front_matter("---\ntitel: x\n---\n", "s").findings
    assert "titel" in finding.message
    assert "title" in finding.limit


def test_a_broken_line_is_named() -> None:
    with pytest.raises(UnreadableText, match="key: value") as caught:
        read_front_matter("---\ntitle: a: b\nwhat is this\n---\n", "s.md")
    assert caught.value.where == "s.md, line 3"


def test_values_are_data() -> None:
    bomb = "---\na: &a [x, x]\nb: &b [*a, *a]\ntitle: !!python/object/apply:os.getcwd []\n---\nbody"
    matter = read_front_matter(bomb, "s")
    assert matter.texts["title"].startswith("!!python")
    assert read_front_matter("---\ntitle:\nlanguage: no\n---\n", "s").texts["language"]
