"""Papers: texts and documents of people, kept as artifacts that no limit lets go of."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4

import reelhouse.storage.schema as tables
from reelhouse.model.artifact import Artifact, Kind
from reelhouse.storage.artifacts import ASIDE, Artifacts
from reelhouse.storage.database import Database
from reelhouse.storage.disk import writing_to
from reelhouse.storage.runs import Clock


@dataclass(frozen=True)
class Papers:
    """The papers of an installation."""

    database: Database
    artifacts: Artifacts
    clock: Clock

    def keep(self, content: bytes, suffix: str = ".json") -> Artifact:
        """Keep a paper for good; the same content is kept once.

        Raises:
            DiskFull: No space for it.
            NotWritable: The store's folder cannot be written to.
        """
        aside = self.artifacts.folder / ASIDE / f"{uuid4().hex}{suffix}"
        with writing_to(self.artifacts.folder, len(content)):
            aside.parent.mkdir(parents=True, exist_ok=True)
            try:
                aside.write_bytes(content)
                artifact = self.artifacts.put(aside, Kind.DOCUMENT, move=True)
            finally:
                aside.unlink(missing_ok=True)
        now = int(self.clock() * 1000)
        stamp = self.artifacts.path(artifact).stat().st_mtime_ns
        row = artifact.model_dump(mode="json") | {"mtime_ns": stamp, "made_at": now, "used_at": now, "pinned": True}
        with self.database.writing() as connection:
            new = self.database.insert(tables.artifact).values(row)
            connection.execute(
                new.on_conflict_do_update(index_elements=["sha256", "suffix"], set_={"used_at": now, "pinned": True})
            )
        return artifact

    def read(self, artifact: Artifact) -> bytes:
        """What a paper says.

        Raises:
            ArtifactMissing: It is not in the store.
            ArtifactDamaged: It is not what was kept.
        """
        self.artifacts.verify(artifact)
        return self.artifacts.path(artifact).read_bytes()
