"""What a reference to a voice may ask for beside the voice: `espeak:en-us?speed=1.1&pitch=-1&gender=female`.

`speed` is how many times faster than usual (0.7 to 1.4), `pitch` is in semitones (-4 to 4), and `gender` asks for the
engine's voice of the same language with that gender.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from reelhouse.errors import InvalidSettings, UnknownName

#: The slowest and the fastest speed, and the lowest and the highest pitch in semitones.
SPEEDS: Final = (0.7, 1.4)
PITCHES: Final = (-4.0, 4.0)
GENDERS: Final = ("female", "male")
_HOW: Final = "Write for example `espeak:en-us?speed=1.1&pitch=-1`"


@dataclass(frozen=True)
class Delivery:
    """How a voice speaks: times its usual speed, semitones from its usual pitch, and which gender it has (any: "")."""

    speed: float = 1.0
    pitch: float = 0.0
    gender: str = ""

    @property
    def asked(self) -> str:
        """Everything but the gender as the end of a reference; empty when nothing is asked for."""
        parts = [f"speed={self.speed:g}"] * (self.speed != 1) + [f"pitch={self.pitch:g}"] * (self.pitch != 0)
        return "?" * bool(parts) + "&".join(parts)


#: A voice as it is.
USUAL: Final = Delivery()


def parse_reference(text: str) -> tuple[str, Delivery]:
    """The voice of a reference, and what is asked of it.

    Raises:
        InvalidSettings: An option has no value, or one outside its limits.
        UnknownName: There is no such option or gender.
    """
    plain, mark, options = text.partition("?")
    return plain, delivery_of(_given(options, text), text) if mark else USUAL


def delivery_of(given: Mapping[str, str], where: str = "voice") -> Delivery:
    """What options ask for, each by its name.

    Raises:
        InvalidSettings: A value is no number, or outside its limits.
        UnknownName: There is no such option or gender.
    """
    for name in given:
        if name not in {"speed", "pitch", "gender"}:
            raise UnknownName("voice option", name, ("speed", "pitch", "gender"), where=where)
    gender = given.get("gender", "")
    if gender and gender not in GENDERS:
        raise UnknownName("gender", gender, GENDERS, where=where)
    speed = _number("speed", given.get("speed", "1"), SPEEDS, where)
    return Delivery(speed, _number("pitch", given.get("pitch", "0"), PITCHES, where), gender)


def with_options(ladder: str, *, speed: float = 1.0, pitch: float = 0.0, gender: str = "") -> str:
    """The ladder with these options on every rung that does not say its own; as it was when they ask for nothing.

    Raises:
        InvalidSettings: A rung's own options are wrong, or these are.
        UnknownName: A rung has an option that does not exist.
    """
    if Delivery(speed, pitch, gender) == USUAL:
        return ladder
    wanted = {"speed": f"{speed:g}", "pitch": f"{pitch:g}"} | ({"gender": gender} if gender else {})
    return " | ".join(_with(rung.strip(), wanted) for rung in ladder.split("|"))


def only(delivery: Delivery, names: frozenset[str]) -> Delivery:
    """The part of a delivery that has these names."""
    return Delivery(
        delivery.speed if "speed" in names else USUAL.speed, delivery.pitch if "pitch" in names else USUAL.pitch
    )


def _with(rung: str, wanted: Mapping[str, str]) -> str:
    plain, mark, options = rung.partition("?")
    own = _given(options, rung) if mark else {}
    delivery = delivery_of({**wanted, **own}, rung)
    gender = f"gender={delivery.gender}" if delivery.gender else ""
    asked = replace(delivery, gender="").asked
    return plain + (asked + ("&" if asked else "?") + gender if gender else asked)


def _given(options: str, where: str) -> dict[str, str]:
    pairs = [part.partition("=") for part in options.split("&")]
    for name, equals, value in pairs:
        if not (name and equals and value):
            raise InvalidSettings(f"{name or options!r} is not an option with a value", where=where, remedy=_HOW)
    given = {name.strip(): value.strip() for name, _, value in pairs}
    if len(given) < len(pairs):
        raise InvalidSettings("a voice option is given twice", where=where, remedy=_HOW)
    return given


def _number(name: str, text: str, limits: tuple[float, float], where: str) -> float:
    try:
        value = round(float(text), 2)
    except (ValueError, OverflowError):
        value = float("nan")
    if not limits[0] <= value <= limits[1]:
        raise InvalidSettings(
            f"{name} is {text!r}, and must be from {limits[0]:g} to {limits[1]:g}", where=where, remedy=_HOW
        )
    return value + 0.0  # no negative nothing
