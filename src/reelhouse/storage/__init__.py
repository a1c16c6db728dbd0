"""What an installation keeps: artifacts by content, records of steps, and the limits of the cache."""

from reelhouse.storage.store import Store, open_store

__all__ = ["Store", "open_store"]
