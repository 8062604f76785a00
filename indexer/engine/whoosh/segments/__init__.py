"""Segments: articles as files of arrays, written, merged and read."""
