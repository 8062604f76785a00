"""What pages show, finished: frozen values in which nothing is left to decide."""
