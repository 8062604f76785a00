"""How values per thousand are written."""

import pytest

from webui.presenters.timeline_series import rate


@pytest.mark.parametrize(
    ("per_thousand", "written"),
    [
        (None, "–"),
        (0, "0.00"),
        (0.0042, "0.004"),
        (0.05, "0.05"),
        (3.386, "3.39"),
        (29.51, "29.5"),
        (403.4, "403"),
        (1000, "1,000"),
    ],
)
def test_a_value_per_thousand_has_the_digits_that_tell_something(per_thousand, written):
    assert rate(per_thousand) == written
