"""A bucket on a real server, over a line that fails in every way that lines fail."""

import io
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from buckets import Line, S3Server, busy, cut, damage, late, whole
from reelhouse.config import Bucket
from reelhouse.errors import Cancelled, StoreUnusable
from reelhouse.media.retry import RetryPolicy
from reelhouse.media.stop import stoppable
from reelhouse.storage.connect import connect
from reelhouse.storage.grace import FRESH
from reelhouse.storage.remote import MB, PIECE, Remote

NAME = "ab/cdef.mp4"


@pytest.fixture
def waits() -> list[float]:
    """The seconds that were waited between tries."""
    return []


@pytest.fixture
def bucket(s3: S3Server, line: Line) -> Bucket:
    return s3.bucket("house", line.port)


@pytest.fixture
def remote(bucket: Bucket, waits: list[float]) -> Remote:
    return quick(connect(bucket), waits)


def quick(remote: Remote, waits: list[float]) -> Remote:
    return replace(remote, retry=RetryPolicy(tries=4, jitter=max, sleep=waits.append))


def file(folder: Path, content: bytes = b"hello", name: str = "a.mp4") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def content_of(size: int) -> bytes:
    return bytes(number * 7 % 251 for number in range(1000)) * (size // 1000 + 1)


def fetched(remote: Remote, name: str = NAME) -> tuple[bytes, str | None]:
    came = io.BytesIO()
    digest = remote.fetch(name, came)
    return came.getvalue(), digest


def test_what_is_kept_comes_back(remote: Remote, tmp_path: Path, s3: S3Server, bucket: Bucket) -> None:
    remote.keep(file(tmp_path), NAME)

    assert s3.objects(bucket) == {f"house/{NAME}": b"hello"}
    assert fetched(remote) == (b"hello", "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824")
    there = remote.look(NAME)
    assert there is not None
    assert (there.name, there.size) == (NAME, 5)
    assert abs(there.written - datetime.now(UTC)) < timedelta(minutes=5)


def test_what_is_not_there(remote: Remote) -> None:
    assert remote.look(NAME) is None
    assert fetched(remote) == (b"", None)
    assert remote.read(NAME, 0, 5) is None
    remote.remove([NAME])
    remote.remove([])
    assert list(remote.pages()) == []


def test_a_large_file_goes_up_in_pieces(
    remote: Remote, tmp_path: Path, s3: S3Server, bucket: Bucket, line: Line
) -> None:
    content = content_of(2 * PIECE)
    remote.keep(file(tmp_path, content), NAME)

    assert list(s3.objects(bucket).values()) == [content]
    assert line.count("PUT") == 3
    assert fetched(remote)[0] == content


def test_what_is_there_is_not_sent_again(remote: Remote, tmp_path: Path, line: Line) -> None:
    for path in (file(tmp_path), file(tmp_path, content_of(PIECE), "large.mp4")):
        remote.keep(path, path.name)
        sent = line.count("POST", path.name)
        remote.keep(path, path.name)
        assert line.count("POST", path.name) == sent
    assert line.count("PUT", "a.mp4") == 2
    assert line.count("HEAD", "a.mp4") == 1


def test_another_size_under_the_same_name_is_replaced(remote: Remote, tmp_path: Path) -> None:
    remote.keep(file(tmp_path, b"hell"), NAME)
    remote.keep(file(tmp_path, b"hello"), NAME)

    assert fetched(remote)[0] == b"hello"


def test_an_old_object_that_is_met_again_is_young_again(remote: Remote, tmp_path: Path, line: Line) -> None:
    remote.keep(file(tmp_path), NAME)
    later = replace(remote, clock=lambda: datetime.now(UTC) + FRESH + timedelta(minutes=1))
    later.keep(file(tmp_path), NAME)

    assert line.count("PUT") == 3  # created, refused, written


def test_a_server_without_conditions_does(s3: S3Server, tmp_path: Path, waits: list[float]) -> None:
    bucket = s3.bucket()
    direct = quick(connect(bucket), waits)
    for _ in range(2):
        direct.keep(file(tmp_path), NAME)

    assert s3.objects(bucket) == {NAME: b"hello"}


def test_many_at_once_do_no_harm(remote: Remote, tmp_path: Path, s3: S3Server, bucket: Bucket) -> None:
    path = file(tmp_path)
    threads = [threading.Thread(target=remote.keep, args=(path, NAME)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert s3.objects(bucket) == {f"house/{NAME}": b"hello"}


@pytest.mark.parametrize("status", [500, 502, 503, 504, 429, 408])
def test_a_busy_server_is_asked_again(
    status: int, remote: Remote, tmp_path: Path, line: Line, waits: list[float]
) -> None:
    line.fail("PUT", busy(status, {"Retry-After": "1"}), times=2)
    line.fail("GET", busy(status))
    line.fail("HEAD", busy(status))
    remote.keep(file(tmp_path), NAME)

    assert fetched(remote)[0] == b"hello"
    assert remote.look(NAME) is not None
    assert waits == [0.5, 1, 0.5, 0.5]


def test_patience_ends_with_a_clear_word(remote: Remote, line: Line, waits: list[float]) -> None:
    line.fail("HEAD", busy(), times=9)

    with pytest.raises(StoreUnusable, match=r"does not answer as it should .*503.*network"):
        remote.look(NAME)
    assert waits == [0.5, 1, 2]


def test_a_cut_download_goes_on_where_it_ended(remote: Remote, tmp_path: Path, line: Line, waits: list[float]) -> None:
    content = content_of(4 * MB)
    remote.keep(file(tmp_path, content), NAME)
    for _ in range(6):  # more cuts than tries: each got further
        line.fail("GET", cut(MB // 2))

    assert fetched(remote)[0] == content
    starts = [int(one.range.removeprefix("bytes=").rstrip("-") or 0) for one in line.asked if one.method == "GET"]
    assert len(starts) >= 7
    assert starts == sorted(starts)
    assert len(set(starts)) >= 6
    assert set(waits) <= {0.5, 1}


def test_a_download_that_never_gets_further_ends(remote: Remote, tmp_path: Path, line: Line) -> None:
    remote.keep(file(tmp_path, content_of(2 * MB)), NAME)
    line.fail("GET", cut(0), times=9)

    with pytest.raises(StoreUnusable, match="the connection was cut"):
        fetched(remote)


def test_a_server_without_ranges_is_asked_for_the_whole(
    remote: Remote, tmp_path: Path, line: Line, s3: S3Server, bucket: Bucket, waits: list[float]
) -> None:
    content = content_of(2 * MB)
    remote.keep(file(tmp_path, content), NAME)
    line.fail("GET", cut(MB + MB // 2))
    line.fail("GET", whole())

    assert fetched(remote)[0] == content
    direct = quick(connect(bucket.model_copy(update={"endpoint": f"http://127.0.0.1:{s3.port}"})), waits)
    assert direct.read(NAME, MB, MB + 10) == content[MB : MB + 10]


def test_a_part_is_read_alone(remote: Remote, tmp_path: Path, line: Line) -> None:
    content = content_of(MB)
    remote.keep(file(tmp_path, content), NAME)

    assert remote.read(NAME, 1000, 1010) == content[1000:1010]
    assert [one.range for one in line.asked if one.method == "GET"] == ["bytes=1000-1009"]


def test_silence_counts_as_cut(s3: S3Server, line: Line, tmp_path: Path, waits: list[float]) -> None:
    remote = quick(connect(s3.bucket(port=line.port), silence=timedelta(seconds=1)), waits)
    remote.keep(file(tmp_path), NAME)
    line.fail("GET", late(60))

    assert fetched(remote)[0] == b"hello"
    line.fail("HEAD", late(60), times=9)
    with pytest.raises(StoreUnusable, match="no answer in time"):
        remote.look(NAME)


def test_an_upload_that_arrives_damaged_is_sent_again(
    remote: Remote, tmp_path: Path, s3: S3Server, bucket: Bucket, line: Line
) -> None:
    line.noisy = 1
    remote.keep(file(tmp_path), NAME)

    assert s3.objects(bucket) == {f"house/{NAME}": b"hello"}
    assert line.count("PUT") == 2


def test_a_piece_that_fails_is_sent_again_alone(remote: Remote, tmp_path: Path, line: Line) -> None:
    line.fail("PUT", busy())
    content = content_of(PIECE)
    remote.keep(file(tmp_path, content), NAME)

    assert fetched(remote)[0] == content
    assert line.count("PUT") == 3


def test_damage_on_the_way_shows_in_the_hash(remote: Remote, tmp_path: Path, line: Line) -> None:
    remote.keep(file(tmp_path), NAME)
    line.fail("GET", damage())

    assert fetched(remote)[1] != fetched(remote)[1]


def changed(bucket: Bucket, **fields: object) -> Bucket:
    return bucket.model_copy(update=fields)


@pytest.mark.parametrize("field", ["key", "secret"])
def test_a_wrong_key_is_refused_at_once(field: str, bucket: Bucket, tmp_path: Path, waits: list[float]) -> None:
    wrong = connect(changed(bucket, **{field: SecretStr("an0ther-one-entirely")}), "settings.yaml, line 3")
    remote = quick(wrong, waits)
    for ask in (
        lambda: remote.look(NAME),
        lambda: fetched(remote),
        lambda: remote.keep(file(tmp_path), NAME),
        lambda: remote.keep(file(tmp_path, content_of(PIECE)), NAME),
        lambda: remote.read(NAME, 0, 1),
        lambda: list(remote.pages()),
        lambda: remote.remove([NAME]),
    ):
        with pytest.raises(StoreUnusable, match=r"^settings.yaml, line 3: .* refuses our key .*403") as caught:
            ask()
        for secret in (bucket.secret.get_secret_value(), "an0ther-one-entirely"):
            assert secret not in str(caught.value)
    assert waits == []


def test_a_bucket_that_does_not_exist(bucket: Bucket, tmp_path: Path, waits: list[float]) -> None:
    remote = quick(connect(changed(bucket, url="s3://nowhere/house")), waits)
    for content in (b"hello", content_of(PIECE)):
        with pytest.raises(StoreUnusable, match=r"no bucket for s3://nowhere/house.*Make the bucket"):
            remote.keep(file(tmp_path, content), NAME)
    with pytest.raises(StoreUnusable, match="no bucket"):
        fetched(remote)
    assert waits == []


def test_no_network(bucket: Bucket, waits: list[float]) -> None:
    remote = quick(connect(changed(bucket, endpoint="http://127.0.0.1:9")), waits)

    with pytest.raises(StoreUnusable, match="no connection"):
        remote.look(NAME)
    assert len(waits) == 3


@pytest.mark.parametrize(
    ("code", "words"),
    [("RequestTimeTooSkewed", "Set this machine's clock"), ("AuthorizationHeaderMalformed", "endpoint and region")],
)
def test_what_waiting_does_not_mend(code: str, words: str, remote: Remote, line: Line, waits: list[float]) -> None:
    line.fail("GET", busy(400, code=code))

    with pytest.raises(StoreUnusable, match=words):
        remote.read(NAME, 0, 1)
    assert waits == []


def test_stopping_ends_what_is_under_way(remote: Remote, tmp_path: Path, s3: S3Server, bucket: Bucket) -> None:
    large, flag = file(tmp_path, content_of(3 * PIECE)), threading.Event()
    remote.keep(large, NAME)
    with stoppable(flag):
        flag.set()
        for ask in (
            lambda: remote.keep(large, "other.mp4"),
            lambda: remote._write(large, "other.mp4", 3 * PIECE),
            lambda: fetched(remote),
            lambda: remote.look(NAME),
        ):
            with pytest.raises(Cancelled):
                ask()
    assert set(s3.objects(bucket)) == {f"house/{NAME}"}


def test_pages_tell_everything_below_the_folder(remote: Remote, bucket: Bucket, tmp_path: Path) -> None:
    names = sorted(f"{number:02x}/{number}.mp4" for number in range(7))
    for name in names:
        remote.keep(file(tmp_path), name)
    connect(changed(bucket, url=bucket.url.replace("house", "garden"))).keep(file(tmp_path), NAME)

    assert [one.name for page in remote.pages() for one in page] == names
    assert [one.name for page in remote.pages("03/") for one in page] == ["03/3.mp4"]
    remote.remove(names[:6])
    assert [one.name for page in remote.pages() for one in page] == names[6:]


def test_nothing_secret_is_shown(remote: Remote, bucket: Bucket) -> None:
    for text in (repr(remote), repr(bucket), str(bucket), bucket.model_dump_json()):
        assert bucket.secret.get_secret_value() not in text
