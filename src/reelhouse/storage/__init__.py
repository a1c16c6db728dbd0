"""The only place with SQL, and the store of artifacts."""
