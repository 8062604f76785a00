"""A historian compares queries over time: absolute and per thousand, by year and month, and follows a point."""

import csv
import itertools
import re

import pytest

from tests.journeys.visitors import mostly_with_javascript, mostly_without_javascript

TOTAL = re.compile(r"[\d,]+")


def number(text):
    return int(TOTAL.search(text)[0].replace(",", ""))


def points(page, line):
    """The links of a line that is numbered from 1."""
    return page.locator(f".plot > .line-{line} > a")


def followed(page, point):
    """Go to a point's articles; give how many it says that there are, and how many are there."""
    said = number(point.locator("title").text_content().rsplit(": ", 1)[1].rsplit(" per thousand, ")[-1])
    point.locator(".column").click()
    page.wait_for_url("**/search?*")
    found = number(page.locator("h1").text_content())
    page.go_back()
    return said, found


@mostly_with_javascript
def test_two_queries_are_compared_and_a_point_leads_to_its_articles(visitor):
    visitor.goto("/search?q=map")
    visitor.get_by_role("navigation", name="Main").get_by_role("link", name="Over time").click()
    assert visitor.locator("h1").text_content().startswith("Articles per year")
    visitor.get_by_label("Query 2").fill("canal OR trade")
    visitor.get_by_role("button", name="Show").click()
    visitor.wait_for_url("**/timeline?q=map&q=canal*")
    assert visitor.locator(".legend .query").all_text_contents() == ["map", "canal OR trade"]
    for line in (1, 2):
        count = points(visitor, line).count()
        assert count > 3
        for place in (0, count - 1):
            said, found = followed(visitor, points(visitor, line).nth(place))
            assert said == found > 0


@mostly_without_javascript
def test_scale_and_unit_are_switched_and_the_table_follows(visitor):
    visitor.goto("/timeline?q=map&q=the&region=Europe")
    visitor.get_by_role("link", name="per thousand").click()
    assert visitor.locator("h1").text_content().startswith("Articles per thousand of each year")
    visitor.get_by_text("The same in numbers").click()
    rows = visitor.locator(".figures-of-lines tbody tr")
    for row in rows.all():
        rate, _, every = row.locator("td").all_text_contents()
        value, count = re.fullmatch(r"(\S+) \((\d+)\)", rate.strip()).groups()
        if number(every):
            assert float(value.replace(",", "")) == pytest.approx(1000 * int(count) / number(every), rel=0.01)
        else:
            assert value == "–"
    visitor.get_by_role("group", name="Unit of time").get_by_role("link", name="month").click()
    assert visitor.locator("h1").text_content().startswith("Articles per thousand of each month")
    assert "region=Europe" in visitor.url
    visitor.get_by_role("link", name="Remove Region: Europe").click()
    assert visitor.url.endswith("/timeline?q=map&q=the&unit=month&scale=thousand")


@mostly_without_javascript
def test_a_mistake_is_mended_where_it_stands(visitor):
    visitor.goto("/timeline?q=map")
    visitor.get_by_label("Query 2").fill("(canal")
    visitor.get_by_label("Query 2").press("Enter")
    assert visitor.locator("h1").text_content() == "This query cannot be read"
    assert visitor.locator(".wrong mark").text_content() == "(canal"
    assert visitor.get_by_label("Query 1").input_value() == "map"
    visitor.get_by_role("link", name="Instead: canal").click()
    assert visitor.locator(".plot > g").count() == 2


@mostly_with_javascript
def test_what_is_downloaded_is_what_is_seen(visitor):
    visitor.goto("/timeline?q=map&q=canal&from=2005")
    shown = visitor.locator(".legend .n").all_text_contents()
    with visitor.expect_download() as download:
        visitor.get_by_role("link", name="CSV").click()
    with download.value.path().open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    for query, total in zip(("map", "canal"), shown, strict=True):
        assert sum(int(line["articles"]) for line in lines if line["query"] == query) == number(total)
    with visitor.expect_download() as download:
        visitor.get_by_role("link", name="SVG").click()
    assert download.value.suggested_filename.endswith(".svg")


