"""What videos are made in and for: sizes, and what platforms take."""

from __future__ import annotations

from docs.markdown import code, table
from reelhouse.config.platforms import all_platforms
from reelhouse.destinations.fit import size
from reelhouse.model.layout import RENDITIONS
from reelhouse.model.platform import Limit, Platform


def renditions() -> str:
    """Every size that can be made."""
    rows = (
        (code(one.name), one.shape, f"{one.width} x {one.height}", f"{one.preset}, crf {one.crf}")
        for one in RENDITIONS.values()
    )
    return table(("`renditions`", "shape", "pixels", "encoder"), rows)


def platforms() -> str:
    """What every platform takes."""
    rows = (
        (
            code(one.name),
            one.title,
            code(one.rendition),
            _between(one.shortest, one.longest, "s"),
            _between(one.slowest, one.fastest, ""),
            size(one.largest.value) if one.largest else "",
            _bitrate(one),
            "{top}, {bottom}, {left}, {right}".format(**one.covered.margins.model_dump()) if one.covered else "",
        )
        for one in all_platforms().values()
    )
    head = ("`platforms`", "where", "rendition", "length", "frames a second", "size", "bitrate")
    return table((*head, "covered above, below, left, right"), rows)


def platform_sources() -> str:
    """Where everything that is known of platforms was read, and when it was so."""
    rows = []
    for platform in all_platforms().values():
        for key in type(platform).model_fields:
            fact = getattr(platform, key)
            if hasattr(fact, "source"):
                rows.append((platform.title, code(key), str(fact.source.day), fact.source.told))
    return table(("platform", "fact", "day", "source"), rows)


def _between(least: Limit | None, most: Limit | None, unit: str) -> str:
    known = " to ".join(f"{limit.value} {unit}".strip() for limit in (least, most) if limit is not None)
    return known if (least and most) or not known else f"at {'least' if least else 'most'} {known}"


def _bitrate(platform: Platform) -> str:
    parts = []
    if platform.bitrate:
        parts.append(f"at most {platform.bitrate.value // 1000} Mbit/s")
    if platform.advice:
        slow, fast = platform.advice.value // 1000, platform.advice.fast // 1000
        parts.append(f"{slow} Mbit/s, above 30 frames a second {fast}")
    return "; ".join(parts)
