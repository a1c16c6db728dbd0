"""What several stages must agree on: sentences, syllables, numbers, word lists; one data folder for each language."""
