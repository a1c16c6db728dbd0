"""A story from a text: decoded, judged, its title found and its markup taken off."""

from __future__ import annotations

import re

from reelhouse.errors import UnreadableText, UnsuitableStory
from reelhouse.language import Language, language_codes, open_language
from reelhouse.language.decode import decode_text
from reelhouse.language.detect import foreign_share, is_right_to_left, other_language, script_shares, told_in
from reelhouse.language.markup import without_emoji, without_invisible, without_links
from reelhouse.model.quality import Finding, Level
from reelhouse.model.story import Story
from reelhouse.sources.foreign import refuse_foreign
from reelhouse.sources.markdown import Plain, read_markdown
from reelhouse.sources.matter import FrontMatter, read_front_matter

#: Largest file that is looked at, in bytes; larger ones are refused unread.
MOST_BYTES = 1_000_000
#: Longest story, in characters: about an hour of narration.
MOST_CHARACTERS = 60_000
#: Fewest words that make a story.
FEWEST_WORDS = 5
#: Longest first line that can be a title, in characters.
_TITLE = 120
#: A longer row of characters without a space is no word: nobody could read it aloud, and no line holds it.
_LONGEST_WORD = 100
_MOST_FOREIGN = 0.5
_SCRIPTS = {"Latin": "Latin", "Han": "Chinese", "Kana": "Japanese", "Hangul": "Korean"}


def read_story(data: bytes, name: str, *, language: str = "en") -> Story:
    """Read a story from plain text or Markdown, with or without front matter.

    Args:
        data: The file's content, in any common encoding.
        name: What the person calls it; errors begin with it.
        language: ISO 639-1 code of the language it is told in, unless its front matter names one.

    Raises:
        UnreadableText: It is empty, or not text.
        UnsuitableStory: It is too long, has too few words, or no voice of the language can say most of it.
        UnknownName: The language is not known here.
    """
    matter = read_front_matter(_text(data, name, language), name)
    spoken = open_language(matter.texts.get("language", language).lower())
    plain = read_markdown(matter.body)
    (title, *paragraphs), endless = _without_endless(*_title(matter, plain))
    body = "\n\n".join(paragraphs)
    _check_words(f"{title}\n\n{body}", body, name)
    foreign = _check_language(f"{title}\n\n{body}", name, spoken)
    return Story(
        title=title,
        body=body,
        language=spoken.code,
        board=matter.texts.get("board", ""),
        teller=matter.texts.get("teller", ""),
        votes=matter.counts.get("votes"),
        replies=matter.counts.get("replies"),
        source=matter.texts.get("source", name),
        findings=(*matter.findings, *plain.findings, *endless, *foreign),
    )


def _text(data: bytes, name: str, language: str) -> str:
    if not data:
        raise UnreadableText("the file is empty", where=name, remedy="Give a story with at least a few sentences")
    refuse_foreign(data, name)
    if len(data) > MOST_BYTES:
        raise UnsuitableStory(
            f"the file has {len(data):,} bytes and the limit is {MOST_BYTES:,}", where=name, remedy=_SHORTER
        )
    try:
        text = without_invisible(decode_text(data, language)[0])
    except UnreadableText as error:
        raise UnreadableText(error.message, where=name, remedy=error.remedy) from error
    if not text.strip():
        raise UnreadableText("there is nothing but white space in it", where=name, remedy="Give a story in words")
    if len(text) > MOST_CHARACTERS:
        raise UnsuitableStory(
            f"the story has {len(text):,} characters and the limit is {MOST_CHARACTERS:,}", where=name, remedy=_SHORTER
        )
    return text.lstrip("\n")


_SHORTER = "Cut it into several files and make an episode of each"


def _title(matter: FrontMatter, plain: Plain) -> tuple[str, tuple[str, ...]]:
    """The title and the paragraphs without it; empty when the text begins without one."""
    if given := matter.texts.get("title"):
        return given, plain.paragraphs
    if plain.heading:
        return plain.heading, plain.paragraphs
    first = plain.paragraphs[0] if plain.paragraphs else ""
    if len(plain.paragraphs) > 1 and len(first) <= _TITLE:
        return re.sub(r"^title:\s*", "", first, flags=re.IGNORECASE), plain.paragraphs[1:]
    return "", plain.paragraphs


def _without_endless(title: str, paragraphs: tuple[str, ...]) -> tuple[list[str], tuple[Finding, ...]]:
    """Title and paragraphs without words of absurd length; addresses may be long, something else is said for them."""
    endless = [word for text in (title, *paragraphs) for word in text.split() if _is_endless(word)]
    if not endless:
        return [title, *paragraphs], ()
    kept = [" ".join(word for word in text.split() if not _is_endless(word)) for text in (title, *paragraphs)]
    message = f"A row of {len(endless[0]):,} characters without a space was left out: nobody can read that aloud"
    return [kept[0], *filter(None, kept[1:])], (
        Finding(check="story", level=Level.WARN, message=message, value=str(len(endless)), limit=str(_LONGEST_WORD)),
    )


def _is_endless(word: str) -> bool:
    return len(word) > _LONGEST_WORD and "://" not in word and not _unspaced(word)


def _check_words(text: str, body: str, name: str) -> None:
    """Refuse what is no story: emoji, a word, a title alone."""
    words = re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", without_emoji(without_links(text, " ")))
    if not words:
        raise UnsuitableStory("there are no words in it", where=name, remedy="Give a story in words")
    if len(words) < FEWEST_WORDS and not _unspaced(text):
        several = "word" if len(words) == 1 else "words"
        raise UnsuitableStory(
            f"it has only {len(words)} {several}", where=name, remedy="Give a story with at least a few sentences"
        )
    if not body:
        raise UnsuitableStory("it has a title and no story", where=name, remedy="Write the story under the title")


def _unspaced(text: str) -> bool:
    """Whether the writing puts no spaces between words, so that counting them says nothing."""
    shares = script_shares(text)
    return shares.get("Han", 0) + shares.get("Kana", 0) + shares.get("Thai", 0) > 0.5


def _check_language(text: str, name: str, language: Language) -> tuple[Finding, ...]:
    """Refuse what the language's voice cannot say for the most part; report a smaller part."""
    share = foreign_share(text, language)
    if share > _MOST_FOREIGN:
        raise UnsuitableStory(
            f"most of it is not in {language.name} but {_written_in(text, language)}",
            where=name,
            remedy=_right_language(text, language),
        )
    if not share:
        return ()
    message = f"Some of the text is not in {language.name}; the voice leaves out what it cannot read"
    return (Finding(check="language", level=Level.WARN, message=message, value=f"{share:.1%}", limit="0%"),)


def _right_language(text: str, language: Language) -> str:
    """What to do about a text in another language: name it, when we tell stories in it."""
    if (code := told_in(text)) and code != language.code:
        return f"Set the language of the story: --set language={code}, or `language: {code}` in its head"
    return f"Give the story in {language.name}, or in one of: {', '.join(language_codes())}"


def _written_in(text: str, language: Language) -> str:
    script = next(iter(script_shares(text)), language.script)
    if script == language.script:
        other = other_language(text, language)
        return f"in another language ({other})" if other else "in other languages"
    direction = ", which runs from right to left" if is_right_to_left(text) else ""
    return f"in {_SCRIPTS.get(script, script)} letters{direction}"
