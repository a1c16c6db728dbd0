"""What several stages must agree on about a language: sentences, syllables, numbers, word lists.

A language is a folder of data (`en/`) with a Python file for what needs code: its `RULES` and its `syllables`.
"""

from reelhouse.language.language import Language, language_codes, open_language

__all__ = ["Language", "language_codes", "open_language"]
