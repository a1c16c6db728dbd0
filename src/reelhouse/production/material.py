"""What a person handed in with a brief."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Material:
    """Bytes and the name they came under; the name is only ever shown."""

    name: str
    content: bytes
