"""Suspense, for stories: a minor key, a felt piano that does not let go, a heartbeat and a clock far away."""

from reelhouse.sound.score import Balance, Drum, Mood, bar

_PULSE = bar(
    (0, 0, 0.62), (2, 2, 0.34), (4, 1, 0.40), (6, 2, 0.32), (8, 0, 0.54), (10, 2, 0.34), (12, 3, 0.42), (14, 2, 0.30)
)
_PULSE_TURNED = bar(
    (0, 0, 0.60), (2, 2, 0.34), (4, 3, 0.42), (6, 2, 0.30), (8, 1, 0.52), (10, 2, 0.32), (12, 4, 0.44), (14, 3, 0.30)
)
_PULSE_HELD = bar((0, 0, 0.60), (4, 2, 0.36), (8, 1, 0.50), (12, 2, 0.34), (14, 1, 0.28))

MOOD = Mood(
    name="suspense",
    beat=34_300,  # 84 beats a minute
    chords=("Dm", "Bbmaj7", "F", "A", "Dm9", "Gm", "Bbmaj7", "A7"),
    keys=(_PULSE, _PULSE, _PULSE, _PULSE_TURNED, _PULSE, _PULSE_TURNED, _PULSE, _PULSE_HELD),
    melody=(
        bar((8, 6, 0.46)),
        bar(),
        bar((0, 7, 0.56), (6, 6, 0.46), (12, 5, 0.44)),
        bar((4, 6, 0.46)),
        bar((0, 7, 0.58), (3, 8, 0.50), (8, 6, 0.46)),
        bar((4, 7, 0.44), (12, 6, 0.40)),
        bar((0, 8, 0.56), (6, 7, 0.46), (12, 6, 0.44)),
        bar((4, 5, 0.40)),
    ),
    drums={
        Drum.HEART: ("9.6.............", "8.5.............", "9.6.............", "8.5.....6.4....."),
        Drum.TICK: ("3...2...3...2...", "3...2...3..12..."),
    },
    balance=Balance(low=-10.5, middle=-7.0, presence=-24.0, air=-40.0),
    pad_level=-3.5,
    keys_level=0.0,
    melody_level=-2.5,
    bass_level=-4.0,
    drum_level=-7.0,
    gaps=0.10,
    strong=(0, 8),
    room=2.3,
    wet=-6.0,
    wow=3.0,
)
