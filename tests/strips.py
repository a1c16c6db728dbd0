"""Films of nothing but their progress bar: every chunk is another picture, and needs no artifact."""

from reelhouse.model.layout import Layout, LayoutScene, ProgressBar, Rendition
from reelhouse.model.time import Rate, TimeRange

SMALL = Rendition(name="strip", width=180, height=320, rate=Rate(num=30), preset="ultrafast")
#: A chunk of this takes long enough to be caught at it.
LARGE = SMALL.model_copy(update={"width": 432, "height": 768, "preset": "slow"})
_BAR = ProgressBar(height=8, gap=2, colour="#ffffff", ground="#333333")


def strip(chunks: int, rendition: Rendition = SMALL, frames: int = 30, height: int = 8) -> Layout:
    """So many chunks of so many frames; another height of the bar gives other pictures."""
    spans = [TimeRange(start=number * frames, duration=frames) for number in range(chunks)]
    return Layout(
        rendition=rendition,
        duration=chunks * frames,
        scenes=tuple(LayoutScene(id=f"s{number}", range=span) for number, span in enumerate(spans)),
        layers=(),
        progress=_BAR.model_copy(update={"height": height}),
    )
