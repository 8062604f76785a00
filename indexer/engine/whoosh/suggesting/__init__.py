"""Suggesting: what someone who is typing may mean, and what someone may have meant who finds little."""
