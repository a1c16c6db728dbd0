"""A real S3 server on loopback, and a line to it that can be cut, busy, slow and noisy.

The server is rclone's: it checks signatures. It ignores `If-None-Match`, answers a range with 200 instead of 206 and
does not compare a body with its signed hash; the line does all three, as other servers do.
"""

import hashlib
import http.client
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from uuid import uuid4

from reelhouse.config import Bucket

KEY, SECRET = "reelhouse-tests", "only-for-loopback-0"


@dataclass(frozen=True)
class S3Server:
    """The server: `folder/BUCKET/NAME` is an object."""

    folder: Path
    port: int

    def bucket(self, prefix: str = "", port: int | None = None) -> Bucket:
        """A new bucket on it."""
        name = f"b{uuid4().hex[:12]}"
        (self.folder / name).mkdir()
        url = f"s3://{name}/{prefix}" if prefix else f"s3://{name}"
        endpoint = f"http://127.0.0.1:{port or self.port}"
        return Bucket.model_validate({"url": url, "endpoint": endpoint, "key": KEY, "secret": SECRET})

    def objects(self, bucket: Bucket) -> dict[str, bytes]:
        """What everybody can see in a bucket."""
        top = self.folder / bucket.name
        found = (path for path in top.rglob("*") if path.is_file() and not path.name.startswith(".rclone_temp_"))
        return {path.relative_to(top).as_posix(): path.read_bytes() for path in found}

    def artifacts(self, bucket: Bucket) -> dict[str, bytes]:
        """The same without what is no artifact."""
        return {name: content for name, content in self.objects(bucket).items() if "databases/" not in name}


