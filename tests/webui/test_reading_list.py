"""The reading list's frame, and the address that two searches make."""

from urllib.parse import urlencode

import pytest


def combine(client, first, second, how="both"):
    return client.get("/combine?" + urlencode({"first": first, "second": second, "how": how}))


@pytest.mark.parametrize("how", ["both", "either", "without"])
def test_two_searches_lead_to_one(client, how):
    answer = combine(client, "q=idlib", "q=soap&theme=Global+Economy", how)
    assert answer.status_code == 302
    assert client.get(answer.location).status_code == 200


@pytest.mark.parametrize(
    ("first", "second", "how"),
    [
        ("q=(idlib", "q=soap", "both"),
        ("q=idlib&page=abc", "q=soap", "both"),
        ("q=idlib", "q=soap", "neither"),
        ("q=idlib", "", "without"),
        ("q=idlib", "none=region", "either"),
        ("q=" + "a" * 20_000, "q=soap", "both"),
        ("q=idlib", "q=" + "<script>" * 900, "both"),
    ],
)
def test_what_cannot_be_combined_is_told(client, first, second, how):
    answer = combine(client, first, second, how)
    if answer.status_code == 302:
        answer = client.get(answer.location)
    assert answer.status_code in (400, 414)
    assert "<script>" not in answer.text


def test_a_row_has_what_the_browser_keeps(page):
    shown = page("/search?q=wicked")
    assert 'data-save="nasty"' in shown
    assert "<script>alert" not in shown
    assert 'data-article="idlib"' in page("/articles/idlib")
