"""Lofi, for easy stories and footage: swung drums, spread seventh chords, dust and uneven tape."""

from reelhouse.sound.score import Balance, Drum, Mood, bar

_ALL = ((0, 0, 0.50), (0, 1, 0.44), (0, 2, 0.44), (0, 3, 0.48))
_ON_ONE = bar(*_ALL, (6, 1, 0.36), (6, 2, 0.36), (6, 3, 0.36), (12, 4, 0.34))
_PUSHED = bar(*_ALL, (10, 0, 0.42), (10, 1, 0.42), (10, 2, 0.42), (10, 3, 0.44))

MOOD = Mood(
    name="lofi",
    beat=36_864,  # 78 beats a minute
    chords=("Fmaj7", "Em7", "Dm7", "Cmaj7", "Fmaj9", "Em7", "Dm9", "G7"),
    keys=(_ON_ONE, _PUSHED),
    melody=(
        bar((12, 7, 0.46)),
        bar((4, 6, 0.44), (14, 5, 0.40)),
        bar((6, 7, 0.48), (8, 8, 0.44)),
        bar((12, 6, 0.42)),
        bar((4, 8, 0.46), (7, 7, 0.42), (12, 6, 0.44)),
        bar(),
        bar((2, 6, 0.44), (6, 7, 0.46), (10, 8, 0.44)),
        bar((8, 7, 0.40), (11, 6, 0.38)),
    ),
    drums={
        Drum.KICK: ("9.........6.....", "9......4..7.....", "9.........6.....", "9.....5...7....."),
        Drum.SNARE: ("....8.......8...", "....8.......8..2"),
        Drum.HAT: ("5.3.5.3.5.3.5.3.", "5.3.5.3.5.345.3."),
    },
    balance=Balance(low=-11.0, middle=-8.0, presence=-22.0, air=-25.0),
    pad_level=-4.0,
    keys_level=0.0,
    melody_level=-5.0,
    bass_level=-3.0,
    drum_level=-3.0,
    gaps=0.0,
    strum=0.016,
    swing=0.28,
    room=1.3,
    wet=-12.0,
    wow=5.0,
    dust=True,
)
