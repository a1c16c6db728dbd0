"""Listening and looking: word times, and narration that must not ship."""
