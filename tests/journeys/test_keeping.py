"""What a reader keeps stays in the browser: the reading list, what was read, recent searches and their combinations."""

import csv
import json
import re

import pytest

from tests.journeys.visitors import soaked


def total(page):
    return int(re.match(r"(?:All )?([\d,]+)", page.locator("h1").first.inner_text())[1].replace(",", ""))


def save(page, search, count):
    """Put the first articles that a search finds on the list; gives their titles."""
    page.goto(f"/search?q={search}")
    titles = page.locator("article.hit h2 a").all_inner_texts()[:count]
    for place in range(count):
        page.locator("button[data-save]").nth(place).click()
    return titles


def listed(page):
    return page.locator("[data-part=entries] h2 a").all_inner_texts()


def test_saved_articles_are_listed_labelled_and_taken_off(page):
    titles = save(page, "map", 2)
    assert page.locator("button[data-save][aria-pressed=true]").count() == 2
    page.goto("/reading-list")
    assert listed(page) == titles[::-1]
    page.locator(".opener").first.click()
    page.keyboard.type("chapter two")
    page.keyboard.press("Enter")
    assert page.locator(".entry .chip").inner_text().startswith("chapter two")
    page.get_by_role("button", name="chapter two", exact=True).click()
    assert listed(page) == titles[1:]
    page.reload()
    page.get_by_role("button", name=f"Remove {titles[1]}").click()
    assert listed(page) == titles[:1]


def test_what_was_looked_at_is_read(page):
    save(page, "map", 1)
    page.locator("article.hit h2 a").first.click()
    page.wait_for_url("**/articles/**")
    page.go_back()
    assert page.locator("[data-was-read]:visible").count() == 1
    page.goto("/reading-list")
    page.get_by_role("button", name=re.compile("^Mark unread")).click()
    assert page.locator(".hit.read").count() == 0


def test_the_list_is_exported_and_moved_as_a_file(page, tmp_path, browser, address):
    titles = save(page, "map", 2)
    page.goto("/reading-list")
    page.locator("select[name=format]").select_option("csv")
    with page.expect_download() as download:
        page.locator("[data-part=export-button]").click()
    download.value.save_as(tmp_path / "list.csv")
    with (tmp_path / "list.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["title"] for row in csv.DictReader(file)] == titles[::-1]
    with page.expect_download() as download:
        page.locator("[data-part=save-file]").click()
    download.value.save_as(tmp_path / "list.json")
    assert [entry["title"] for entry in json.loads((tmp_path / "list.json").read_text("utf-8"))["articles"]] == titles
    other = browser.new_context(base_url=address).new_page()
    other.goto("/reading-list")
    other.locator("[data-part=load-file]").set_input_files(tmp_path / "list.json")
    other.locator("[data-entry]").nth(1).wait_for()
    assert listed(other) == titles[::-1]
    undated = {"id": "map", "title": "A map", "byline": "", "added": "some day", "labels": []}
    (tmp_path / "other.json").write_text(json.dumps({"carrel": "reading list", "articles": [undated]}), "utf-8")
    other.locator("[data-part=load-file]").set_input_files(tmp_path / "other.json")
    other.locator("[data-part=fault]:visible").wait_for()
    assert listed(other) == titles[::-1]
    other.context.close()


def test_two_recent_searches_are_combined(page):
    counts = {}
    for search in ("q=map", "q=canal"):
        page.goto(f"/search?{search}")
        counts[search] = total(page)
    page.goto("/search?q=map+canal")
    both = total(page)
    expected = {"both": both, "either": sum(counts.values()) - both, "without": counts["q=map"] - both}
    for how, count in expected.items():
        page.goto("/reading-list")
        page.locator("select[name=first]").select_option("q=map")
        page.locator("select[name=second]").select_option("q=canal")
        page.locator("select[name=how]").select_option(how)
        page.get_by_role("button", name="Search", exact=True).last.click()
        page.wait_for_url("**/search?**")
        assert total(page) == count, how


def test_one_search_has_nothing_to_be_combined_with(page):
    page.goto("/reading-list")
    assert page.get_by_role("group", name="Which of them are shown").count() == 0
    page.goto("/search?q=canal")
    page.goto("/reading-list")
    page.get_by_role("link", name="canal").wait_for()
    assert not page.locator(".combining").is_visible()
    page.goto("/search?q=map")
    page.goto("/reading-list")
    assert page.locator(".combining").is_visible()
    assert page.locator("select[name=first]").input_value() == "q=map"
    assert page.locator("select[name=second]").input_value() == "q=canal"


def test_a_search_is_forgotten(page):
    for search in ("map", "canal", "map"):
        page.goto(f"/search?q={search}")
    page.goto("/reading-list")
    assert page.locator(".searches a").all_inner_texts() == ["map", "canal"]
    page.get_by_role("button", name="Forget map", exact=True).click()
    assert page.locator(".searches a").all_inner_texts() == ["canal"]
    page.get_by_role("button", name="Forget all searches").click()
    assert page.locator(".searches a").count() == 0


def test_without_a_script_no_button_is_dead_and_the_page_says_why(browser, address):
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/search?q=map")
    assert page.locator("button[data-save]:visible").count() == 0
    page.goto("/reading-list")
    assert "needs JavaScript" in page.locator("main").inner_text()
    assert page.locator("main button:visible").count() == 0
    context.close()


def test_what_is_kept_is_no_markup(page):
    page.goto("/reading-list")
    nasty = '<img src=x onerror="document.title=1">'
    entry = {"id": nasty, "title": nasty, "byline": nasty, "added": "2026-01-01T00:00:00Z", "labels": [nasty]}
    page.evaluate(
        "([key, value]) => localStorage.setItem(key, value)",
        [page.evaluate("`carrel/${document.documentElement.dataset.archive}/reading list`"), json.dumps([entry])],
    )
    page.reload()
    assert listed(page) == [nasty]
    assert page.locator("main img").count() == 0


@pytest.mark.parametrize(("scheme", "width"), [("dark", 390), *soaked(("light", 1440), ("light", 390), ("dark", 1440))])
def test_axe_finds_nothing_on_a_filled_list(browser, address, scheme, width):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    context = browser.new_context(base_url=address, bypass_csp=True, color_scheme=scheme)
    page = context.new_page()
    for search in ("map", "canal"):
        save(page, search, 2)
    page.goto("/reading-list")
    page.locator(".opener").first.click()
    page.keyboard.type("chapter two\n")
    page.locator(".opener").nth(1).click()
    page.set_viewport_size({"width": width, "height": 900})
    results = axe.Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    context.close()
