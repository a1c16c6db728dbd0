"""Chunks for many hands: a run offers those that it has still to make, and workers without work make some of them.

A chunk is drawn from what is visible in it and nothing else, so whoever has the same software and can read the
artifacts makes the same bytes. Both sides claim chunks in the step table; helpers begin at the other end.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress

from reelhouse.config import Settings
from reelhouse.config.settings import cores
from reelhouse.errors import ContentError, ReelhouseError
from reelhouse.model.base import dump
from reelhouse.production.chunks import RENDER, Camera, chunk_step
from reelhouse.production.keys import versions
from reelhouse.production.steps import Payer, Steps
from reelhouse.production.workshop import Workshop, side_by_side
from reelhouse.render.content import Chunk
from reelhouse.storage import Store
from reelhouse.storage.offers import Offer, Offered

#: Fewer chunks are made before anybody has come to help.
FEW = 6
#: Seconds between two looks at what others made.
LOOK = 1.0


@contextmanager
def offered(shop: Workshop, chunks: Mapping[str, Chunk]) -> Iterator[None]:
    """Let others make some of these chunks, by label, and tell the watcher what they made, while the block lasts."""
    left = _left(shop, chunks) if len(chunks) >= FEW and _could_help(shop.store) else {}
    if len(left) < max(FEW, 2 * shop.settings.workers):
        yield
        return
    with suppress(ReelhouseError):  # then everything is made here
        content = [Offered(key, dump(chunks[label])) for label, key in left.items()]
        shop.steps.offer(code(), shop.settings.workers, RENDER, content)
    over = threading.Event()
    frames = {label: chunks[label].frames for label in left}
    looking = threading.Thread(target=_tell, args=(shop, left, frames, over), name="what others made")
    looking.start()
    try:
        yield
    finally:
        over.set()
        looking.join()


def lend_a_hand(settings: Settings, store: Store, offer: Offer) -> bool:
    """Make chunks of another run until there is none that nobody began; False when it is not for us to do.

    Raises:
        ContentError: Our software would make another chunk.
        Cancelled: We are to stop.
    """
    hands = _hands(settings, offer)
    if hands < 1 or offer.terms.code != code():
        return False
    terms = offer.terms
    with Steps(store, salt=terms.salt, workers=hands, payer=Payer(terms.episode, terms.show)) as steps:
        shop, tried = Workshop(steps, store, settings, terms.episode), set[str]()
        side_by_side(hands, range(hands), lambda _: _work_off(Camera(shop), offer.run, tried))
    return True


def code() -> str:
    """The version of this software: others neither offer to us nor take from us."""
    return versions("reelhouse")["reelhouse"]


def _could_help(store: Store) -> bool:
    """Whether anybody else could come: workers call one another, everybody else calls those who are there."""
    return bool(store.runs.worker or store.workers.living())


def _left(shop: Workshop, chunks: Mapping[str, Chunk]) -> dict[str, str]:
    """The keys of those that are not made, by label."""
    keys = {label: shop.steps.wanted(chunk_step(chunk)).key for label, chunk in chunks.items()}
    made = shop.store.steps.made(keys.values())
    return {label: key for label, key in keys.items() if key not in made}


def _hands(settings: Settings, offer: Offer) -> int:
    """How many chunks to make at once: on the machine of the run only with cores that it leaves."""
    return min(settings.workers, cores() - offer.terms.threads) if offer.here else settings.workers


def _work_off(camera: Camera, run: str, tried: set[str]) -> None:
    while one := camera.shop.store.offers.last(run, tried):
        tried.add(one.key)
        chunk = Chunk.model_validate(one.content)
        if camera.shop.steps.wanted(chunk_step(chunk)).key != one.key:
            raise ContentError("the chunk is drawn otherwise here", remedy="Use the same version on all machines")
        camera.shoot_now(chunk, "")


def _tell(shop: Workshop, keys: Mapping[str, str], frames: Mapping[str, int], over: threading.Event) -> None:
    while not over.wait(LOOK):
        with suppress(ReelhouseError):
            made = shop.store.steps.made(keys.values())
            for label, key in keys.items():
                if key in made:
                    shop.steps.reached(RENDER, label, frames[label], frames[label])
