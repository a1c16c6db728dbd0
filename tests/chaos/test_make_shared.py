"""The real command with its artifacts in a bucket: what is gone here comes back, and nothing is made again."""

import json
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