@contextmanager
def serving(folder: Path) -> Iterator[S3Server]:
    """Run the server for a folder."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = Path(sys.executable).with_name("rclone")
    options = ["--auth-key", f"{KEY},{SECRET}", "--addr", f"127.0.0.1:{port}", "--config", "/dev/null"]
    # At 0 s the server turns in a circle from the first deletion on.
    command: list[str | Path] = [
        program,
        "serve",
        "s3",
        *options,
        "--dir-cache-time",
        "1ms",
        "--log-level",
        "ERROR",
        folder,
    ]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as child:
        try:
            _wait_for(port)
            yield S3Server(folder, port)
        finally:
            child.kill()


def _wait_for(port: int) -> None:
    until = time.monotonic() + 60
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.02)
        else:
            return


@dataclass
class Answer:
    """What goes back: changed by a fault on its way."""

    status: int
    headers: dict[str, str]
    body: bytes
    #: So many bytes of the body, then the connection ends.
    cut: int | None = None
    #: Seconds of silence before the answer.
    silence: float = 0


@dataclass(frozen=True)
class Asked:
    """A request as it arrived."""

    method: str
    name: str
    range: str
    body: bytes

    @property
    def is_ours(self) -> bool:
        """Whether it is about an artifact."""
        return "/databases/" not in self.name


@dataclass(frozen=True)
class Fault:
    """What happens to a request: changed on its way back, or refused before the server hears of it."""

    change: Callable[[Asked, Answer], None]
    refuses: bool = False


@dataclass
class Line:
    """A line to the server. The next request of a method meets the next fault that waits for it."""

    server: S3Server
    port: int = 0
    asked: list[Asked] = field(default_factory=list)
    faults: list[tuple[str, Fault]] = field(default_factory=list)
    #: Of so many next uploads a byte changes on the way there.
    noisy: int = 0
    over: threading.Event = field(default_factory=threading.Event)

    def fail(self, method: str, fault: Fault, times: int = 1) -> None:
        """Let the next requests of a method fail."""
        self.faults += [(method, fault)] * times

    def count(self, method: str, name: str = "") -> int:
        """How many requests of a method came for artifacts, or for one."""
        return len([one for one in self.asked if one.method == method and name in one.name and one.is_ours])

    def next_fault(self, asked: Asked) -> Fault | None:
        """The fault that waits for a request; it waits for no other one then."""
        self.asked.append(asked)
        waiting = next((one for one in self.faults if one[0] == asked.method and asked.is_ours), None)
        if waiting:
            self.faults.remove(waiting)
        return waiting[1] if waiting else None


def busy(status: int = 503, headers: dict[str, str] | None = None, code: str = "SlowDown") -> Fault:
    """Refuse for now."""

    def refuse(asked: Asked, answer: Answer) -> None:
        answer.status, answer.headers = status, dict(headers or {})
        answer.body = b"" if asked.method == "HEAD" else f"<Error><Code>{code}</Code></Error>".encode()

    return Fault(refuse, refuses=True)


def cut(after: int) -> Fault:
    """End the connection after so many bytes of the body."""
    return Fault(lambda _, answer: setattr(answer, "cut", after))


def damage(at: int = 0) -> Fault:
    """Change a byte of the body."""
    return Fault(lambda _, answer: setattr(answer, "body", _flipped(answer.body, at)))


def late(seconds: float) -> Fault:
    """Answer after a silence."""
    return Fault(lambda _, answer: setattr(answer, "silence", seconds))


def whole() -> Fault:
    """Say that the answer is the whole object."""
    return Fault(lambda _, answer: setattr(answer, "status", 200))


def _flipped(body: bytes, at: int) -> bytes:
    changed = bytearray(body)
    changed[at] ^= 1
    return bytes(changed)


class _Threads(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, line: Line) -> None:
        self.line = line
        super().__init__(("127.0.0.1", 0), _Talk)

    def handle_error(self, *_: object) -> None:
        """A client that hangs up is no news."""


class _Talk(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Threads

    def pass_on(self) -> None:
        line = self.server.line
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if body and line.noisy and self.command == "PUT":
            line.noisy -= 1
            body = _flipped(body, 0)
        asked = Asked(self.command, self.path.partition("?")[0], self.headers.get("Range", ""), body)
        fault = line.next_fault(asked)
        answer = Answer(500, {}, b"") if fault and fault.refuses else self._ask(asked)
        if fault:
            fault.change(asked, answer)
        self._answer(answer)

    def _ask(self, asked: Asked) -> Answer:
        server = self.server.line.server
        if self.headers.get("If-None-Match") == "*" and (server.folder / asked.name.lstrip("/")).is_file():
            return Answer(412, {}, b"<Error><Code>PreconditionFailed</Code></Error>")
        claimed = self.headers.get("X-Amz-Content-Sha256", "")
        if len(claimed) == 64 and claimed != hashlib.sha256(asked.body).hexdigest():
            return Answer(400, {}, b"<Error><Code>XAmzContentSHA256Mismatch</Code></Error>")
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        connection.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
        for name, value in self.headers.items():
            connection.putheader(name, value)
        connection.endheaders(asked.body or None)
        response = connection.getresponse()
        headers = {name: value for name, value in response.getheaders() if name.lower() != "transfer-encoding"}
        status = 206 if "Content-Range" in headers and response.status == 200 else response.status
        answer = Answer(status, headers, response.read())
        connection.close()
        return answer

    def _answer(self, answer: Answer) -> None:
        self.server.line.over.wait(answer.silence)
        self.send_response_only(answer.status)
        if self.command != "HEAD":
            answer.headers["Content-Length"] = str(len(answer.body))
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.body[: answer.cut])
        if answer.cut is not None:
            self.wfile.flush()
            self.connection.shutdown(socket.SHUT_RDWR)
            self.close_connection = True

    do_GET = do_PUT = do_POST = do_HEAD = do_DELETE = pass_on  # noqa: N815 - the names that the base class calls

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def line_to(server: S3Server) -> Iterator[Line]:
    """A line to a server."""
    line = Line(server)
    with _Threads(line) as threads:
        line.port = threads.server_port
        runner = threading.Thread(target=threads.serve_forever, args=(0.02,), daemon=True)
        runner.start()
        try:
            yield line
        finally:
            line.over.set()
            threads.shutdown()
            runner.join()
