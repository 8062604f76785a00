"""Carrel's indexer: a library that builds and searches an archive of articles."""
