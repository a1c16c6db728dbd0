"""Settings of one installation, and YAML files whose errors name file, line and key."""

from reelhouse.config.settings import CacheLimit, Settings, load_settings

__all__ = ["CacheLimit", "Settings", "load_settings"]
