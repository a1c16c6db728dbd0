"""YAML as plain data, read quickly."""

from __future__ import annotations

from typing import Any

import yaml

#: The reader written in C, where PyYAML was built with it: ten times as quick, and it reads the same.
_READER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_plain(text: str) -> Any:
    """The data of a YAML text: mappings, lists, texts, numbers; None when it is empty.

    Raises:
        yaml.YAMLError: It is no YAML, or asks for other objects.
    """
    reader = _READER(text)
    try:
        return reader.get_single_data()
    finally:
        reader.dispose()
