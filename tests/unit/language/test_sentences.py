from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelhouse.language import Language, open_language
from reelhouse.language.sentences import split_sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("He lied. She left.", ["He lied.", "She left."]),
        ("Dr. Smith and Mrs. Jones met. They lied.", ["Dr. Smith and Mrs. Jones met.", "They lied."]),
        ("It was 5 p.m. He left.", ["It was 5 p.m.", "He left."]),
        ("It was 5 p.m. when he left.", ["It was 5 p.m. when he left."]),
        ("Bring forks, knives, etc. Then sit.", ["Bring forks, knives, etc.", "Then sit."]),
        ('"Stop!" she said. "Why?"', ['"Stop!" she said.', '"Why?"']),
        ("“I know.” He smiled.", ["“I know.”", "He smiled."]),
        ("J. K. Rowling wrote it. John F. Kennedy did not.", ["J. K. Rowling wrote it.", "John F. Kennedy did not."]),
        ("We took plan B. We won.", ["We took plan B.", "We won."]),
        ("So did I. Then I left.", ["So did I.", "Then I left."]),
        ("No. I did not.", ["No.", "I did not."]),
        ("See No. 5 there.", ["See No. 5 there."]),
        ("It cost 3.50 in all. 20 people came.", ["It cost 3.50 in all.", "20 people came."]),
        ("And then... nothing. Well… maybe.", ["And then... nothing.", "Well… maybe."]),
        ("Really?! Yes!!! (He did.) Fine.", ["Really?!", "Yes!!!", "(He did.)", "Fine."]),
        ("no stop at the end", ["no stop at the end"]),
        ("A heading\n\nthen text", ["A heading", "then text"]),
        ("One line\nand the next. Done.", ["One line\nand the next.", "Done."]),
        ("... He came.", ["... He came."]),
        ("", []),
        (" \n \n ", []),
    ],
)
def test_sentences(text: str, sentences: list[str], english: Language) -> None:
    assert list(split_sentences(text, english)) == sentences


PIECES = st.sampled_from([*"aB1.!?…,\"'”“) (\n", " ", ". ", "\n\n", "Dr. ", "p.m. ", "No. ", "I ", "he said ", "X. "])


@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=40).map("".join)))
def test_nothing_is_lost_but_white_space(text: str) -> None:
    sentences = split_sentences(text, open_language("en"))
    assert re.sub(r"\s", "", "".join(sentences)) == re.sub(r"\s", "", text)
    assert all(sentence == sentence.strip() and sentence for sentence in sentences)
