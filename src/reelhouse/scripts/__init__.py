"""Writing: a story becomes scripts that can be narrated."""
