"""Front matter: what a story says about itself between two lines of dashes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import yaml

from reelhouse.errors import UnreadableText
from reelhouse.model.quality import Finding, Level

_FENCED = re.compile(r"\A---[ \t]*\n(?P<inside>(?:[^\n]*\n){0,40}?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_PAIR = re.compile(r"(?P<key>[A-Za-z][\w -]*?)[ \t]*:(?:[ \t]+(?P<value>.*))?\Z")
_COUNT = re.compile(r"(?P<number>\d+(?:[.,]\d+)*)\s*(?P<scale>[kKmM]?)\Z")
_LONGEST = 4000
TEXTS = ("title", "board", "teller", "language", "source")
COUNTS = ("votes", "replies")


@dataclass(frozen=True)
class FrontMatter:
    """What a story says about itself, the text that follows, and how many lines came before that."""

    texts: Mapping[str, str]
    counts: Mapping[str, int]
    body: str
    findings: tuple[Finding, ...] = ()


def read_front_matter(text: str, name: str) -> FrontMatter:
    """Take the front matter off a text; without any, the text comes back as it was.

    Raises:
        UnreadableText: A line of it cannot be understood.
    """
    fenced = _FENCED.match(text)
    if not fenced or not _is_matter(fenced["inside"]):
        return FrontMatter({}, {}, text)
    found = _pairs(fenced["inside"], name)
    texts = {key: " ".join(found[key].split()) for key in TEXTS if found.get(key)}
    counts = {key: count for key in COUNTS if key in found and (count := _count(found[key])) is not None}
    findings = [_unknown(key) for key in found if key not in {*TEXTS, *COUNTS}]
    findings += [_no_count(key, found[key]) for key in COUNTS if key in found and key not in counts]
    return FrontMatter(texts, counts, text[fenced.end() :], tuple(findings))


def _is_matter(inside: str) -> bool:
    """Whether it begins like settings; a story may begin with a ruled line as well."""
    first = next((line for line in inside.splitlines() if line.strip() and not line.startswith("#")), "")
    return len(inside) <= _LONGEST and bool(_PAIR.match(first.strip()))


def _pairs(inside: str, name: str) -> dict[str, str]:
    """The keys and values; a value may hold a colon, as titles do, though YAML forbids it."""
    try:
        read = yaml.safe_load(inside)
    except (yaml.YAMLError, ValueError):
        read = None
    if isinstance(read, dict) and all(isinstance(value, str | int | None) for value in read.values()):
        return {str(key).strip().lower(): "" if value is None else str(value) for key, value in read.items()}
    return dict(_pair(line, number, name) for number, line in enumerate(inside.splitlines(), 2) if _says(line))


def _says(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _pair(line: str, number: int, name: str) -> tuple[str, str]:
    found = _PAIR.match(line.strip())
    if not found:
        raise UnreadableText(
            f"the front matter has {line.strip()[:60]!r}, which is not `key: value`",
            where=f"{name}, line {number}",
            remedy="Write one `key: value` on each line between the two lines of dashes",
        )
    return found["key"].lower(), (found["value"] or "").strip().strip("\"'")


def _count(value: str) -> int | None:
    """`14200`, `14,200` or `14.2k` as a number."""
    found = _COUNT.match(value.strip())
    if not found or len(value) > 15:
        return None
    if not found["scale"]:
        return int(re.sub(r"[.,]", "", found["number"]))
    scale = 1_000 if found["scale"] in "kK" else 1_000_000
    whole, _, fraction = found["number"].replace(",", ".").partition(".")
    digits = re.sub(r"\D", "", fraction)
    return int(whole) * scale + (int(digits) * scale // 10 ** len(digits) if digits else 0)


def _unknown(key: str) -> Finding:
    known = ", ".join((*TEXTS, *COUNTS))
    message = f"The front matter's key {key[:40]!r} is not known and was left out"
    return Finding(check="story", level=Level.WARN, message=message, value=key[:40], limit=known)


def _no_count(key: str, value: str) -> Finding:
    message = f"The front matter's {key} is not a whole number and was left out"
    return Finding(check="story", level=Level.WARN, message=message, value=value[:40])
