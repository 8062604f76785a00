"""A researcher looks further into what was found: its words, a sample of it, many terms at once."""

import re

import pytest

from tests.journeys.visitors import mostly_with_javascript, mostly_without_javascript, wait_until


def total(page):
    return int(re.search(r"([\d,]+) article", page.locator("h1").inner_text())[1].replace(",", ""))


@mostly_without_javascript
def test_words_that_keep_company_narrow_a_search_by_a_click(visitor):
    visitor.goto("/search?q=canal")
    before = total(visitor)
    visitor.get_by_role("link", name="Show them in a table").click()
    visitor.wait_for_url("**/keywords?q=canal")
    row = visitor.locator("tbody tr").nth(1)
    word = row.locator("th").inner_text()
    assert int(row.locator("td").first.inner_text()) <= before
    row.get_by_role("link", name=word, exact=True).click()
    visitor.wait_for_url("**/search?**")
    assert visitor.locator("#q").input_value() == f"canal {word}"
    assert 1 <= total(visitor) <= before


def test_the_best_words_stand_beside_the_results_and_push_nothing_away(page):
    held = []
    page.route("**/api/keywords?**", lambda route: held.append(route))  # noqa: PLW0108  # no bound method is taken
    with page.expect_request("**/api/keywords?**"):
        page.goto("/search?q=canal")
    below = page.locator(".companions .more"), page.locator(".onward")
    page.evaluate("document.fonts.ready.then(() => true)")
    before = [one.bounding_box() for one in below]
    held.pop().continue_()
    words = page.locator(".companions li")
    words.first.wait_for()
    assert words.count() == 6
    assert [one.bounding_box() for one in below] == before
    word = words.first.get_by_role("link")
    name = word.inner_text()
    word.click()
    page.wait_for_url("**/search?q=canal+**")
    assert page.locator("#q").input_value() == f"canal {name}"


@mostly_with_javascript
def test_a_sample_is_drawn_anew_and_again(visitor):
    visitor.goto("/search?q=the")
    found = total(visitor)
    visitor.get_by_role("link", name="A random sample").click()
    visitor.wait_for_url("**/sample?q=the&seed=1")
    visitor.get_by_role("link", name="10", exact=True).click()
    visitor.wait_for_url("**size=10**")
    assert re.match(rf"10 of {found} articles\s+drawn with seed 1", visitor.locator("h1").inner_text())
    first = visitor.locator("article.hit h2 a").all_inner_texts()
    visitor.get_by_role("link", name="Another sample").click()
    visitor.wait_for_url("**seed=2")
    assert visitor.locator("article.hit h2 a").all_inner_texts() != first
    visitor.get_by_label("Seed of the sample").fill("1")
    visitor.get_by_role("button", name="Draw").click()
    visitor.wait_for_url("**size=10&seed=1")
    assert visitor.locator("article.hit h2 a").all_inner_texts() == first


@mostly_without_javascript
def test_a_pasted_list_is_counted_and_each_count_leads_to_its_articles(visitor):
    visitor.goto("/search?q=the&region=Europe")
    visitor.get_by_role("link", name="Many terms at once").click()
    visitor.wait_for_url("**/terms?q=the&region=Europe")
    visitor.get_by_label("Terms, one a line").fill("canal\n\nmap\n(soap\nharbour OR port")
    visitor.get_by_label("Divided by").select_option("Theme")
    visitor.get_by_role("button", name="Count").click()
    visitor.wait_for_url("**by=theme**")
    assert visitor.locator("tbody th").all_inner_texts() == ["canal", "map", "(soap", "harbour OR port"]
    assert "never closed" in visitor.locator("tbody tr").nth(2).inner_text()
    cell = visitor.locator("tbody tr").nth(3).locator("td a").nth(1)
    count = cell.inner_text()
    cell.click()
    visitor.wait_for_url("**/search?**")
    assert str(total(visitor)) == count
    visitor.go_back()
    visitor.get_by_role("link", name="(soap)").click()
    visitor.wait_for_url("**%28soap%29**")
    assert visitor.get_by_label("Terms, one a line").input_value() == "canal\nmap\n(soap)\nharbour OR port"
    assert "never closed" not in visitor.locator("table").inner_text()


@pytest.mark.parametrize("path", ["/keywords?q=canal", "/terms?terms=canal%0Amap&by=year"])
def test_a_table_wider_than_a_phone_is_moved_by_keyboard_under_its_first_column(page, path):
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(path)
    wide = page.locator(".wide")
    wide.focus()
    before = page.locator("tbody th").first.bounding_box()["x"]
    page.keyboard.press("ArrowRight")
    wait_until(page, "document.querySelector('.wide').scrollLeft > 0")
    assert page.locator("tbody th").first.bounding_box()["x"] == before


@pytest.mark.soak
def test_a_newswire_is_looked_into_further(newswire):
    newswire.goto("/search?q=oil")
    found = total(newswire)
    newswire.locator(".companions li").first.wait_for()
    newswire.get_by_role("link", name="A random sample").click()
    newswire.wait_for_url("**/sample?q=oil&seed=1")
    assert newswire.locator("h1").inner_text().startswith(f"50 of {found:,} articles")
    assert newswire.locator("article.hit").count() == 50
    newswire.get_by_role("link", name="Words that keep company").click()
    newswire.wait_for_url("**/keywords?q=oil")
    words = newswire.locator("tbody th").all_inner_texts()
    assert {"crude", "barrel"} <= set(words)
    newswire.get_by_role("link", name="Many terms at once").click()
    newswire.wait_for_url("**/terms?q=oil")
    newswire.get_by_label("Terms, one a line").fill("\n".join(words))
    newswire.get_by_label("Divided by").select_option("Year")
    newswire.get_by_role("button", name="Count").click()
    newswire.wait_for_url("**by=year")
    assert newswire.locator("tbody tr").count() == len(words) == 30
    newswire.get_by_role("link", name="by count").click()
    newswire.wait_for_url("**order=count**")
    counts = [int(one.replace(",", "")) for one in newswire.locator("tbody td:nth-child(3)").all_inner_texts()]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] <= found
