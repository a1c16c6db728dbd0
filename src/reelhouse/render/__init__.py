"""A timeline becomes a file: layout, plan, chunks, join."""
