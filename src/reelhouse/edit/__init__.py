"""Pure functions over timelines."""
