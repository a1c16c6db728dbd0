"""Demonstrations that need more than one program: servers of their own, and processes to kill."""
