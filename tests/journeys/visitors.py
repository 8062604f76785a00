"""Who makes a journey in every run of the tests, and who in `make soak` alone; how a visitor waits."""

import pytest

JAVASCRIPT = ["with JavaScript", "without JavaScript"]
PATIENCE = 300  # looks at a page
PAUSE = 50  # milliseconds from one to the next


def _visitors(*marks):
    values = [pytest.param(scripted, marks=marks) for scripted, marks in zip((True, False), marks, strict=True)]
    return pytest.mark.parametrize("visitor", values, ids=JAVASCRIPT, indirect=True)


# For journeys beside which others lead through the same pages the other way.
mostly_with_javascript = _visitors((), pytest.mark.soak)
mostly_without_javascript = _visitors(pytest.mark.soak, ())


def soaked(*rows):
    """What stands for parameters in `make soak` alone: values, or tuples of them."""
    return [pytest.param(*(row if isinstance(row, tuple) else (row,)), marks=pytest.mark.soak) for row in rows]


def wait_until(page, expression):
    """Wait until an expression is true on a page.

    Playwright's own `wait_for_function` evaluates text within the page once it has to wait, which our pages forbid.
    """
    for _ in range(PATIENCE):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(PAUSE)
    raise AssertionError(f"never true: {expression}")
