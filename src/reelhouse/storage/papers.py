"""Papers: texts and documents of people, kept as artifacts that no limit lets go of."""

from __future__ import annotations

from dataclasses import dataclass

from reelhouse.model.artifact import Artifact, Kind
from reelhouse.storage.artifacts import Artifacts
from reelhouse.storage.database import Database
from reelhouse.storage.disk import writing_to
from reelhouse.storage.noted import note
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
        with writing_to(self.artifacts.folder, len(content)):
            aside = self.artifacts.aside(suffix)
            try:
                aside.write_bytes(content)
                artifact = self.artifacts.put(aside, Kind.DOCUMENT, move=True)
            finally:
                aside.unlink(missing_ok=True)
        stamp, now = self.artifacts.stamp(artifact), int(self.clock() * 1000)
        with self.database.writing() as connection:
            note(self.database, connection, artifact, stamp=stamp, now=now, pinned=True)
        return artifact

    def read(self, artifact: Artifact) -> bytes:
        """What a paper says.

        Raises:
            ArtifactMissing: It is not in the store.
            ArtifactDamaged: It is not what was kept.
        """
        self.artifacts.verify(artifact)
        return self.artifacts.path(artifact).read_bytes()
