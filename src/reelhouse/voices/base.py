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
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from importlib.resources import files
from pathlib import Path
from typing import Protocol, cast, runtime_checkable

import reelhouse.voices
from reelhouse.errors import ProviderNotInstalled, UnknownName
from reelhouse.model.speech import Utterance, Voice

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
    """The engine and the voice that a reference such as `piper:en_US-joe` names.

    Raises:
        UnknownName: There is no such engine, or it has no such voice; the nearest is suggested.
        ProviderNotInstalled: The engine has no voice at all here.
    """
    engine = provider(ref.partition(":")[0])
    known = {voice.ref: voice for voice in engine.voices(folders)}
    if ref in known:
        return engine, known[ref]
    if not known:
        raise not_installed(engine.name)
    raise UnknownName("voice", ref, known, remedy="`reelhouse voices` lists them all.")


def not_installed(name: str) -> ProviderNotInstalled:
    """The error of an engine whose extra is missing."""
    return ProviderNotInstalled(
        f"the voice engine {name!r} is not installed",
        remedy=f'Install it with `pip install "reelhouse[{name}]"`, or choose another voice',
    )


@cache
def _own_files() -> frozenset[str]:
    """Our files that end in a provider; read, not imported: the others bring SciPy, which listing must not wait for."""
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
