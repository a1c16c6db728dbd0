"""A line to a socket that can be held up: nothing is cut, nothing is lost, and nothing arrives."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_PIECE = 1 << 16


class Tunnel:
    """Forwards connections between two sockets of the file system; while it is held, both sides hear nothing."""

    def __init__(self, listener: socket.socket, target: Path) -> None:
        self._listener = listener
        self._target = target
        self._flows = threading.Event()
        self._flows.set()
        self._ends: list[socket.socket] = []

    def hold(self) -> None:
        """Forward nothing from now on."""
        self._flows.clear()

    def flow(self) -> None:
        """Forward everything, also what came meanwhile."""
        self._flows.set()

    def serve(self) -> None:
        """Take connections until the listener is closed."""
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                far = socket.socket(socket.AF_UNIX)
                far.connect(str(self._target))
                self._ends += [near, far]
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=self._pump, args=(one, other), daemon=True).start()

    def close(self) -> None:
        """End everything."""
        self._flows.set()
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for end in self._ends:
            end.close()

    def _pump(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while piece := source.recv(_PIECE):
                self._flows.wait()
                target.sendall(piece)
        with suppress(OSError):
            target.shutdown(socket.SHUT_WR)


@contextmanager
def tunnel_to(target: Path, entrance: Path) -> Iterator[Tunnel]:
    """A line from a new socket to one that is there, for as long as the block."""
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(entrance))
        listener.listen()
        tunnel = Tunnel(listener, target)
        runner = threading.Thread(target=tunnel.serve, daemon=True)
        runner.start()
        try:
            yield tunnel
        finally:
            tunnel.close()
            runner.join()
