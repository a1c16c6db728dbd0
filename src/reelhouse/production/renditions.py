"""Formats and orders: which renditions an episode is made in, and for which platforms each of them is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from reelhouse.config.platforms import open_platform
from reelhouse.errors import ContentError, UnknownName
from reelhouse.model.layout import PORTRAIT, RENDITIONS, Margins, Rendition
from reelhouse.model.platform import Platform
from reelhouse.model.quality import Level
from reelhouse.model.time import Rate
from reelhouse.model.timeline import Timeline
from reelhouse.qc.platforms import judge_duration


@dataclass(frozen=True)
class Formats:
    """What is asked for: renditions by name, platforms by name, frames a second of all of them."""

    renditions: Sequence[str] = ()
    platforms: Sequence[str] = ()
    fps: int = PORTRAIT.rate.num

    @property
    def rate(self) -> Rate:
        """Frames a second."""
        return Rate(num=self.fps)

    def sizes(self) -> list[Rendition]:
        """The renditions that come of it.

        Raises:
            UnknownName: There is no such rendition or platform.
        """
        return [order.rendition for order in find_orders(self, self.rate)]


@dataclass(frozen=True)
class Order:
    """A rendition, and the platforms that it is for; it keeps clear of what their apps cover."""

    rendition: Rendition
    platforms: tuple[Platform, ...] = ()


def find_orders(formats: Formats, rate: Rate) -> tuple[Order, ...]:
    """Orders for what is asked for, each rendition once, all at the rate of the timeline.

    Platforms that want the same rendition share one: it suits all of them. Where nothing is asked for it is `portrait`.

    Raises:
        UnknownName: There is no such rendition or platform.
    """
    names = formats.renditions
    unknown = next((name for name in names if name not in RENDITIONS), None)
    if unknown is not None:
        raise UnknownName("rendition", unknown, RENDITIONS)
    wanted = [open_platform(name) for name in dict.fromkeys(formats.platforms)]
    every = dict.fromkeys([*names, *(platform.rendition for platform in wanted)]) or [PORTRAIT.name]
    return tuple(_order(RENDITIONS[name].at(rate), [one for one in wanted if one.rendition == name]) for name in every)


def check_orders(orders: Sequence[Order], timeline: Timeline) -> None:
    """Refuse, before anything is rendered, a video that a platform will not take.

    Raises:
        ContentError: It is too long or too short for one.
    """
    seconds = timeline.duration / timeline.rate.fraction
    for problem in _problems(orders, seconds):
        raise ContentError(
            problem,
            where="--set platforms",
            remedy="Choose other parts with --set part=SECONDS, or leave the platform out",
        )


def _problems(orders: Sequence[Order], seconds: Fraction) -> Iterator[str]:
    for order in orders:
        for platform in order.platforms:
            finding = judge_duration(platform, seconds)
            if finding is not None and finding.level is Level.FAIL:
                yield f"{finding.message}: it lasts {finding.value}, and {finding.limit} is allowed"


def _order(rendition: Rendition, platforms: Sequence[Platform]) -> Order:
    caps = [cap for platform in platforms if (cap := platform.cap(rendition.rate))]
    covered = [platform.covered.margins for platform in platforms if platform.covered]
    changes = {"cap": min(caps, default=0), "covered": _widest(covered) if covered else None}
    return Order(rendition.model_copy(update=changes), tuple(platforms))


def _widest(margins: Sequence[Margins]) -> Margins:
    """What any of several apps covers."""
    return Margins(
        top=max(one.top for one in margins),
        bottom=max(one.bottom for one in margins),
        left=max(one.left for one in margins),
        right=max(one.right for one in margins),
    )
