"""How fast pages are when several readers work at once: `python -m tests.benchmarks.load --help`."""
