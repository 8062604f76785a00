"""Every page and state is free of faults that axe-core can find, and fits its window."""

import pytest

PAGES = {
    "home": "/",
    "results": "/search?q=idlib",
    "browse": "/search",
    "filtered": "/search?q=the&region=Europe&not_theme=Education&none=report&from=2001&to=2019",
    "all values": "/search?q=the&more=theme",
    "second page": "/search?q=the&page=2",
    "past the end": "/search?q=idlib&page=50",
    "no hits": "/search?q=idlib+zzzzzz&match=all",
    "query error": "/search?q=(idlib+OR",
    "bad address": "/search?q=idlib&page=abc&from=yesterday",
    "article": "/articles/000_c5189b488046250e?q=idlib+liberate",
    "article alone": "/articles/000_c5189b488046250e",
    "about": "/about",
    "not found": "/nowhere",
    "unknown article": "/articles/nowhere",
}


@pytest.fixture(params=["light", "dark"])
def scheme(request):
    return request.param


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing(browser, address, name, scheme, width):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    context = browser.new_context(
        base_url=address, color_scheme=scheme, viewport={"width": width, "height": 900}, bypass_csp=True
    )
    page = context.new_page()
    page.goto(PAGES[name])
    results = axe.Axe().run(page)
    context.close()
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [360, 768, 1100, 1600])
def test_nothing_is_wider_than_the_window(browser, address, name, width):
    context = browser.new_context(base_url=address, viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(PAGES[name])
    over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    context.close()
    assert over <= 0


def test_the_drawer_opens_and_closes_without_a_script(browser, address):
    context = browser.new_context(base_url=address, java_script_enabled=False, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto("/search?q=the")
    drawer = page.locator("#facets")
    assert not drawer.is_visible()
    page.locator(".tools a.to-facets").click()
    assert drawer.is_visible()
    drawer.locator("a.to-facets").click()
    assert not drawer.is_visible()
    context.close()
