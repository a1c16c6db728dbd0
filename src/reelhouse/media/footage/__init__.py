"""Footage of any origin: what it holds, what is wrong with it, and how it becomes pictures that we can use."""
