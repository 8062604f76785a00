"""For all tests: properties have no deadline, as machines may be busy."""

from hypothesis import settings

settings.register_profile("carrel", deadline=None)
settings.load_profile("carrel")
