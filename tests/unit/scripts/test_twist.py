from __future__ import annotations

from reelhouse.language import Language
from reelhouse.scripts.sentence import read_sentences
from reelhouse.scripts.twist import find_twist


def twist(body: str, english: Language) -> str | None:
    sentences = read_sentences(body, english, "soften")
    found = find_twist(sentences, english)
    return None if found is None else sentences[found].shown


PLAIN = "We met at noon. We had soup. It was warm. I paid the bill. We walked home. "


def test_the_strongest_late_sentence_is_the_twist(english: Language) -> None:
    assert twist(PLAIN + "But it turned out he had lied. He waved.", english) == "But it turned out he had lied."


def test_early_reversals_weak_ends_and_short_stories_have_none(english: Language) -> None:
    assert twist("But it turned out he had lied. " + PLAIN, english) is None
    assert twist(PLAIN + "Then we slept. It was nice.", english) is None
    assert twist("We met. But it turned out he had lied.", english) is None


def test_a_quotation_is_not_torn_apart(english: Language) -> None:
    assert twist(PLAIN + 'She said: "Sit down. But it turned out he had lied."', english) is None
    assert twist('"' + PLAIN * 2 + 'But it turned out he had lied."', english) is None


def test_a_long_sentence_does_not_stand_alone(english: Language) -> None:
    assert twist(PLAIN + "But it turned out he had lied " + "and lied " * 10 + ". Bye.", english) is None
