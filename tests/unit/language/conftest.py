from __future__ import annotations

import pytest

from reelhouse.language import Language, open_language


@pytest.fixture(scope="session")
def english() -> Language:
    return open_language("en")


@pytest.fixture(scope="session")
def russian() -> Language:
    return open_language("ru")


@pytest.fixture(scope="session")
def korean() -> Language:
    return open_language("ko")


@pytest.fixture(scope="session")
def romanian() -> Language:
    return open_language("ro")


@pytest.fixture(scope="session")
def spanish() -> Language:
    return open_language("es")
