"""What the work inside a step may touch: a folder of its own, the store's files, and its progress."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reelhouse.model.artifact import Artifact, Kind
from reelhouse.model.money import Unit
from reelhouse.production.crash import border
from reelhouse.storage.artifacts import Artifacts


@dataclass(frozen=True)
class Scratch:
    """The workbench of one try of one step; `folder` is empty at the beginning and gone at the end."""

    folder: Path
    _artifacts: Artifacts
    _progressed: Callable[[int, int], None]
    _counted: Callable[[str, Unit, int], None]

    def path(self, name: str) -> Path:
        """A path inside the folder for a file of that name.

        Raises:
            ValueError: The name would lead out of the folder.
        """
        if Path(name).name != name or name in {"", ".", ".."}:
            raise ValueError(f"{name!r} is not the name of a file")
        return self.folder / name

    def keep(self, path: Path, kind: Kind) -> Artifact:
        """Put a finished file into the store. A file of the scratch folder is moved there, any other is copied.

        Raises:
            PathNotFound: There is no such file.
            DiskFull: No space for it.
            NotWritable: The store's folder cannot be written to.
        """
        ours = self.folder.resolve() in path.resolve().parents and not path.is_symlink()
        artifact = self._artifacts.put(path, kind, move=ours)
        border()
        return artifact

    def file(self, artifact: Artifact) -> Path:
        """The file of an artifact in the store; read it, never write it.

        Raises:
            ArtifactMissing: It is not in the store.
        """
        return self._artifacts.path(artifact)

    def progress(self, done: int, total: int) -> None:
        """Tell how much of the work is done."""
        self._progressed(done, total)

    def count(self, service: str, unit: Unit, quantity: int) -> None:
        """Tell how much of something was used or made; it is counted when the step is finished.

        Of the service and the unit that the step pays for, it is what is paid.
        """
        self._counted(service, unit, quantity)
