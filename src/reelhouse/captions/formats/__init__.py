"""Caption file formats: one file each, found by name; `base.py` says what a format is."""
