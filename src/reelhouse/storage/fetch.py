"""Bringing an artifact here from the bucket, and never believing it unread."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from reelhouse.errors import ArtifactDamaged, ArtifactMissing
from reelhouse.model.artifact import Artifact
from reelhouse.storage.content import REMEDY, name_of

if TYPE_CHECKING:
    from reelhouse.storage.remote import Remote


def fetch(remote: Remote, artifact: Artifact, aside: Path) -> None:
    """Fill a new file with the artifact's verified bytes, and see them onto the disk.

    What is wrong once may have been damaged on the way, and is asked for again. What is wrong twice in the same way is
    wrong in the bucket: it goes, so that the step that made it makes it anew.

    Raises:
        ArtifactMissing: The bucket does not hold it.
        ArtifactDamaged: It held something else.
        StoreUnusable: The bucket refuses us, does not answer, or what comes is another thing each time.
        Cancelled: The work was stopped.
    """
    name, before = name_of(artifact), ""
    for failures in range(1, remote.retry.tries + 1):
        came = _came(remote, artifact, name, aside)
        if came == artifact.sha256:
            return
        if came == before:
            remote.remove([name])
            raise ArtifactDamaged(f"the {artifact.kind} was damaged in the shared store", where=name, remedy=REMEDY)
        before = came
        remote.wait(failures, remote.refusals.damaged())


def _came(remote: Remote, artifact: Artifact, name: str, aside: Path) -> str:
    with aside.open("wb") as file:
        came = remote.fetch(name, file)
        if came is None:
            raise ArtifactMissing(
                f"the {artifact.kind} {artifact.sha256[:12]} is not in the shared store", where=name, remedy=REMEDY
            )
        file.flush()
        os.fsync(file.fileno())
    return came
