"""Backups: a folder with the database and the artifacts that it names, taken while others work."""
