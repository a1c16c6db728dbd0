"""A picture that does not fill the frame, on a page of itself: small, soft and dark, and large again."""

from __future__ import annotations

from PIL import Image, ImageFilter, ImageOps

from reelhouse.media.footage.frame import covers, place_on
from reelhouse.model.layout import Box

#: What lies behind the picture: so many times smaller, softened there, and so dark and pale.
SMALLER, SOFT, DARK, PALE = 24, 2.2, 0.42, 0.5
#: Pixels of the shorter side that it is softened at, at least: on planes two pixels high the encoder's blur reads what
#: is beside them, and greys turn green.
_SOFTENED = 8
#: Options of the scaling filter that leave colours alone: what fills a frame is BT.709 by contract. One that names
#: no colours would be taken for standard definition.
ORDINARY = "in_color_matrix=bt709:in_range=tv:out_color_matrix=bt709:out_range=tv"


def page_filters(place: Box, size: tuple[int, int], name: str) -> str:
    """Filters that bring a picture to its place, on a page of a size; their labels begin with `name`.

    Softness costs nothing where the page is small.
    """
    across, down = size
    part = min(place.width / across, place.height / down)
    cut = f"crop={int(across * part) // 2 * 2}:{int(down * part) // 2 * 2}"
    less = min(SMALLER, min(across, down) / _SOFTENED)
    small = f"scale={int(across / less) // 2 * 2}:{int(down / less) // 2 * 2}:flags=area"
    pale = f"128.5+(val-128)*{PALE}"  # the filter cuts fractions off, which would make greys greenish
    dim = f"lutyuv=y=16+(val-16)*{DARK}:u={pale}:v={pale}"
    seen = f"scale={place.width}:{place.height}:flags=bicubic:{ORDINARY},format=yuv420p"
    page = f"{cut},{small},gblur=sigma={SOFT},{dim},scale={across}:{down}:flags=bicubic"
    return (
        f"{seen},split[{name}seen][{name}behind];[{name}behind]{page}[{name}page];"
        f"[{name}page][{name}seen]overlay={place.x}:{place.y}:format=yuv420"
    )


def lay(seen: Image.Image, place: tuple[int, int], size: tuple[int, int], *, smaller: float = SMALLER) -> Image.Image:
    """The same of a picture in red, green and blue, which has its size already."""
    small = ImageOps.fit(seen, (max(2, int(size[0] / smaller)), max(2, int(size[1] / smaller))), Image.Resampling.BOX)
    page = small.filter(ImageFilter.GaussianBlur(SOFT)).point(lambda value: value * DARK)
    page = page.resize(size, Image.Resampling.BICUBIC)
    page.paste(seen, place)
    return page


def filled(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    """A picture that fills a size: cut where most of it stays to be seen, else whole on a page of itself."""
    box = place_on(picture.size, size)
    if max(size[0] - box.width, size[1] - box.height) <= 2:
        return picture.resize(size, Image.Resampling.BICUBIC)
    if covers(picture.size, size):
        return ImageOps.fit(picture, size, Image.Resampling.BICUBIC)
    return lay(picture.resize((box.width, box.height), Image.Resampling.BICUBIC), (box.x, box.y), size)
