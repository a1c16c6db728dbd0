"""What a voice engine must offer, and how one is found.

To add an engine, write one file in this folder (or in a package of your own) that ends in `PROVIDER = ...`: an object
with the four members of `VoiceProvider`. The file's name is the provider's, and the first half of each reference to its
voices: `piper:en_US-joe`. Another package announces its file with an entry point in the group `reelhouse.voices`:

    [project.entry-points."reelhouse.voices"]
    parrot = "parrot_voices.parrot"

What holds for every provider, and is tested for all of them in `tests/contracts/test_voices.py`:

* `voices` is cheap: it looks at files, it loads no model and starts nothing. A missing package means no voices.
* `open` gives a session for one voice; what it started ends with the block. It may start as late as the first line.
* `speak` writes mono 16-bit WAV at 48 kHz. The words are the tokens of the text that hold a letter or a digit, in
  order, with times from the engine; or none at all, with `Timing.ESTIMATED`, and the caller aligns them.
* The same voice, version and text give the same bytes, in any process and in any order.
* A crash is `Transient`, a missing package `ProviderNotInstalled`, a text without words `ContentError`.
* No retries, no cache, no loudness: those come from around it.

Three members are optional. `adjusts` names the options of a reference (`speed`, `pitch`) that the engine obeys itself:
then they stand in the reference of the voice that `open` is given. Others are applied to its sound. `installing` is one
sentence that says how to get an engine that `pip` does not bring. `lane` is for an engine that asks an outside service:

    lane = Lane(
        service="parrot",
        price=Price(dollars="15.00", per=1_000_000, unit=Unit.CHARACTER),
        pace=Pace(calls=60, seconds=60, burst=5),
    )

Then each line is paid for by its characters within the budgets, the service is asked no faster than that by all workers
together, and left alone while it fails. Its errors say what happened: `Transient` (`retry_after` when the service said
so), `Postponed` when its limit is reached for long. `refused=True` in any of them means that it was surely not paid.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from importlib.resources import files
from pathlib import Path
from typing import Protocol, cast, runtime_checkable

import reelhouse.voices
from reelhouse.errors import ProviderNotInstalled, UnknownName
from reelhouse.language.tags import primary
from reelhouse.model.speech import Utterance, Voice
from reelhouse.voices.options import parse_reference

#: Where other packages announce their engines.
GROUP = "reelhouse.voices"


class Session(Protocol):
    """An engine that is ready to speak with one voice."""

    def speak(self, text: str, into: Path) -> Utterance:
        """Speak one line into a WAV file and say when each word is heard.

        Raises:
            ContentError: There is nothing to pronounce.
            BadNarration: The engine refused the text.
            Transient: The engine failed; another try may succeed.
        """
        ...


@runtime_checkable
class VoiceProvider(Protocol):
    """One voice engine."""

    @property
    def name(self) -> str:
        """The name of its file, and the first half of its voices' references."""
        ...

    def voices(self, folders: Sequence[Path] = ()) -> tuple[Voice, ...]:
        """The voices that can speak here and now; `folders` are where a person keeps more of them."""
        ...

    def version(self, voice: Voice, folders: Sequence[Path] = ()) -> str:
        """Everything that decides how the voice sounds, in one text: engine, model, settings. Part of step keys."""
        ...

    def open(self, voice: Voice, folders: Sequence[Path] = ()) -> AbstractContextManager[Session]:
        """A session that lives as long as the block.

        Raises:
            ProviderNotInstalled: The engine's package is missing.
        """
        ...


def provider(name: str) -> VoiceProvider:
    """The engine of that name.

    Raises:
        UnknownName: Neither this folder nor an installed package has one.
        ProviderNotInstalled: It is announced by a package that cannot be imported.
    """
    if name in _own_files():
        return _own(name)
    for entry in entry_points(group=GROUP):
        if entry.name == name:
            return _theirs(entry)
    raise UnknownName("voice engine", name, [engine.name for engine in providers()])


def providers() -> tuple[VoiceProvider, ...]:
    """Every engine that can be imported, ours first, by name."""
    return (
        *map(_own, sorted(_own_files())),
        *_importable(sorted(entry_points(group=GROUP), key=lambda entry: entry.name)),
    )


def all_voices(folders: Sequence[Path] = ()) -> tuple[Voice, ...]:
    """Every voice of every engine that can speak here."""
    return tuple(voice for engine in providers() for voice in engine.voices(folders))


def find_voice(ref: str, folders: Sequence[Path] = ()) -> tuple[VoiceProvider, Voice]:
    """The engine and the voice that a reference such as `piper:en_US-joe?speed=1.1` names.

    Speed and pitch stay in the voice's reference; the gender is that of the voice that is found.

    Raises:
        UnknownName: There is no such engine, or it has no such voice; the nearest is suggested.
        ProviderNotInstalled: The engine has no voice at all here, or none of the gender that is asked for.
        InvalidSettings: An option of the reference is wrong.
    """
    plain, delivery = parse_reference(ref)
    engine = provider(plain.partition(":")[0])
    known = {voice.ref: voice for voice in engine.voices(folders)}
    if not known:
        raise not_installed(engine.name, getattr(engine, "installing", ""))
    if plain not in known:
        raise UnknownName("voice", plain, known, remedy="`reelhouse voices` lists them all.")
    found = _of_gender(known[plain], known.values(), delivery.gender)
    return engine, found.model_copy(update={"ref": found.ref + delivery.asked}) if delivery.asked else found


def _of_gender(voice: Voice, known: Iterable[Voice], gender: str) -> Voice:
    """The voice itself, or the first of its engine in its language that has the gender: the same country if it can."""
    if gender in {"", voice.gender}:
        return voice
    fitting = [
        other for other in known if other.gender == gender and primary(other.language) == primary(voice.language)
    ]
    if not fitting:
        raise ProviderNotInstalled(
            f"{voice.ref.partition(':')[0]!r} has no {gender} voice for {voice.language}",
            remedy="Choose another voice, or leave its gender open",
        )
    return min(fitting, key=lambda other: (other.language.lower() != voice.language.lower(), other.ref))


def not_installed(name: str, installing: str = "") -> ProviderNotInstalled:
    """The error of an engine whose extra is missing, or that is `installing` in another way."""
    return ProviderNotInstalled(
        f"the voice engine {name!r} is not installed",
        remedy=installing or f'Install it with `pip install "reelhouse[{name}]"`, or choose another voice',
    )


@cache
def _own_files() -> frozenset[str]:
    """Our files that end in a provider; read, not imported: the others bring NumPy, which listing must not wait for."""
    sources = [path for path in files(reelhouse.voices).iterdir() if path.name.endswith(".py")]
    return frozenset(path.name.removesuffix(".py") for path in sources if "\nPROVIDER = " in path.read_text("utf-8"))


def _own(name: str) -> VoiceProvider:
    return cast("VoiceProvider", importlib.import_module(f"{reelhouse.voices.__name__}.{name}").PROVIDER)


def _theirs(entry: EntryPoint) -> VoiceProvider:
    try:
        return cast("VoiceProvider", entry.load().PROVIDER)
    except (ImportError, AttributeError) as error:
        package = entry.dist.name if entry.dist else entry.value
        raise ProviderNotInstalled(
            f"the voice engine {entry.name!r} of the package {package!r} cannot be loaded: {error}",
            remedy=f"Install {package} again, with everything it needs",
        ) from error


def _importable(entries: Sequence[EntryPoint]) -> Iterator[VoiceProvider]:
    for entry in entries:
        try:
            yield _theirs(entry)
        except ProviderNotInstalled:
            continue  # asking for it by name says why
