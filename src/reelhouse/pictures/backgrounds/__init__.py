"""Moving backgrounds, one file each: `paint(seed, table)` gives a painter, and the last frame leads into the first."""
