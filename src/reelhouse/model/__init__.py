"""Frozen data with exact time. Imports nothing of ours but errors."""
