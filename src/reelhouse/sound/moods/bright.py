"""Bright, for tools and advertisements: quick plucked chords over a light beat."""

from reelhouse.sound.score import Balance, Drum, Mood, bar

_RUN = bar(
    (0, 4, 0.66), (2, 2, 0.44), (4, 5, 0.50), (6, 3, 0.44), (8, 4, 0.62), (10, 6, 0.50), (12, 5, 0.48), (14, 3, 0.42)
)
_SKIP = bar((0, 4, 0.66), (3, 5, 0.50), (6, 6, 0.54), (8, 4, 0.58), (11, 7, 0.50), (12, 5, 0.46), (14, 6, 0.44))

MOOD = Mood(
    name="bright",
    beat=27_648,  # 104 beats a minute
    chords=("C", "G", "Am7", "Fmaj7", "Cadd9", "G", "Am7", "Fadd9"),
    keys=(_RUN, _SKIP, _RUN, _SKIP),
    melody=(
        bar((0, 8, 0.54), (8, 7, 0.46)),
        bar((6, 9, 0.46)),
        bar((0, 7, 0.52), (4, 8, 0.46), (10, 9, 0.46)),
        bar((8, 8, 0.44)),
    ),
    drums={
        Drum.KICK: ("9.......8.5.....", "9.....4.8......."),
        Drum.SNARE: ("....7.......7...", "....7.......7..3"),
        Drum.HAT: ("3.6.3.6.3.6.3.6.", "3.6.3.6.3.6.346."),
    },
    balance=Balance(low=-12.0, middle=-5.0, presence=-21.0, air=-26.0),
    pad_level=-3.0,
    keys_level=0.0,
    melody_level=-5.0,
    bass_level=-4.0,
    drum_level=-4.0,
    gaps=0.12,
    room=1.4,
    wet=-11.0,
    wow=1.0,
)
