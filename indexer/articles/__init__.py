"""From source files to Articles."""
