"""Narration: text becomes speech. One file for each engine."""
