"""Approval: where an episode stops until a person has looked."""

from __future__ import annotations

from typing import Literal

#: `script`: before anything is spoken or drawn; `release`: before anything leaves the house.
GateName = Literal["script", "release"]
