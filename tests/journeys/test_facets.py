"""Facets: chosen by one click, ticked several at once, looked through in full; and results that do not jump."""

import re
from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.journeys.visitors import JAVASCRIPT, mostly_with_javascript, mostly_without_javascript, soaked, wait_until

PHONE = {"width": 390, "height": 844}


def asked(page):
    """What the address asks for."""
    return sorted(parse_qsl(urlsplit(page.url).query))


def box(where, label):
    return where.get_by_role("checkbox", name=label, exact=True)


def opened(page, facet):
    """The list of all values: in a dialog where there are scripts, else on a page of its own."""
    page.locator(f"#{facet} .more").click()
    values = page.locator("[data-values]")
    values.wait_for()
    return values


def test_values_are_looked_for_ticked_and_applied_at_once(visitor):
    visitor.goto("/search?q=the&sort=oldest&not_theme=Education")
    values = opened(visitor, "region")
    finding = values.get_by_label("Find regions by name")
    finding.fill("ASIA")
    finding.press("Enter")
    values.locator("[data-summary]", has_text="1 of 10 regions").wait_for()
    box(values, "Asia").check()
    finding.fill("sub\u2013sah")
    finding.press("Enter")
    box(values, "Sub-Saharan Africa").check()
    assert box(values, "Asia").is_checked()  # it is kept, above what is found
    finding.fill("")
    finding.press("Enter")
    values.locator("[data-summary]", has_text=re.compile("^10 regions")).wait_for()
    values.get_by_role("button", name="A\u2013Z").click()
    values.locator("[aria-current]", has_text="A\u2013Z").wait_for()
    labels = values.get_by_role("checkbox").evaluate_all("boxes => boxes.map(box => box.ariaLabel)")
    assert labels[:2] == ["Asia", "Sub-Saharan Africa"]
    assert labels[2:-1] == sorted(labels[2:-1])
    assert labels[-1] == "none given"
    values.get_by_role("button", name="Apply").click()
    visitor.wait_for_url("**/search?*Sub-Saharan*")
    assert asked(visitor) == [
        *(("not_theme", "Education"), ("q", "the"), ("region", "Asia")),
        *(("region", "Sub-Saharan Africa"), ("sort", "oldest")),
    ]
    assert visitor.locator("#region li.on").count() == 2


@mostly_without_javascript
def test_a_value_of_the_full_list_is_chosen_and_ruled_out_by_one_click(visitor):
    visitor.goto("/search?q=the")
    opened(visitor, "theme").get_by_role("link", name="History", exact=True).click()
    visitor.wait_for_url("**/search?q=the&theme=History")
    values = opened(visitor, "theme")
    row = values.locator("li", has_text="Culture")
    row.hover()
    row.locator(".not").click()
    visitor.wait_for_url("**/search?q=the&theme=History&not_theme=Culture")


@mostly_with_javascript
def test_boxes_beside_the_results_are_one_form(visitor):
    visitor.goto("/search?q=the&theme=History")
    facets = visitor.locator("#facets")
    apply = facets.get_by_role("button", name="Apply")
    assert not apply.is_visible()
    box(facets, "Asia").check()
    assert apply.is_visible()
    facets.get_by_role("button", name="Undo").click()
    assert not apply.is_visible()
    box(facets, "Europe").check()
    box(facets, "History").uncheck()
    box(facets, "Culture").check()
    apply.click()
    visitor.wait_for_url("**/search?*Culture*")
    assert asked(visitor) == [("q", "the"), ("region", "Europe"), ("theme", "Culture")]


def test_a_link_takes_along_what_is_ticked(page):
    page.goto("/search?q=the")
    box(page.locator("#facets"), "Europe").check()
    page.locator("#theme").get_by_role("link", name="History", exact=True).click()
    page.wait_for_url("**/search?*History*")
    assert asked(page) == [("q", "the"), ("region", "Europe"), ("theme", "History")]
    box(page.locator("#facets"), "Europe").uncheck()
    values = opened(page, "theme")
    assert box(values, "History").is_checked()
    values.get_by_role("button", name="Apply").click()
    page.wait_for_url("**/search?q=the&theme=History")


@mostly_without_javascript
def test_a_value_of_a_row_offers_only_this_and_not_this_where_it_stands(visitor):
    visitor.goto("/search?q=the&region=Asia&region=Europe")
    row = visitor.locator(".hit", has_text="Europe").first
    value = row.locator(".tags .value", has_text="Europe")
    value.hover()
    value.locator(".rule-out").click()
    visitor.wait_for_url("**/search?q=the&region=Asia&not_region=Europe")
    visitor.locator(".hit").first.locator(".byline .value a").first.click()
    visitor.wait_for_url("**/search?q=the&region=Asia&author=*")
    assert visitor.locator(".hit").count() > 0


