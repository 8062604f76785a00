"""How many examples a property is tried on: few in every run of the tests, so that it is quick; many in `make soak`."""

from hypothesis import settings

EVERY_TIME, IN_SOAK = 40, 1_000


def examples(count):
    """Settings of a property whose examples are dear, or cheap: `count` of them, as many times that in the soak."""
    return settings(max_examples=count * settings.default.max_examples // EVERY_TIME)
