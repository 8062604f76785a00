"""Columns: what every article of a generation has one of, and what is worked out of it."""
