"""Pages are light, and nothing on them moves once it is seen."""

import pytest

PAGES = ["/", "/search?q=the", "/articles/000_c5189b488046250e?q=idlib", "/timeline?q=map", "/concordance?q=map"]
MOST = 60_000  # bytes transferred for a first page, fonts aside

WATCH = """
new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) {
    window.shifted = (window.shifted ?? 0) + shift.value;
    window.moved = [...(window.moved ?? []), ...shift.sources.map(({ node }) => node?.outerHTML?.slice(0, 200))];
  }
}).observe({ type: "layout-shift", buffered: true });
"""


@pytest.mark.parametrize("address_of_page", PAGES)
def test_a_first_page_is_light(page, address_of_page):
    sizes = {}
    requests = {}
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on(
        "Network.requestWillBeSent", lambda event: requests.update({event["requestId"]: event["request"]["url"]})
    )
    session.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))
    page.goto(address_of_page, wait_until="networkidle")
    weights = {requests[key]: size for key, size in sizes.items() if "/fonts/" not in requests[key]}
    assert len(weights) > 2
    assert sum(weights.values()) <= MOST, weights


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("address_of_page", PAGES)
def test_nothing_moves_while_a_page_loads(page, address_of_page, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.add_init_script(WATCH)
    page.goto(address_of_page, wait_until="networkidle")
    assert page.evaluate("window.shifted ?? 0") == 0, page.evaluate("window.moved")
