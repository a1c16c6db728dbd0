"""A scrim is dark in its middle and gone at its edges."""

from pathlib import Path

import numpy as np
from PIL import Image

from reelhouse.model.layout import Box
from reelhouse.pictures.scrim import draw_scrim


def test_a_scrim_fades_out_above_and_below(tmp_path: Path) -> None:
    draw_scrim(Box(x=0, y=90, width=12, height=200), "#0a0c14", 55, tmp_path / "scrim.png")
    picture = np.asarray(Image.open(tmp_path / "scrim.png"))
    assert picture.shape == (200, 12, 4)
    assert (picture[:, :, :3] == [10, 12, 20]).all()
    alpha = picture[:, 0, 3].astype(int)
    assert alpha[0] == alpha[-1] == 0
    assert (alpha[90:110] == round(55 * 2.55)).all()
    assert np.abs(np.diff(alpha)).max() <= 4
    assert (np.diff(alpha[:100]) >= 0).all()
