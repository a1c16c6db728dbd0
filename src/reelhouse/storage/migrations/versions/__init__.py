"""The changes, named by their order."""
