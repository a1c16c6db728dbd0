"""Frames in pieces."""

import numpy as np
import pytest

from reelhouse.pictures.pipe import PIECE, pieces


@pytest.mark.parametrize("shape", [(0, 4, 4), (1, 1, 4), (700, 333, 3), (3, PIECE, 2)])
def test_pieces_are_the_whole_frame(shape: tuple[int, ...]) -> None:
    frame = np.arange(np.prod(shape)).astype("<u2").reshape(shape)
    assert b"".join(pieces(frame)) == frame.tobytes()
