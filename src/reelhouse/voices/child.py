"""A speech program as a child: started with the first line, ended with the block, started again after a crash."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Final, Self

from reelhouse.errors import BadNarration, ProgramFailed, ProgramTimedOut, Transient
from reelhouse.media.process import Dialogue
from reelhouse.voices.programs import programs_folder

#: What an engine takes as a command or an end; a space each, so that places in the text stay.
_COMMANDS: Final = str.maketrans(dict.fromkeys("[]<>\x00", " "))


def harmless(text: str) -> str:
    """The same text, as long as before, without what an engine would obey instead of speak."""
    return text.translate(_COMMANDS)


class SpeechProgram:
    """One of our programs. A context manager; `folder` is for the sounds it writes and is gone with the block."""

    def __init__(self, program: str, arguments: Sequence[str] = ()) -> None:
        self._program = program
        self._arguments = tuple(arguments)
        self._dialogue: Dialogue | None = None
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        self._scratch = TemporaryDirectory(prefix="reelhouse-voice-")
        self.folder = Path(self._scratch.name)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._dialogue = None
        try:
            self._stack.__exit__(kind, error, trace)
        finally:
            self._scratch.cleanup()

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
            raise BadNarration(answer["error"], remedy="Change the text, or choose another voice")
        return answer

    def _running(self) -> Dialogue:
        if self._dialogue is None:
            script = programs_folder() / self._program
            self._dialogue = self._stack.enter_context(Dialogue([sys.executable, "-P", str(script), *self._arguments]))
        return self._dialogue
