"""Calm, for horoscopes and lessons: slow broken chords in a wide room, no drums."""

from reelhouse.sound.score import Balance, Mood, bar

_UP = bar(
    (0, 0, 0.52), (2, 2, 0.36), (4, 3, 0.40), (6, 5, 0.44), (8, 4, 0.48), (10, 3, 0.38), (12, 6, 0.42), (14, 3, 0.34)
)
_DOWN = bar(
    (0, 0, 0.52), (2, 3, 0.38), (4, 5, 0.42), (6, 6, 0.46), (8, 5, 0.44), (10, 4, 0.38), (12, 3, 0.38), (14, 2, 0.32)
)
_SPARSE = bar((0, 0, 0.50), (4, 3, 0.38), (8, 4, 0.44), (10, 5, 0.36))

MOOD = Mood(
    name="calm",
    beat=40_000,  # 72 beats a minute
    chords=("Am7", "Fmaj7", "Cadd9", "G", "Am7", "Fmaj7", "Cadd9", "Gsus4"),
    keys=(_UP, _UP, _DOWN, _SPARSE, _UP, _DOWN, _UP, _SPARSE),
    melody=(
        bar((0, 7, 0.46)),
        bar((4, 8, 0.44), (10, 7, 0.38)),
        bar((0, 6, 0.48), (8, 7, 0.42)),
        bar((6, 9, 0.38)),
        bar((0, 8, 0.50), (6, 7, 0.44), (12, 6, 0.40)),
        bar(),
        bar((4, 7, 0.46), (8, 8, 0.42), (14, 9, 0.36)),
        bar((8, 7, 0.36)),
    ),
    balance=Balance(low=-14.0, middle=-7.0, presence=-25.0, air=-42.0),
    pad_level=-2.0,
    keys_level=0.0,
    melody_level=-4.0,
    bass_level=-7.0,
    gaps=0.18,
    room=2.6,
    wet=-5.0,
    wow=2.0,
)
