"""Light on a surface that is given as heights."""

from __future__ import annotations

import numpy as np

from reelhouse.pictures.backgrounds.canvas import Values

#: Directions to the light and to the middle between light and eye; x right, y down, z towards the eye.
LIGHT = (-0.55, -0.45, 0.70)
HALF = (-0.35, -0.30, 0.88)


def light(height: Values, steep: float) -> tuple[Values, Values]:
    """Diffuse and mirrored light on a height field `steep` pixels high (Blinn's half vector), each from 0 to 1."""
    right, down = np.zeros_like(height), np.zeros_like(height)
    half = np.float32(steep / 2)
    right[:, 1:-1] = (height[:, 2:] - height[:, :-2]) * half
    down[1:-1] = (height[2:] - height[:-2]) * half
    for slope in (right.T, down):
        slope[0], slope[-1] = slope[1], slope[-2]
    upright = 1 / np.sqrt(1 + right * right + down * down)
    matt = np.clip((LIGHT[2] - right * LIGHT[0] - down * LIGHT[1]) * upright, 0, 1)
    gloss = np.asarray(np.clip((HALF[2] - right * HALF[0] - down * HALF[1]) * upright, 0, 1), np.float32)
    for _ in range(5):  # to the 32nd power by squares: far cheaper than a power of floats
        gloss *= gloss
    return np.asarray(matt, np.float32), gloss
