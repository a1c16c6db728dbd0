"""Artifacts: content-addressed bytes, named by their hash and never changed."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from reelhouse.model.base import Value

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Kind(StrEnum):
    """What an artifact is; cache limits are set per kind."""

    SPEECH = "speech"
    LOOP = "loop"
    FOOTAGE = "footage"
    CARD = "card"
    STILL = "still"
    FONT = "font"
    MUSIC = "music"
    CHUNK = "chunk"
    MIX = "mix"
    DELIVERABLE = "deliverable"
    SIDECAR = "sidecar"
    DOCUMENT = "document"


class Artifact(Value):
    """Bytes in the store.

    `suffix` is the file ending with its dot (`.mp4`); `size` counts bytes.
    """

    sha256: Sha256
    kind: Kind
    suffix: str
    size: Annotated[int, Field(ge=0)]
