"""The words beside a video, written without anybody's help: title, description, tags.

The description begins like the story, asks what the video asks, and thanks those whose work is in it. It gives no end
away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reelhouse.language import Language, open_language
from reelhouse.language.sentences import split_sentences
from reelhouse.model.release import Credit, CreditKind, Words
from reelhouse.model.script import Role, Script
from reelhouse.scripts.keywords import keywords

#: Characters of the longest beginning that is told.
TEASER = 240
#: No more than this share of the sentences is told, as one of so many.
_SHARE = 3
#: Tags in all, and those of them that become hashtags: more of these and some platforms refuse the post.
TAGS, HASHTAGS = 10, 5


def write_words(script: Script, thanks: Sequence[Credit]) -> Words:
    """Write what stands beside one part."""
    language = open_language(script.language)
    part = language.phrases["part_of"].format(n=script.part, m=script.parts) if script.parts > 1 else ""
    genre = tuple(language.phrases["genre"].split())
    telling = keywords(script, language, TAGS)
    tags = tuple(dict.fromkeys((genre[0], *telling, *genre[1:])))[:TAGS]
    credit = (*_teller(script, language), *thanks)
    described = (part, teaser(script, language), _question(script), _hashtags(tags), _thanks(credit, language))
    return Words(
        title=f"{script.title} ({part})" if part else script.title,
        description="\n\n".join(block for block in described if block),
        tags=tags,
        language=script.language,
        part=script.part,
        parts=script.parts,
        credits=credit,
    )


def teaser(script: Script, language: Language) -> str:
    """The first sentences of the story, whole ones as far as they fit, and never more than a third of it."""
    lines = (line.shown for scene in script.scenes if scene.role is Role.STORY for line in scene.lines)
    sentences = split_sentences(" ".join(lines), language)
    told = ""
    for sentence in sentences[: max(1, len(sentences) // _SHARE)]:
        longer = f"{told} {sentence}".strip()
        if told and len(longer) > TEASER:
            break
        told = longer
    return told if len(told) <= TEASER else told[: TEASER - 1].rsplit(" ", 1)[0].rstrip(" ,;:-–—") + "…"


def _question(script: Script) -> str:
    """What the end card asks, as it is written."""
    return " ".join(line.shown for scene in script.scenes if scene.role is Role.END for line in scene.lines)


def _hashtags(tags: Iterable[str]) -> str:
    return " ".join(f"#{tag}" for tag in list(tags)[:HASHTAGS])


def _teller(script: Script, language: Language) -> Iterator[Credit]:
    told = language.phrases["told_by"].format(name=script.teller) if script.teller else ""
    if name := ", ".join(part for part in (told, script.board) if part):
        yield Credit(kind=CreditKind.STORY, name=name)


def _thanks(thanks: Sequence[Credit], language: Language) -> str:
    """One line for each kind of work."""
    lines = [language.phrases["credits"]] if thanks else []
    for kind in CreditKind:
        named = [_named(one, language) for one in thanks if one.kind is kind]
        if named:
            lines.append(f"{language.phrases[f'credit_{kind.value}']}: {', '.join(named)}")
    return "\n".join(lines)


def _named(credit: Credit, language: Language) -> str:
    name = credit.name or language.phrases["own_music"]
    if "(" in credit.licence:
        return f"{name}, {credit.licence}"
    return f"{name} ({credit.licence})" if credit.licence else name
