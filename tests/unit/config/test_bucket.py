"""Where artifacts are shared, as settings say it."""

from pathlib import Path

import pytest

from reelhouse.config import Bucket, Settings, load_settings
from reelhouse.config.bucket import GCS, S3
from reelhouse.errors import InvalidSettings


def load(home: Path, text: str, **environ: str) -> Settings:
    (home / "settings.yaml").write_text(text, encoding="utf-8")
    return load_settings({"REELHOUSE_HOME": str(home), **environ})


def bucket(home: Path, text: str, **environ: str) -> Bucket:
    found = load(home, text, **environ).artifacts
    assert found is not None
    return found


def test_without_a_word_nothing_is_shared(tmp_path: Path) -> None:
    assert Settings(home=tmp_path).artifacts is None
    assert load(tmp_path, "artifacts: null\n").artifacts is None


@pytest.mark.parametrize(
    ("url", "parts"),
    [
        ("s3://studio", (S3, "studio", "")),
        ("s3://studio/", (S3, "studio", "")),
        ("s3://my.studio-2/house/one/", (S3, "my.studio-2", "house/one")),
        ("gs://studio_3/house", (GCS, "studio_3", "house")),
    ],
)
def test_one_line_is_enough(url: str, parts: tuple[str, str, str], tmp_path: Path) -> None:
    found = bucket(tmp_path, f"artifacts: {url}\n")
    assert (found.scheme, found.name, found.prefix) == parts


def test_all_of_it(tmp_path: Path) -> None:
    text = "artifacts:\n  url: s3://studio/a\n  endpoint: http://nas:9000/\n  region: eu-central-1\n"
    found = bucket(tmp_path, text + "  key: ${WHO}\n  secret: ${WORD}\n", WHO="who", WORD="hush")

    assert (found.endpoint, found.region) == ("http://nas:9000", "eu-central-1")
    assert (found.key.get_secret_value(), found.secret.get_secret_value()) == ("who", "hush")
    assert "hush" not in repr(found) + str(found) + found.model_dump_json() + repr(load(tmp_path, text))


@pytest.mark.parametrize(
    ("text", "where", "message"),
    [
        ("artifacts: studio\n", "line 1, key artifacts.url", "s3://BUCKET/FOLDER"),
        ("artifacts: http://studio\n", "line 1, key artifacts.url", "s3://BUCKET/FOLDER"),
        ("artifacts: s3://hush:hush@studio\n", "key artifacts.url", "lines of their own"),
        ("artifacts: s3://S\n", "key artifacts.url", "no place"),
        ("artifacts: s3://studio/../other\n", "key artifacts.url", "no place"),
        ("artifacts: s3://studio/a//b\n", "key artifacts.url", "no place"),
        ("artifacts: s3://studio/a?hush\n", "key artifacts.url", "no place"),
        ("artifacts: [s3://studio]\n", "line 1, key artifacts", "lines are needed"),
        ("workers: 1\nartifacts:\n  url: s3://studio\n  endpont: x\n", "line 4, key artifacts.endpont", "'endpoint'?"),
        ("artifacts:\n  endpoint: https://x\n", "key artifacts.url", "required"),
        ("artifacts:\n  url: s3://studio\n  endpoint: nas\n", "line 3, key artifacts.endpoint", "address of a server"),
        ("artifacts:\n  url: s3://studio\n  endpoint: https://u:hush@nas\n", "key artifacts.endpoint", "address of"),
        ("artifacts:\n  url: s3://studio\n  region: Europe!\n", "line 3, key artifacts.region", "pattern"),
        ("artifacts:\n  url: s3://studio\n  key: hush\n", "line 1, key artifacts", "give both, or neither"),
        ("artifacts:\n  url: s3://studio\n  secret: hush\n", "key artifacts", "give both, or neither"),
        ("artifacts:\n  url: s3://studio\n  account: a.json\n", "key artifacts", "account is for gs://"),
        ("artifacts:\n  url: gs://studio\n  key: a\n  secret: hush\n", "key artifacts", "are for s3://"),
        (
            "artifacts:\n  url: s3://studio\n  key: ${NONE}\n  secret: b\n",
            "line 3, key artifacts.key",
            "NONE is not set",
        ),
    ],
)
def test_a_mistake_is_told_with_file_line_and_key_and_without_secrets(
    text: str, where: str, message: str, tmp_path: Path
) -> None:
    with pytest.raises(InvalidSettings) as caught:
        load(tmp_path, text)
    assert where in caught.value.where
    assert message in str(caught.value)
    assert "hush" not in str(caught.value)
