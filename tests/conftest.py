"""For all tests: properties have no deadline, as machines may be busy; Ctrl-C is heard, whoever started the tests."""

import signal

from hypothesis import settings

settings.register_profile("carrel", deadline=None)
settings.load_profile("carrel")

# What a shell starts in the background has SIGINT ignored, and so have all its processes, servers under test too.
signal.signal(signal.SIGINT, signal.default_int_handler)
