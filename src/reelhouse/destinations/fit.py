"""Whether texts and videos fit a platform, counted as the platform counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from reelhouse.destinations.forms import TextField, UploadForm
from reelhouse.model.deliverable import Deliverable
from reelhouse.model.platform import Limit

_HASHTAG = re.compile(r"(?<!\w)#\w+")


@dataclass(frozen=True)
class Fact:
    """Something about a video beside what a platform allows."""

    label: str
    value: str
    limit: str
    fits: bool


@dataclass(frozen=True)
class Filled:
    """A field with its text as it is copied; `note` says what is wrong, or was changed."""

    label: str
    text: str
    count: int
    limit: int
    unit: str
    fits: bool
    note: str = ""


def measure(made: Deliverable, form: UploadForm) -> tuple[Fact, ...]:
    """Length, shape and size of a video against a platform's limits."""
    platform = form.platform
    seconds = Fraction(made.frames) / made.rendition.rate.fraction
    width, height = made.rendition.width, made.rendition.height
    lengths, sizes = (platform.shortest, platform.longest), (None, platform.largest)
    return (
        Fact("Length", clock(seconds), span(*lengths, clock), _within(seconds, *lengths)),
        Fact("Shape", f"{width}×{height}", form.shape.says, Fraction(width, height) <= form.shape.ratio),
        Fact("Size", size(made.video.size), span(*sizes, size), _within(made.video.size, *sizes)),
    )


def span(least: Limit | None, most: Limit | None, tell: Callable[[int], str]) -> str:
    """What is taken between two limits, as a person reads it."""
    if least and most:
        return f"{tell(least.value)} to {tell(most.value)}"
    return f"from {tell(least.value)}" if least else f"up to {tell(most.value)}" if most else "any"


def fill(form: UploadForm, texts: Mapping[str, str]) -> Iterator[Filled]:
    """Every field of a form. A title that is too long is shortened; other texts are a person's to shorten."""
    for field in form.fields:
        yield _fill(field, texts[field.text])


def count(text: str, unit: str) -> int:
    """How long a text is in a platform's unit."""
    if unit == "utf16":
        return len(text.encode("utf-16-le", "surrogatepass")) // 2
    return len(text.encode("utf-8", "surrogatepass")) if unit == "bytes" else len(text)


def clock(seconds: Fraction | int) -> str:
    """A length as it is read: `1:05`. What has begun counts: 59.2 seconds are `1:00`."""
    whole = -(-seconds // 1)
    return f"{whole // 60}:{whole % 60:02d}"


def size(amount: int) -> str:
    """Bytes as a person reads them, in powers of ten."""
    for unit, power in (("GB", 9), ("MB", 6), ("kB", 3)):
        if amount >= 10**power:
            return f"{amount / 10**power:.3g} {unit}"
    return f"{amount} B"


def _within(amount: Fraction | int, least: Limit | None, most: Limit | None) -> bool:
    return (least is None or least.value <= amount) and (most is None or amount <= most.value)


def _fill(field: TextField, text: str) -> Filled:
    allowed = text.translate(dict.fromkeys(map(ord, field.without)))
    notes = [] if allowed == text else [f"without {' '.join(field.without)}, which are refused here"]
    if field.text == "title" and count(allowed, field.unit) > field.limit:
        allowed = _shortened(allowed, field)
        notes.append("shortened to fit")
    hashtags = len(_HASHTAG.findall(allowed))
    length = count(allowed, field.unit)
    fits = length <= field.limit and (field.hashtags is None or hashtags <= field.hashtags)
    if length > field.limit:
        notes.append(f"too long by {length - field.limit:,}")
    if field.hashtags is not None and hashtags > field.hashtags:
        notes.append(f"{hashtags} hashtags, {field.hashtags} are allowed")
    return Filled(field.label, allowed, length, field.limit, _UNITS[field.unit], fits, "; ".join(notes))


#: Units as a person reads them; nobody needs to know about UTF-16.
_UNITS = {"characters": "characters", "utf16": "characters", "bytes": "bytes"}


def _shortened(text: str, field: TextField) -> str:
    """Cut before the last word that fits, with an ellipsis."""
    cut = text
    while count(cut, field.unit) > field.limit - count("…", field.unit):
        cut = cut[:-1]
    at_word = cut.rpartition(" ")[0] if len(cut) < len(text) and not text[len(cut)].isspace() else cut
    return (at_word if len(at_word) * 2 > len(cut) else cut).rstrip(" ,;:-–—") + "…"
