"""A speech program as a child: started with the first line, ended with the block, started again after a crash."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from reelhouse.errors import BadNarration, ProgramFailed, ProgramTimedOut, Transient, UnreadableMedia
from reelhouse.media.process import Dialogue
from reelhouse.voices.programs import programs_folder

#: What an engine takes as a command or an end; a space each, so that places in the text stay.
_COMMANDS: Final = str.maketrans(dict.fromkeys("[]<>\x00", " "))
#: ONNX Runtime 1.31 notes a session in the system's temporary folder, and has an address to report to, unless this is
#: set (its own switch, named in its library).
_PRIVATE: Final = {"ORT_DISABLE_TELEMETRY": "1"}
#: What becomes of an answer or a sound that is missing, cut short or of another form than was agreed.
_UNUSABLE: Final = (
    UnreadableMedia, FileNotFoundError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError,
)  # fmt: skip


def harmless(text: str) -> str:
    """The same text, as long as before, without what an engine would obey instead of speak."""
    return text.translate(_COMMANDS)


@contextmanager
def raw_sound(into: Path) -> Iterator[Path]:
    """A path beside `into` for what an engine writes, gone with the block, in which its answer is made use of.

    Raises:
        Transient: The sound or the answer cannot be used: an engine is not trusted to keep to what was agreed.
    """
    raw = into.with_name(f"{into.stem}.raw.wav")
    try:
        yield raw
    except _UNUSABLE as error:
        raise Transient(
            f"the speech engine gave something that cannot be used: {type(error).__name__}, {error}",
            remedy="Try again; if it fails every time, choose another voice",
        ) from error
    finally:
        raw.unlink(missing_ok=True)


class SpeechProgram:
    """One of our programs, as a context manager."""

    def __init__(self, program: str, arguments: Sequence[str] = ()) -> None:
        self._program = program
        self._arguments = tuple(arguments)
        self._dialogue: Dialogue | None = None
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._dialogue = None
        self._stack.__exit__(kind, error, trace)

    def ask(self, question: Mapping[str, Any], *, timeout: float = 120.0) -> dict[str, Any]:
        """The program's answer to one question.

        Raises:
            BadNarration: It cannot speak this text.
            Transient: It crashed or took too long; the next question starts it anew.
        """
        try:
            answer = self._running().ask(question, timeout=timeout)
        except (ProgramFailed, ProgramTimedOut) as error:
            self._dialogue = None
            self._stack.__exit__(type(error), error, error.__traceback__)
            last = error.output.strip().rpartition("\n")[2] if isinstance(error, ProgramFailed) else ""
            raise Transient(
                f"the speech engine failed: {last or error.message}",
                remedy="Try again; if it fails every time, choose another voice",
            ) from error
        if "error" in answer:
            raise BadNarration(str(answer["error"]), remedy="Change the text, or choose another voice")
        return answer

    def _running(self) -> Dialogue:
        if self._dialogue is None:
            script = programs_folder() / self._program
            command = [sys.executable, "-P", str(script), *self._arguments]
            self._dialogue = self._stack.enter_context(Dialogue(command, env={**os.environ, **_PRIVATE}))
        return self._dialogue
