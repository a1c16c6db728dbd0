"""What was asked for. Each recipe has one brief; command line, web form, API and docs derive from its fields."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Brief(BaseModel):
    """The choices of one recipe.

    Every field has a default, a description and its limits; a brief without any choice makes a good video.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
