"""Where artifacts are shared: a bucket of an S3-compatible store or of Google Cloud Storage, and how to reach it.

```yaml
artifacts:
  url: s3://reelhouse/studio
  endpoint: https://storage.example.org     # only when it is not Amazon's
  region: eu-central-1
  key: ${STORE_KEY}
  secret: ${STORE_SECRET}
```

What is not said here comes from the variables that the vendor's own tools read (`AWS_...`, `GOOGLE_...`).
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator, model_validator

from reelhouse.model.base import Value

S3, GCS = "s3", "gs"
_URL = re.compile(
    rf"(?P<scheme>{S3}|{GCS})://(?P<name>[a-z0-9][a-z0-9._-]{{1,220}}[a-z0-9])(?:/(?P<prefix>[A-Za-z0-9._=/-]*))?"
)
_FORM = "write s3://BUCKET/FOLDER or gs://BUCKET/FOLDER; the folder may be left out, and keys have lines of their own"


class Bucket(Value):
    """A bucket that several machines share. Secrets are never part of its text."""

    url: str
    endpoint: str = ""
    region: Annotated[str, Field(pattern=r"^[a-z0-9-]*$")] = ""
    key: SecretStr = SecretStr("")
    secret: SecretStr = SecretStr("")
    token: SecretStr = SecretStr("")
    #: The file of a Google service account.
    account: str = ""

    @field_validator("url")
    @classmethod
    def _is_a_place(cls, url: str) -> str:
        match = _URL.fullmatch(url)
        segments = (match["prefix"] or "").strip("/").split("/") if match else []
        if match is None or any(segment in {".", ".."} for segment in segments) or "" in segments[1:]:
            raise ValueError(f"this is no place for artifacts: {_FORM}")
        return url.rstrip("/")

    @field_validator("endpoint")
    @classmethod
    def _is_an_address(cls, endpoint: str) -> str:
        if not endpoint:
            return endpoint
        parts = urlsplit(endpoint)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username or parts.query:
            raise ValueError("an endpoint is the address of a server: write https://HOST or https://HOST:PORT")
        return endpoint.rstrip("/")

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if bool(self.key.get_secret_value()) != bool(self.secret.get_secret_value()):
            raise ValueError("key and secret belong together: give both, or neither")
        if self.scheme == S3 and self.account:
            raise ValueError("account is for gs://; an s3:// bucket has key and secret")
        if self.scheme == GCS and self.key.get_secret_value():
            raise ValueError("key and secret are for s3://; a gs:// bucket has account, the file of a service account")
        return self

    @property
    def scheme(self) -> str:
        """`s3` or `gs`."""
        return urlsplit(self.url).scheme

    @property
    def name(self) -> str:
        """The bucket's own name."""
        return urlsplit(self.url).netloc

    @property
    def prefix(self) -> str:
        """The folder inside the bucket; empty when it is all ours."""
        return urlsplit(self.url).path.strip("/")


def parse_bucket(value: Any) -> Any:
    """`s3://bucket/folder` alone stands for a bucket that needs no further line."""
    return {"url": value} if isinstance(value, str) else value
