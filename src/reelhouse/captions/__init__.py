"""Cues and word groups, their place in the picture, and subtitle files of any origin."""
