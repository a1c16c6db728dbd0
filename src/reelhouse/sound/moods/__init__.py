"""Moods, one file each, ending in `MOOD = ...`; the file's name is the mood's."""
