"""Settings of one installation, and YAML files whose errors name file, line and key."""

from reelhouse.config.bucket import Bucket
from reelhouse.config.budgets import Budgets, Limits
from reelhouse.config.settings import CacheLimit, Settings, load_settings

__all__ = ["Bucket", "Budgets", "CacheLimit", "Limits", "Settings", "load_settings"]
