"""Small media made by the encoder itself."""

import importlib.util
from pathlib import Path

import pytest

from reelhouse.media.ffmpeg import encode

TAGS = "setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709"
X264 = ("-c:v", "libx264", "-preset", "ultrafast", "-bf", "0", "-g", "6", "-f", "mp4")


@pytest.fixture(scope="session")
def media(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Sources at 30 frames per second, by name."""
    return make_media(tmp_path_factory.mktemp("media"), "30")


@pytest.fixture(scope="session")
def film_media(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The same sources at the rate of film on television."""
    return make_media(tmp_path_factory.mktemp("film"), "24000/1001")


def make_media(folder: Path, rate: str) -> dict[str, Path]:
    """A loop of 20 frames at half size, wide footage, a moving card of 24 frames with alpha, a still and a font."""
    moving = f"testsrc2=s=90x160:r={rate},format=yuv420p,{TAGS}"
    encode(("-f", "lavfi", "-i", moving, "-frames:v", "20", *X264, "loop.mp4"), cwd=folder)
    wide = f"testsrc2=s=320x180:r={rate},format=yuv420p,{TAGS}"
    encode(("-f", "lavfi", "-i", wide, "-frames:v", "60", *X264, "footage.mp4"), cwd=folder)
    card = f"testsrc2=s=80x60:r={rate},format=argb,colorchannelmixer=aa=0.7,fade=t=in:d=0.4:alpha=1"
    encode(("-f", "lavfi", "-i", card, "-frames:v", "24", "-c:v", "qtrle", "-f", "mov", "card.mov"), cwd=folder)
    still = "color=c=0xd02040:s=60x40,format=rgba"
    encode(("-f", "lavfi", "-i", still, "-frames:v", "1", "-f", "image2", "-update", "1", "still.png"), cwd=folder)
    package = importlib.util.find_spec("fontpkg_montserrat")
    assert package is not None
    assert package.origin is not None
    return {
        "loop": folder / "loop.mp4",
        "footage": folder / "footage.mp4",
        "card": folder / "card.mov",
        "still": folder / "still.png",
        "font": Path(package.origin).parent / "files" / "Montserrat[wght].ttf",
    }
