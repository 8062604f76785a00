"""What may be meant, while one types: an editable combobox with a list, by keyboard, by mouse and by touch."""

import re

import pytest

from tests.journeys.visitors import mostly_without_javascript, soaked

# What is told to those who hear the page, and the names of the options.
SAID = "document.querySelector('[role=status]').textContent"
WAIT = "(() => { const box = document.activeElement; return box.getAttribute('aria-expanded') === 'true' })()"


def type_in(page, text):
    box = page.locator("#q")
    box.fill("")
    box.press_sequentially(text)
    return box


def suggestions(page):
    page.get_by_role("option").first.wait_for()
    return page.get_by_role("option")


def current(page):
    """The text of the option that the box says is the current one; None for none."""
    return page.evaluate(
        """() => {
             const name = document.getElementById("q").getAttribute("aria-activedescendant");
             return name && document.getElementById(name).querySelector(".meaning").textContent;
           }"""
    )


@pytest.mark.parametrize("start", ["/", "/articles/000_c5189b488046250e", *soaked("/search?q=canal")])
def test_every_box_suggests_words_filters_and_articles(page, start):
    page.goto(start)
    box = type_in(page, "lib")
    assert suggestions(page).count() >= 5
    assert box.get_attribute("aria-expanded") == "true"
    groups = page.get_by_role("listbox", name="Suggestions").get_by_role("group")
    assert [group.get_attribute("aria-labelledby") for group in groups.all()] == [
        f"q-suggestions-{kind}" for kind in ("word", "value", "title")
    ]
    for heading in ("Words", "Filters", "Articles"):
        assert page.get_by_role("group", name=heading, exact=True).get_by_role("option").count() >= 1
    assert re.fullmatch(r"\d suggestions", page.evaluate(SAID).strip())
    first = suggestions(page).first
    assert first.locator(".meaning span").inner_text() == "lib"
    assert "".join(first.locator(".meaning").inner_text().split()).startswith("lib")
    assert re.search(r"\d articles?$", first.text_content())


def test_a_word_is_chosen_by_keyboard(page):
    page.goto("/")
    box = type_in(page, "idlib libe")
    suggestions(page)
    assert current(page) is None
    box.press("ArrowDown")
    assert current(page) == "idlib liberate"
    assert box.input_value() == "idlib libe"
    assert page.locator("[aria-selected=true]").count() == 1
    box.press("Enter")
    page.wait_for_url("**/search?q=idlib+liberate")
    assert page.locator("#q").input_value() == "idlib liberate"
    page.go_back()
    assert page.get_by_role("option").count() == 0


def test_a_filter_is_chosen_by_mouse_and_joins_those_in_force(page):
    page.goto("/search?q=the&from=2001")
    type_in(page, "the middle ea")
    suggestions(page)
    page.get_by_role("option", name="Region Middle East & North Africa").click()
    page.wait_for_url("**/search?**")
    assert page.url.endswith("/search?from=2001&q=the&region=Middle+East+%26+North+Africa")
    assert page.locator("#q").input_value() == "the"
    assert page.locator(".chip").count() == 2


def test_an_article_is_chosen_by_touch(browser, address):
    context = browser.new_context(base_url=address, has_touch=True, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto("/")
    type_in(page, "al qaeda")
    suggestions(page)
    option = page.get_by_role("option", name=re.compile("Al Qaeda's Idlib Stronghold"))
    assert option.bounding_box()["height"] >= 24
    option.tap()
    page.wait_for_url("**/articles/000_c5189b488046250e")
    context.close()


def test_arrows_go_round_and_through_the_box(page):
    page.goto("/")
    box = type_in(page, "lib")
    options = suggestions(page)
    texts = [option.locator(".meaning").text_content() for option in options.all()]
    met = []
    for _ in range(len(texts) + 2):
        box.press("ArrowDown")
        met.append(current(page))
    assert met == [*texts, None, texts[0]]
    box.press("ArrowUp")
    assert current(page) is None
    box.press("ArrowUp")
    assert current(page) == texts[-1]
    for key, caret in (("Home", 0), ("End", 3)):
        box.press("ArrowDown")
        box.press(key)
        assert current(page) is None
        assert box.evaluate("box => box.selectionStart") == caret


def test_enter_searches_for_what_was_typed_and_nothing_else(page):
    page.goto("/")
    box = type_in(page, "lib")
    suggestions(page)
    box.press("Enter")
    page.wait_for_url("**/search?q=lib")


def test_escape_closes_the_list_then_leaves_the_box_and_the_words_stay(page):
    page.goto("/")
    box = type_in(page, "lib")
    suggestions(page)
    box.press("Escape")
    assert page.get_by_role("option").count() == 0
    assert box.get_attribute("aria-expanded") == "false"
    assert box.evaluate("box => box === document.activeElement")
    box.press("ArrowDown")
    suggestions(page)
    box.press("Escape")
    box.press("Escape")
    assert not box.evaluate("box => box === document.activeElement")
    assert box.input_value() == "lib"


def test_tab_leaves_and_chooses_nothing(page):
    page.goto("/")
    box = type_in(page, "lib")
    suggestions(page)
    box.press("ArrowDown")
    box.press("Tab")
    assert page.get_by_role("option").count() == 0
    assert page.evaluate("document.activeElement.textContent") == "Search"
    assert box.input_value() == "lib"


def test_an_answer_that_comes_too_late_is_not_shown(page):
    page.goto("/")
    held = []

    def hold(route):  # and never let go
        held.append(route)

    page.route("**/api/suggest?q=ca", hold)
    box = type_in(page, "ca")
    page.wait_for_timeout(300)
    assert len(held) == 1
    box.press_sequentially("nal")
    suggestions(page)
    assert page.get_by_role("option").first.locator(".meaning").text_content().startswith("canal")
    box.fill("")
    page.wait_for_timeout(300)
    assert page.get_by_role("option").count() == 0


def test_without_an_answer_the_box_is_a_plain_one(page):
    page.goto("/")
    page.route("**/api/suggest?**", lambda route: route.abort())
    box = type_in(page, "canal")
    page.wait_for_timeout(300)
    assert page.get_by_role("option").count() == 0
    box.press("Enter")
    page.wait_for_url("**/search?q=canal")


@mostly_without_javascript
def test_the_box_searches_with_a_script_and_without(visitor):
    visitor.goto("/search?q=canal&region=Europe")
    box = visitor.locator("#q")
    box.fill("map")
    box.press("Enter")
    visitor.wait_for_url("**/search?q=map&region=Europe")


@pytest.mark.parametrize(
    ("path", "scheme", "width"),
    [
        ("/", "light", 1440),
        *soaked(("/", "dark", 390), ("/search?q=canal", "light", 1440), ("/search?q=canal", "dark", 390)),
    ],
)
def test_axe_finds_nothing_in_the_open_list(browser, address, path, scheme, width):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    size = {"width": width, "height": 900}
    context = browser.new_context(base_url=address, bypass_csp=True, color_scheme=scheme, viewport=size)
    page = context.new_page()
    page.goto(path)
    type_in(page, "lib")
    suggestions(page)
    page.keyboard.press("ArrowDown")
    results = axe.Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    context.close()
