"""What is typical of an article and of what a search finds: more like it, and the words of a result set."""
