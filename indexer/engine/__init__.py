"""Engines: what finds articles. Nothing outside this folder knows how."""
