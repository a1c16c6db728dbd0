"""The studies: each measures some figures of the table."""
