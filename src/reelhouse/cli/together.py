"""Options that mean something only with, or without, another one: never ignored in silence."""

from __future__ import annotations

from collections.abc import Mapping

from reelhouse.errors import UsageError


def demand(needed: str, given: Mapping[str, bool]) -> None:
    """Refuse the options that were given without the one that they belong to.

    Args:
        needed: The option that was not given, as it should be added: `--say TEXT`.
        given: Whether each of its companions was.

    Raises:
        UsageError: One was; the message says what to add.
    """
    for option, is_given in given.items():
        if is_given:
            raise UsageError(
                f"{option} does nothing without {needed.partition(' ')[0]}",
                where=option,
                remedy=f"Add {needed}, or leave out {option}",
            )
