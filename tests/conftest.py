"""Shared by every test: no network beyond loopback."""

import socket
from typing import Any

import pytest
from hypothesis import settings

# A shared machine is no clock: examples may take as long as they need.
settings.register_profile("house", deadline=None, derandomize=True)
settings.load_profile("house")

_REAL_CONNECT = socket.socket.connect


@pytest.fixture(autouse=True)
def _only_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail a test that reaches for the outside."""

    def connect(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6} and str(address[0]) not in {
            "127.0.0.1",
            "::1",
            "localhost",
        }:
            pytest.fail(f"a test tried to connect to {address}")
        _REAL_CONNECT(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)
