"""Where material comes from. One file for each kind of source."""
