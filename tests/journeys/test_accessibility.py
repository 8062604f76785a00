"""Every page and state is free of faults that axe-core can find, and fits its window."""

import pytest

PAGES = {
    "home": "/",
    "results": "/search?q=idlib",
    "browse": "/search",
    "filtered": "/search?q=the&region=Europe&not_theme=Education&none=report&from=2001&to=2019",
    "all values": "/facets/theme?q=the&theme=History&not_theme=Media&containing=e",
    "no such value": "/facets/author?q=idlib&author=Nobody&containing=zzzz&order=name",
    "second page": "/search?q=the&page=2",
    "past the end": "/search?q=idlib&page=50",
    "no hits": "/search?q=idlib+zzzzzz&match=all",
    "forms": "/search?q=canal%5B-canals%5D+map*",
    "did you mean": "/search?q=survayors&from=2001",
    "no part to blame": "/search?q=(idlib+OR+map*)+zzzzzz+-canal+%22old+world%22&region=Europe&not_theme=History",
    "near": "/search?q=(map+survey)~s+date:2001..",
    "many long words": "/search?match=any&q=" + "the+canal+map+trade+" * 12 + "n" * 300,
    "query error": "/search?q=(idlib+OR",
    "bad address": "/search?q=idlib&page=abc&from=yesterday",
    "article": "/articles/000_c5189b488046250e?q=idlib+liberate",
    "article alone": "/articles/000_c5189b488046250e",
    "article among results": "/articles/003_suez-canal?q=canal",
    "article that is not found": "/articles/000_c5189b488046250e?q=canal",
    "similar": "/similar/000_c5189b488046250e?not_theme=History",
    "near copies apart": "/search?q=canal&copies=all",
    "words": "/keywords?q=canal&words=100",
    "no words": "/keywords",
    "sample": "/sample?q=the&size=10&seed=7",
    "no terms yet": "/terms",
    "terms": "/terms?terms=canal%0Amap*%0A(soap%0A%22old+world%22&by=theme&q=the&region=Europe",
    "terms by year": "/terms?terms=canal%0Amap*%0A" + "n" * 300 + "&by=year&order=count",
    "about": "/about",
    "export": "/export?q=idlib+survey&match=any&region=Middle+East+%26+North+Africa&sort=newest",
    "export, chosen": "/export?id=000_c5189b488046250e&id=001_orontes-surveyors&id=nowhere",
    "export, nothing": "/export?q=zzzzzz",
    "months of a year": "/search?q=the&from=2019&to=2019",
    "days of a month": "/search?from=2019-12&to=2019-12",
    "undated": "/search?none=date",
    "before the archive": "/search?from=1990&to=2005",
    "over time": "/timeline",
    "five queries over time": "/timeline?scale=thousand&region=Europe&q=map&q=canal&q=a&q=the&q=" + "n" * 300,
    "mistakes in queries over time": "/timeline?q=map&q=(canal&q=" + "n" * 300 + "~9",
    "help": "/help",
    "concordance": "/concordance?q=the&region=Europe&order=left2&page=2",
    "concordance, blank": "/concordance",
    "concordance, nothing": "/concordance?q=zzzzzz&match=any",
    "concordance, long lines": "/concordance?match=any&order=right&q=%22the+map%22+survey*+canal",
    "not found": "/nowhere",
    "unknown article": "/articles/nowhere",
}


WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 800}


@pytest.fixture(scope="module")
def reader(browser, address):
    """A page that a script may be put into, as axe needs it."""
    context = browser.new_context(base_url=address, bypass_csp=True)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(reader, name):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    reader.goto(PAGES[name])
    for scheme, size in (("light", WIDE), ("dark", WIDE), ("light", NARROW)):
        reader.emulate_media(color_scheme=scheme)
        reader.set_viewport_size(size)
        results = axe.Axe().run(reader)
        assert results.violations_count == 0, (scheme, size, results.generate_report())


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_axe_finds_nothing_in_ticked_facets_and_their_dialog(reader, size):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
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


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_than_the_window(reader, name):
    reader.goto(PAGES[name])
    for width in (360, 768, 1100, 1600):
        reader.set_viewport_size({"width": width, "height": 800})
        over = reader.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert over <= 0, width


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
