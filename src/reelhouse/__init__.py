"""Reelhouse: a self-hosted video production house."""
