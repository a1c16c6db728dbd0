"""What is heard: music beds, effects, the mix and the master."""

from pathlib import Path
from pkgutil import iter_modules

_MOODS = Path(__file__).with_name("moods")


def mood_names() -> tuple[str, ...]:
    """Names of the moods that a music bed can have, in alphabetical order: the files of the folder `moods`."""
    return tuple(sorted(module.name for module in iter_modules([str(_MOODS)])))
