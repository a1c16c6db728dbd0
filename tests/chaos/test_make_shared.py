"""The real command with its artifacts in a bucket: what is gone here comes back, and nothing is made again."""

import json
import os
import shutil
from pathlib import Path

from buckets import KEY, SECRET, S3Server
from conftest import Run
from runs import SHORT


def test_a_video_comes_back_from_the_bucket(tmp_path: Path, s3: S3Server, reelhouse: Run) -> None:
    home, story, bucket = tmp_path / "home", tmp_path / "story.md", s3.bucket("house")
    home.mkdir()
    story.write_text(SHORT, encoding="utf-8")
    settings = f"artifacts:\n  url: {bucket.url}\n  endpoint: {bucket.endpoint}\n  key: ${{WHO}}\n  secret: ${{WORD}}\n"
    (home / "settings.yaml").write_text(settings, encoding="utf-8")
    environment = {"WHO": KEY, "WORD": SECRET}

    def make(out: str) -> tuple[bytes, int]:
        arguments = ["make", "stories", story, "--out", tmp_path / out, "--set", "renditions=draft", "--json"]
        done = reelhouse(*arguments, home=home, env=environment)
        assert done.returncode in {0, 4}, done.stderr
        assert SECRET not in done.stdout + done.stderr
        episode = json.loads(done.stdout)
        made = [step for step in episode["steps"] if not step["cached"]]
        return Path(episode["deliverables"][0]["path"]).read_bytes(), len(made)

    first, made = make("first")
    assert made > 10
    kept = {name.removeprefix("house/") for name in s3.artifacts(bucket)}
    folder = home / "artifacts"
    assert kept == {path.relative_to(folder).as_posix() for path in folder.glob("??/*")}

    shutil.rmtree(folder)
    again, made = make("second")
    assert (again, made) == (first, 0)
    fetched = {path.relative_to(folder).as_posix() for path in folder.glob("??/*")}
    assert 0 < len(fetched) < len(kept) / 2

    environment["WORD"] = "another-word"
    shutil.rmtree(folder)
    refused = reelhouse("make", "stories", story, "--out", tmp_path / "third", home=home, env=environment)
    assert refused.returncode == 1
    assert "line 1, key artifacts: the shared store refuses our key" in refused.stderr
    assert "another-word" not in refused.stderr


def test_what_nobody_names_goes_from_the_bucket_after_a_day(tmp_path: Path, s3: S3Server, reelhouse: Run) -> None:
    home, bucket = tmp_path / "home", s3.bucket("house")
    home.mkdir()
    settings = f"artifacts: {{url: '{bucket.url}', endpoint: '{bucket.endpoint}', key: {KEY}, secret: {SECRET}}}\n"
    (home / "settings.yaml").write_text(settings, encoding="utf-8")
    old, young = (s3.folder / bucket.name / "house" / (letter * 2) / f"{letter * 62}.mp4" for letter in "ab")
    for path in (old, young):
        path.parent.mkdir(parents=True)
        path.write_bytes(b"12345")
    os.utime(old, (10**9, 10**9))

    def prune(*more: str) -> dict[str, int]:
        done = reelhouse("cache", "--prune", "--shared", "--json", *more, home=home)
        assert done.returncode == 0, done.stderr
        told: dict[str, int] = json.loads(done.stdout)
        return told

    assert prune("--dry-run") == {"count": 1, "bytes": 5, "steps": 0}
    assert old.is_file()
    assert prune() == {"count": 1, "bytes": 5, "steps": 0}
    assert (old.exists(), young.exists()) == (False, True)
    assert prune("--all")["count"] == 0

    (home / "settings.yaml").unlink()
    alone = reelhouse("cache", "--prune", "--shared", home=home)
    assert alone.returncode == 2
    assert "no artifacts are shared here" in alone.stderr
