"""Pages are light, and nothing on them moves once it is seen."""

import pytest

from tests.journeys.conftest import newcomer_to

PAGES = ["/", "/search?q=the", "/articles/000_c5189b488046250e?q=idlib", "/timeline?q=map", "/concordance?q=map"]
FIRST_PAGES = [
    pytest.param(page, width, marks=() if place % 2 == turn else pytest.mark.soak)
    for place, page in enumerate(PAGES)
    for turn, width in enumerate((390, 1440))
]
MOST = 60_000  # bytes transferred for a first page, fonts aside

WATCH = """
new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) {
    window.shifted = (window.shifted ?? 0) + shift.value;
    window.moved = [...(window.moved ?? []), ...shift.sources.map(({ node }) => node?.outerHTML?.slice(0, 200))];
  }
}).observe({ type: "layout-shift", buffered: true });
"""


@pytest.fixture
def newcomer(browser, address):
    with newcomer_to(browser, address) as page:
        yield page


@pytest.mark.parametrize(("address_of_page", "width"), FIRST_PAGES)
def test_a_first_page_is_light_and_nothing_moves_while_it_loads(newcomer, address_of_page, width):
    sizes = {}
    requests = {}
    session = newcomer.context.new_cdp_session(newcomer)
    session.send("Network.enable")
    session.on(
        "Network.requestWillBeSent", lambda event: requests.update({event["requestId"]: event["request"]["url"]})
    )
    session.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))
    newcomer.set_viewport_size({"width": width, "height": 900})
    newcomer.add_init_script(WATCH)
    newcomer.goto(address_of_page, wait_until="networkidle")
    weights = {requests[key]: size for key, size in sizes.items() if "/fonts/" not in requests[key]}
    assert len(weights) > 2
    assert sum(weights.values()) <= MOST, weights
    assert newcomer.evaluate("window.shifted ?? 0") == 0, newcomer.evaluate("window.moved")