def test_results_do_not_jump(page):
    page.goto("/search?q=the")
    link = page.locator("#theme").get_by_role("link", name="History", exact=True)
    link.scroll_into_view_if_needed()
    page.evaluate("scrollTo(0, 230)")
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=the&theme=History")
    wait_until(page, "document.activeElement.dataset.place === 'theme=History'")
    assert page.evaluate("scrollY") == 230
    told = page.get_by_role("status").filter(has_text="articles of 37")
    told.wait_for(state="attached")
    assert told.count() == 1
    assert page.title().startswith("the, History: ")
    page.keyboard.press("Enter")  # the same place takes it back
    page.wait_for_url("**/search?q=the")
    wait_until(page, "scrollY === 230")
    page.reload()
    assert page.evaluate("sessionStorage.getItem('carrel-place')") is None
    page.locator(".pages [rel=next]").click()
    page.wait_for_url("**page=2")
    assert page.evaluate("scrollY") == 0  # another page is begun at its top
    page.go_back()
    wait_until(page, "scrollY > 0")  # the browser's own


def test_the_focus_stays_beside_what_is_gone(page):
    page.goto("/search?q=the&theme=History&region=Europe&region=Asia")
    page.get_by_role("link", name="Remove Region: Europe").click()
    page.wait_for_url("**/search?q=the&region=Asia&theme=History")
    wait_until(page, "document.activeElement.ariaLabel === 'Remove Region: Asia'")
    page.locator(".tools").get_by_role("link", name="newest").click()
    page.wait_for_url("**sort=newest")
    wait_until(page, "document.activeElement.textContent === 'relevance'")
    page.locator("#theme .not").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**not_theme=*")
    wait_until(page, "document.activeElement.closest('#theme li.out') !== null")


def test_the_dialog_works_by_keyboard_and_gives_the_focus_back(page):
    page.goto("/search?q=the")
    opener = page.locator("#theme .more")
    opener.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Themes")
    dialog.wait_for()
    assert page.evaluate("document.activeElement.id") == "containing"
    page.keyboard.type("hist")
    dialog.get_by_text("1 of 15 themes").first.wait_for()
    for _ in range(4):  # Find, the orders, the first box
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert box(dialog, "History").is_checked()
    page.keyboard.press("Escape")
    assert dialog.count() == 0
    assert opener.evaluate("opener => opener === document.activeElement")
    assert urlsplit(page.url).query == "q=the"


@pytest.mark.parametrize("scripted", [True, *soaked(False)], ids=JAVASCRIPT)
def test_on_a_phone_the_drawer_keeps_ticks_until_they_are_applied(browser, address, scripted):
    context = browser.new_context(
        base_url=address, viewport=PHONE, has_touch=True, is_mobile=True, java_script_enabled=scripted
    )
    page = context.new_page()
    page.goto("/search?q=the")
    if scripted:
        page.evaluate("scrollTo(0, 120)")
    opener = page.locator(".tools a[href='#facets']")
    opener.click()
    drawer = page.locator("#facets")
    done = drawer.get_by_role("link", name="Done")
    assert done.is_visible()
    if scripted:
        assert done.evaluate("done => done === document.activeElement")
        page.keyboard.press("Escape")
        wait_until(page, "document.activeElement.hash === '#facets'")
        assert not drawer.is_visible()
        assert page.evaluate("scrollY") == 120
        opener.click()
    box(drawer, "Asia").check()
    assert not done.is_visible()  # there is something to apply or to undo first
    drawer.get_by_role("button", name="Apply").click()
    page.wait_for_url("**/search?q=the&region=Asia")
    assert not drawer.is_visible()
    assert opener.inner_text() == "Filters \u00b7 1"
    context.close()


def test_on_a_phone_a_row_rules_values_out_when_asked_to(browser, address):
    context = browser.new_context(
        base_url=address, viewport=PHONE, has_touch=True, is_mobile=True, java_script_enabled=False
    )
    page = context.new_page()
    page.goto("/search?q=the")
    row = page.locator(".hit").first
    assert not row.locator(".rule-out").first.is_visible()
    row.get_by_text("Rule out\u2026").click()
    row.locator(".rule-out").first.click()
    page.wait_for_url("**not_author=*")
    context.close()


@pytest.mark.soak
def test_authors_by_the_hundred_are_looked_through(newswire):
    newswire.goto("/search?q=oil")
    newswire.locator("#author .more").click()
    dialog = newswire.get_by_role("dialog", name="Authors")
    dialog.wait_for()
    assert dialog.locator("li").count() >= 100
    newswire.keyboard.type("mar")
    dialog.locator("[data-summary]", has_text=" of 408 authors").wait_for()
    dialog.get_by_role("button", name="A\u2013Z").click()
    dialog.locator("[aria-current]", has_text="A\u2013Z").wait_for()
    first = dialog.get_by_role("checkbox").first
    ticked = [first.get_attribute("value")]
    first.check()
    newswire.locator("#containing").fill("")
    dialog.locator("[data-summary]", has_text=re.compile("^408 authors")).wait_for()
    dialog.get_by_role("button", name="Next").click()
    dialog.locator("[aria-current=page]", has_text="2").wait_for()
    second = dialog.locator("ul:not(.chosen)").get_by_role("checkbox").first
    ticked.append(second.get_attribute("value"))
    second.check()
    dialog.get_by_role("button", name="Apply").click()
    newswire.wait_for_url("**/search?q=oil&author=*")
    assert sorted(value for name, value in asked(newswire) if name == "author") == sorted(ticked)
    assert newswire.locator("#author li.on").count() == 2
    assert newswire.locator(".hit").count() > 0
