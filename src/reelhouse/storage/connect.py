"""Reaching a bucket: time-outs, keys, and what differs between Amazon's way and Google's."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from obstore.store import GCSStore, S3Store

from reelhouse.config.bucket import GCS, Bucket
from reelhouse.storage.refusals import Refusals
from reelhouse.storage.remote import Remote

if TYPE_CHECKING:
    from obstore.store import (
        ClientConfig,
        GCSConfig,
        ObjectStore,
        RetryConfig,
        S3Config,
        S3Credential,
        S3CredentialProvider,
    )

_ONCE: RetryConfig = {"max_retries": 0}
#: For the pieces of a large upload: seconds of waiting at most, then the whole is begun again.
_AGAIN: RetryConfig = {
    "max_retries": 4,
    "retry_timeout": timedelta(minutes=4),
    "backoff": {"init_backoff": timedelta(milliseconds=200), "max_backoff": timedelta(seconds=5), "base": 2},
}


def connect(bucket: Bucket, where: str = "", *, tenant: str = "", silence: timedelta = timedelta(seconds=60)) -> Remote:
    """Get ready to talk to a bucket; nothing is asked yet.

    Args:
        bucket: What the settings say.
        where: The file, line and key they say it in, for messages.
        tenant: Which database's records will name what is kept.
        silence: How long a server may send nothing before the connection counts as cut.
    """
    store = _google if bucket.scheme == GCS else _amazon
    options = _options(bucket, silence)
    plain, insistent = store(bucket, options, _ONCE), store(bucket, options, _AGAIN)
    return Remote(Refusals(bucket.url, where), plain, insistent, tenant)


def _options(bucket: Bucket, silence: timedelta) -> ClientConfig:
    """A large object may take long in all, but never be silent for long."""
    options: ClientConfig = {
        "connect_timeout": timedelta(seconds=10),
        "read_timeout": silence,
        "timeout": timedelta(hours=6),
    }
    if bucket.endpoint.startswith("http://"):
        options["allow_http"] = True
    return options


def _amazon(bucket: Bucket, options: ClientConfig, retry: RetryConfig) -> ObjectStore:
    config: S3Config = {"disable_bulk_delete": bool(bucket.endpoint)}  # few but Amazon's servers know that request
    if bucket.endpoint:
        config["endpoint"] = bucket.endpoint
    if bucket.region:
        config["region"] = bucket.region
    return S3Store(
        bucket.name,
        prefix=bucket.prefix or None,
        config=config,
        client_options=options,
        retry_config=retry,
        credential_provider=_credentials(bucket),
    )


def _credentials(bucket: Bucket) -> S3CredentialProvider | None:
    """The keys of the settings, alone: none of the environment's is mixed in."""
    if not bucket.key.get_secret_value():
        return None
    credential: S3Credential = {
        "access_key_id": bucket.key.get_secret_value(),
        "secret_access_key": bucket.secret.get_secret_value(),
        "token": bucket.token.get_secret_value() or None,
        "expires_at": None,
    }
    return lambda: credential


def _google(bucket: Bucket, options: ClientConfig, retry: RetryConfig) -> ObjectStore:
    config: GCSConfig = {}
    if bucket.endpoint:
        config["base_url"] = bucket.endpoint
    if bucket.account:
        config["service_account"] = str(Path(bucket.account).expanduser())
    return GCSStore(
        bucket.name, prefix=bucket.prefix or None, config=config, client_options=options, retry_config=retry
    )
