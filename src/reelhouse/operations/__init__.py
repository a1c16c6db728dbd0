"""What a person can ask. Every face calls these and nothing else."""
