"""Counting: what a page says about all articles found, and which of them it shows."""
