"""Two workers, a PostgreSQL server and an S3 server; one worker is killed in the middle, the other one finishes.

```sh
make demo-cluster
```

Everything runs on this machine and ends with it. The workers share no folder: records are on the server, artifacts in
the bucket, and each worker has a home of its own.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.memory import descendants

from buckets import KEY, SECRET, serving
from postgres import running_server

#: The worker is killed once so many percent are made, and pictures are being encoded.
LATE = 40
COMMAND = (sys.executable, "-m", "reelhouse")


def main(out: Path, choices: Sequence[str]) -> int:
    """Make the bundled story; returns the exit code."""
    with ExitStack() as stack:
        top = Path(stack.enter_context(TemporaryDirectory(prefix="reelhouse-cluster-")))
        say("Starting PostgreSQL and an S3 server")
        settings = stack.enter_context(servers(top))
        asker, one, two = (home(top / name, settings) for name in ("asker", "one", "two"))
        workers = [stack.enter_context(worker(place)) for place in (one, two)]
        episode = ask(asker, out.absolute(), choices)
        say(f"Asked for {episode}; two workers share it")
        status, killed = watch(asker, episode, workers)
        say(f"The episode is {status}: {out}")
        if not killed:
            say("No worker was killed: it never was late enough in the pictures, so this showed nothing")
        return 0 if status == "done" and killed else 1


@contextmanager
def servers(top: Path) -> Iterator[str]:
    """Both servers, and the settings of everybody who uses them."""
    (top / "objects" / "artifacts").mkdir(parents=True)
    with running_server(top / "postgres") as database, serving(top / "objects") as bucket:
        yield (
            f"database: {database.new_database()}\n"
            "workers: 1\n"
            "artifacts:\n"
            "  url: s3://artifacts\n"
            f"  endpoint: http://127.0.0.1:{bucket.port}\n"
            f"  key: {KEY}\n"
            f"  secret: {SECRET}\n"
        )


def home(folder: Path, settings: str) -> Path:
    """A home folder for one process."""
    folder.mkdir()
    (folder / "settings.yaml").write_text(settings, encoding="utf-8")
    return folder


@contextmanager
def worker(place: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A worker in a home of its own, until the end of the block."""
    with subprocess.Popen([*COMMAND, "worker"], env=environment(place), stderr=subprocess.DEVNULL) as running:
        try:
            yield running
        finally:
            running.terminate()
            running.wait(timeout=60)


def ask(place: Path, out: Path, choices: Sequence[str]) -> str:
    """Put the bundled story into the queue; returns the episode's name."""
    chosen = [part for choice in choices for part in ("--set", choice)]
    command = [*COMMAND, "episodes", "start", "stories", "demo", "--out", str(out), "--json", *chosen]
    done = subprocess.run(command, env=environment(place), check=True, stdout=subprocess.PIPE)
    return str(json.loads(done.stdout)["episode"])


def watch(place: Path, episode: str, workers: Sequence[subprocess.Popen[bytes]]) -> tuple[str, bool]:
    """Follow the episode to its end, and kill the worker that makes it on the way.

    Returns where it stands then, and whether there was anything to kill.
    """
    command = [*COMMAND, "episodes", "follow", episode, "--json"]
    maker, killed, event, told = workers[0], False, {"status": "unknown"}, ""
    with subprocess.Popen(command, env=environment(place), stdout=subprocess.PIPE, text=True) as follower:
        for line in follower.stdout or ():
            event = json.loads(line)
            if event["step"] != told:
                told = event["step"]
                say(f"{event['percent']:3} %  {told}")
            if event["step"] != "render chunk":  # of which the other one makes some too
                maker = busy(workers) or maker
            elif not killed and event["percent"] >= LATE:
                killed = True
                kill(maker)
    return str(event["status"]), killed


def busy(workers: Sequence[subprocess.Popen[bytes]]) -> subprocess.Popen[bytes] | None:
    """The worker that has programs running, if any has at this moment."""
    return next((one for one in workers if len(list(descendants(one.pid))) > 1), None)


def kill(worker: subprocess.Popen[bytes]) -> None:
    """End a worker as a power cut would."""
    worker.send_signal(signal.SIGKILL)
    say(f"*** killed the worker that makes it (process {worker.pid}); the other one, which helped, goes on")


def environment(place: Path) -> dict[str, str]:
    """The environment of a process with this home."""
    return {**os.environ, "REELHOUSE_HOME": str(place)}


def say(words: str) -> None:
    """Tell what happens, and when."""
    sys.stderr.write(f"{time.strftime('%H:%M:%S')}  {words}\n")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "out"), sys.argv[2:]))
