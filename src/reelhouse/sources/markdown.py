"""Markdown to paragraphs: block marks go, tables and code are left out, words stay."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reelhouse.language.markup import is_only_link, without_markup
from reelhouse.model.quality import Finding, Level

_FENCE = re.compile(r"^[ ]{0,3}(```|~~~)")
_RULE = re.compile(r"^\s*(?:[-*_=~]\s*){3,}$")
_TABLE = re.compile(r"^\s*\|.*\|\s*$|^\s*:?-{3,}:?\s*\|")
_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+(?P<text>.*?)\s*#*\s*$")
_ITEM = re.compile(r"^\s{0,8}(?:[-*+•]|\d{1,3}[.)])\s+(?=\S)")
_QUOTE = re.compile(r"^\s{0,3}(?:>\s?)+")
_DEFINITION = re.compile(r"^\s{0,3}\[[^\]]+\]:\s+\S+")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_ENDS = re.compile(r"[.!?…:;\"'”’)\]]$")


@dataclass(frozen=True)
class Plain:
    """Paragraphs without markup; `heading` is the first heading when the text begins with it."""

    paragraphs: tuple[str, ...]
    heading: str = ""
    findings: tuple[Finding, ...] = ()


def read_markdown(text: str) -> Plain:
    """Turn Markdown or plain text into paragraphs, one line each.

    Links keep their words, lists and quotes become paragraphs, code and tables are left out with a finding.
    """
    lines, left_out = _without_blocks(_COMMENT.sub("", text).split("\n"))
    loose = _is_loose(lines)
    paragraphs: list[list[str]] = [[]]
    heading = ""
    for line in lines:
        if found := _HEADING.match(line):
            if not heading and paragraphs == [[]]:
                heading = _clean(found["text"])
            else:
                paragraphs += [[_sentence(found["text"])], []]
        elif not line.strip() or _RULE.match(line):
            paragraphs.append([])
        else:
            _add(paragraphs, line, loose=loose)
    cleaned = [_clean(" ".join(paragraph)) for paragraph in paragraphs if paragraph]
    links = sum(is_only_link(paragraph) for paragraph in cleaned)
    kept = tuple(paragraph for paragraph in cleaned if paragraph and not is_only_link(paragraph))
    return Plain(kept, heading, tuple(_findings({**left_out, "links": links})))


def _add(paragraphs: list[list[str]], line: str, *, loose: bool) -> None:
    """Add a line to the last paragraph, or begin another with it."""
    bare = _QUOTE.sub("", line)
    item = _ITEM.match(bare)
    last = paragraphs[-1]
    if item:
        paragraphs.append([_sentence(bare[item.end() :])])
    elif last and loose and _ENDS.search(last[-1]):
        paragraphs.append([bare.strip()])
    elif bare.strip():
        last.append(bare.strip())
    else:
        paragraphs.append([])


def _without_blocks(lines: list[str]) -> tuple[list[str], dict[str, int]]:
    """The lines outside of code, tables and link definitions, and how many blocks of each were left out."""
    kept: list[str] = []
    left_out = {"code": 0, "tables": 0}
    fence, table = "", False
    for line in lines:
        mark = _FENCE.match(line)
        if fence or mark:
            left_out["code"] += not fence
            fence = "" if fence and mark and mark[1] == fence else fence or (mark[1] if mark else "")
            continue
        row = bool(_TABLE.match(line))
        left_out["tables"] += row and not table
        table = row
        kept.append("" if row or _DEFINITION.match(line) else line.rstrip())
    return kept, left_out


def _is_loose(lines: list[str]) -> bool:
    """Whether every line is a paragraph: there is no empty line anywhere between them."""
    return "" not in [line.strip() for line in "\n".join(lines).strip().split("\n")]


def _sentence(text: str) -> str:
    """A heading or an item of a list as a sentence, so that the voice stops after it."""
    stripped = text.strip()
    return stripped if not stripped or _ENDS.search(stripped) else f"{stripped}."


def _clean(text: str) -> str:
    return " ".join(without_markup(text).split())


_LEFT_OUT = {
    "code": ("block of code was", "blocks of code were"),
    "tables": ("table was", "tables were"),
    "links": ("bare link was", "bare links were"),
}


def _findings(left_out: dict[str, int]) -> list[Finding]:
    return [
        Finding(
            check="story",
            level=Level.WARN,
            message=f"{count} {_LEFT_OUT[kind][count > 1]} left out: nobody can read that aloud",
            value=str(count),
        )
        for kind, count in left_out.items()
        if count
    ]
