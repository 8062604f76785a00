"""The pages: read the state, ask the archive, present, render."""
