"""Concordances: matches found in stored texts, put in order, and shown as lines."""
