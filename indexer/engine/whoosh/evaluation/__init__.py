"""Evaluation: which articles a Whoosh query tree finds, and with what scores."""
