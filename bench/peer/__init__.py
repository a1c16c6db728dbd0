"""Programs of others, for comparison; each runs in an environment of its own."""