def test_values_of_a_period_show_under_the_pointer_and_by_the_arrow_keys(page):
    page.goto("/timeline?q=map&q=the")
    values, moment = page.locator(".legend .n"), page.locator(".moment")
    whole = values.all_text_contents()
    height = page.locator(".line-chart").bounding_box()["y"]
    rows = page.locator(".figures-of-lines tbody tr")

    def row_shown():
        label, *cells = rows.filter(has_text=moment.text_content()).locator("th, td").all_text_contents()
        return label, [cell.strip() for cell in cells[:2]]

    points(page, 2).nth(3).locator(".column").hover()
    assert row_shown() == (moment.text_content(), values.all_text_contents())
    assert page.locator(".line-chart").bounding_box()["y"] == height
    page.mouse.move(0, 0)
    assert values.all_text_contents() == whole
    page.get_by_role("link", name="month").focus()
    for _ in range(5):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.dataset.period") is not None:
            break
    seen = [moment.text_content()]
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "ArrowLeft", "End", "Home"):
        page.keyboard.press(key)
        seen.append(moment.text_content())
        assert row_shown() == (seen[-1], values.all_text_contents())
    assert seen == ["2001", "2002", "2003", "2003", "2002", "2024", "2001"]
    title = page.evaluate("document.activeElement.querySelector('title').textContent")
    assert title.startswith("the, 2001: ")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=the&from=2001&to=2001")
    assert number(page.locator("h1").text_content()) == number(title.rsplit(": ", 1)[1])


@pytest.mark.parametrize("width", [390, 1440])
def test_words_of_the_chart_are_large_enough_and_do_not_touch_one_another(page, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/timeline?q=map&q=the&unit=month")
    for axis, side in ((".x-axis", "x"), (".y-axis", "y")):
        texts = page.locator(f"{axis} text").all()
        boxes = [box for text in texts if (box := text.bounding_box()) and box["width"]]
        assert len(boxes) > 2
        assert all(box["x"] >= 0 and box["x"] + box["width"] <= width for box in boxes)
        boxes.sort(key=lambda box: box[side])
        extent = "width" if side == "x" else "height"
        for before, after in itertools.pairwise(boxes):
            assert before[side] + before[extent] <= after[side] + (5 if side == "y" else 0)
    size = page.locator(".x-axis text").first.evaluate("text => parseFloat(getComputedStyle(text).fontSize)")
    assert size >= 11


@pytest.mark.soak
def test_the_newswire_over_time(newswire):
    newswire.goto("/timeline?q=bank&q=oil+price&q=election&q=%22white+house%22&q=earthquake")
    assert newswire.locator("h1").text_content().startswith("Articles per month")
    assert newswire.locator(".plot > g").count() == 5
    for line in (1, 2, 3, 4, 5):
        title = points(newswire, line).nth(5).locator("title").text_content()
        address = points(newswire, line).nth(5).get_attribute("href")
        newswire.goto(address)
        assert number(newswire.locator("h1").text_content()) == number(title.rsplit(": ", 1)[1])
        newswire.go_back()
    newswire.get_by_role("textbox", name="From", exact=True).fill("2007-03")
    newswire.get_by_role("textbox", name="To", exact=True).fill("2007-04")
    newswire.get_by_role("button", name="Show").click()
    newswire.wait_for_url("**from=2007-03*")
    assert newswire.locator("h1").text_content().startswith("Articles per day")
    totals = [number(text) for text in newswire.locator(".legend .n").all_text_contents()]
    newswire.get_by_text("The same in numbers").click()
    rows = newswire.locator(".figures-of-lines tbody tr").all()
    assert len(rows) == 61
    counts = [[number(cell) for cell in row.locator("td").all_text_contents()] for row in rows]
    assert [sum(column) for column in zip(*counts, strict=True)][:5] == totals
