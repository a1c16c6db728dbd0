"""What was asked for. Each recipe has one brief; command line, web form, API and docs derive from its fields."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict


class Brief(BaseModel):
    """The choices of one recipe.

    Every field has a default, a description and its limits; a brief without any choice makes a good video.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")


def whole(value: object) -> object:
    """A whole number out of the text that a person typed; anything else stays as it is, to be refused by name."""
    return int(value) if isinstance(value, str) and value.isdecimal() else value


#: Rates that platforms and players take everywhere.
FramesPerSecond = Annotated[Literal[24, 25, 30, 60], BeforeValidator(whole)]
