"""The database edge; nothing outside this package writes SQL."""
