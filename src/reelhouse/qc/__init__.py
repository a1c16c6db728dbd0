"""Checks on files and documents; each can fail."""
