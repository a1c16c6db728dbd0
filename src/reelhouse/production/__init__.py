"""The verbs a recipe may use, and the one step runner."""
