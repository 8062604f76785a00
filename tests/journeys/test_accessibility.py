"""Every page and state is free of faults that axe-core can find, and fits its window."""

import pytest

from tests.journeys.pages import PAGES
from tests.journeys.visitors import soaked

WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 800}
ALL_RULES = {"resultTypes": ["violations"]}
BY_TURNS = {"light, wide": ("light", WIDE), "dark, narrow": ("dark", NARROW)}
OTHERS = {"light, narrow": ("light", NARROW), "dark, wide": ("dark", WIDE)}
LOOKS = [
    pytest.param(page, look, id=f"{page}: {name}", marks=() if place % 2 == turn and is_first else pytest.mark.soak)
    for place, page in enumerate(PAGES)
    for is_first, looks in ((True, BY_TURNS), (False, OTHERS))
    for turn, (name, look) in enumerate(looks.items())
]


@pytest.fixture(scope="module")
def reader(browser, address):
    """A page that a script may be put into, as axe needs it."""
    context = browser.new_context(base_url=address, bypass_csp=True)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(("name", "look"), LOOKS)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(reader, name, look):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    scheme, size = look
    reader.emulate_media(color_scheme=scheme)
    reader.set_viewport_size(size)
    reader.goto(PAGES[name])
    results = axe.Axe().run(reader, options=ALL_RULES)
    assert results.violations_count == 0, results.generate_report()
    for width in (360, 768, 1100, 1600):
        reader.set_viewport_size({"width": width, "height": 800})
        over = reader.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert over <= 0, width


@pytest.mark.parametrize("size", [WIDE, *soaked(NARROW)], ids=["wide", "narrow"])
def test_axe_finds_nothing_in_ticked_facets_and_their_dialog(reader, size):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    reader.emulate_media(color_scheme="light")
    reader.set_viewport_size(size)
    reader.goto("about:blank")  # else a page that differs by its fragment alone would not be fetched anew
    reader.goto("/search?q=the&theme=History&not_theme=Media#facets")
    reader.locator("#region input").first.check()
    results = axe.Axe().run(reader)
    assert results.violations_count == 0, results.generate_report()
    reader.locator("#theme .more").click()
    reader.get_by_role("dialog").wait_for()
    results = axe.Axe().run(reader)
    assert results.violations_count == 0, results.generate_report()


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


def test_matches_in_titles_are_read_in_forced_colours(page):
    page.emulate_media(forced_colors="active", color_scheme="dark")
    page.goto("/search?q=idlib")
    colour = "element => getComputedStyle(element).color"
    mark = page.locator(".hit h2 mark").first
    assert mark.evaluate(colour) == page.locator(".hit h2 a").first.evaluate(colour)
    assert mark.evaluate(colour) != page.evaluate("getComputedStyle(document.body).backgroundColor")


def test_ways_to_filters_and_forms_are_there_where_these_are_out_of_sight(page):
    page.goto("/search?q=idlib+liberate")
    ways = page.locator(".tools > .to-facets")
    assert ways.count() == 2
    assert not any(way.is_visible() for way in ways.all())
    page.set_viewport_size(NARROW)
    assert all(way.bounding_box()["height"] >= 24 for way in ways.all())
