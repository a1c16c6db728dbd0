"""Jobs: episodes that workers make, whoever asked for them and whichever process dies meanwhile."""
