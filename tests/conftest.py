"""For all tests: properties have no deadline, as machines may be busy; Ctrl-C is heard, whoever started the tests."""

import signal

import pytest
from hypothesis import is_hypothesis_test, settings

from tests.examples import EVERY_TIME, IN_SOAK

settings.register_profile("carrel", deadline=None, max_examples=EVERY_TIME)
settings.register_profile("soak", deadline=None, max_examples=IN_SOAK)
settings.load_profile("carrel")

# What a shell starts in the background has SIGINT ignored, and so have all its processes, servers under test too.
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_configure(config):
    if is_soak(config):
        settings.load_profile("soak")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    """The soak tries all properties once more, on more examples."""
    if is_soak(config):
        for item in items:
            if is_hypothesis_test(getattr(item, "obj", None)):
                item.add_marker(pytest.mark.soak)


def is_soak(config):
    return config.option.markexpr == "soak"
