"""Measuring what docs/performance.md promises: CPU seconds of whole process trees, side by side."""
