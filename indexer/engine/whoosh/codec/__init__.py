"""The codec: Whoosh's own readers and matchers on our segments."""
