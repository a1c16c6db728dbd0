"""Documents that a person may change: what can be changed in them, and which version a run uses."""
