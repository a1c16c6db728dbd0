"""One file is one show."""
