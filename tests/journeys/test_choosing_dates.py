"""From decades to days and back; several bars at once by mouse, finger and keyboard; what can be copied."""

import datetime as dt
import json
import random
import re

import pytest

from tests.journeys.conftest import TIMEOUT, reading_room
from tests.journeys.visitors import mostly_with_javascript, mostly_without_javascript


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """A reading room over a paper of 1880 to 1960 that has nothing of the first war, and ten undated articles."""
    folder = tmp_path_factory.mktemp("old")
    rng = random.Random(11)
    years = [year for year in range(1880, 1961) if not 1914 <= year <= 1918]
    days = [str(dt.date(rng.choice(years), rng.randrange(1, 13), rng.randrange(1, 29))) for _ in range(400)]
    days += [f"1936-03-{day:02}" for day in range(1, 32)]
    records = [
        {"id": f"a{place}", "title": f"Bulletin {place}", "body": "Canals.", "date": day}
        for place, day in enumerate(days)
    ]
    records += [{"id": f"u{place}", "title": f"Letter {place}", "body": "Canals."} for place in range(10)]
    (folder / "articles.jsonl").write_text("\n".join(map(json.dumps, records)), "utf-8")
    with reading_room(folder / "index", folder / "articles.jsonl") as served:
        yield served


def total(page):
    return int(re.search(r"([\d,]+) article", page.locator("h1").first.inner_text())[1].replace(",", ""))


def bar(page, name):
    return page.get_by_role("link", name=re.compile(f"^{name}: "))


def count(link):
    return int(re.search(r": ([\d,]+) article", link.get_attribute("aria-label"))[1].replace(",", ""))


def centre(page, chart, name):
    """Where the middle of a bar's column is in the window."""
    box = page.locator(f"svg.{chart} [data-name='{name}'] .column").bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(page, chart, start, end):
    """Drag the mouse from one bar to another."""
    page.mouse.move(*centre(page, chart, start))
    page.mouse.down()
    page.mouse.move(*centre(page, chart, end), steps=4)
    page.mouse.up()


@mostly_with_javascript
def test_from_decades_to_days_and_back(visitor):
    visitor.goto("/search?q=canals")
    everything = total(visitor)
    for name, address in (
        ("1930s", "from=1930&to=1939"),
        ("1936", "from=1936&to=1936"),
        ("March 1936", "from=1936-03&to=1936-03"),
        ("17 March 1936", "from=1936-03-17&to=1936-03-17"),
    ):
        link = bar(visitor, name)
        expected = count(link)
        link.click()
        visitor.wait_for_url(f"**{address}")
        assert total(visitor) == expected
        assert visitor.locator(".crumbs strong").inner_text() == name
    assert visitor.locator(".crumbs a").all_inner_texts() == ["All dates", "1930s", "1936", "March 1936"]
    for name, address in (("March 1936", "from=1936-03&to=1936-03"), ("1930s", "from=1930&to=1939")):
        visitor.locator(".crumbs").get_by_role("link", name=name).click()
        visitor.wait_for_url(f"**{address}")
    visitor.go_back()
    visitor.wait_for_url("**from=1936-03&to=1936-03")
    visitor.locator(".crumbs").get_by_role("link", name="All dates").click()
    visitor.wait_for_url("**/search?q=canals")
    assert total(visitor) == everything


@mostly_without_javascript
def test_typed_dates_and_the_undated(visitor):
    visitor.goto("/search?q=canals")
    visitor.get_by_role("link", name="Undated: 10").click()
    visitor.wait_for_url("**none=date**")
    assert total(visitor) == 10
    form = visitor.locator("form.dates")
    form.locator("input[name=from]").fill("1912")
    form.locator("input[name=to]").fill("1920-06")
    form.get_by_role("button").click()
    visitor.wait_for_url("**from=1912**")
    assert "none=date" not in visitor.url
    assert visitor.locator(".coverage").inner_text() == "The archive has no articles from 1914 to 1918."
    assert "left out by the dates" in visitor.locator("#date").inner_text()


def test_the_mouse_chooses_several_bars(page):
    page.goto("/search?q=canals")
    expected = count(bar(page, "1920s")) + count(bar(page, "1930s")) + count(bar(page, "1940s"))
    page.mouse.move(*centre(page, "histogram", "1920s"))
    page.mouse.down()
    page.mouse.move(*centre(page, "histogram", "1930s"), steps=4)
    page.mouse.move(*centre(page, "histogram", "1940s"), steps=4)
    assert page.locator(".span").first.inner_text() == f"1920s – 1940s: {expected} articles"
    page.mouse.up()
    page.wait_for_url("**from=1920&to=1949")
    assert total(page) == expected

    # Backwards, in the finer chart, and over years without articles.
    page.goto("/search?q=canals&from=1910&to=1919")
    drag(page, "period", "1919", "1916")
    page.wait_for_url("**from=1916&to=1919")
    assert total(page) == count(bar(page, "1919"))


def test_a_drag_over_nothing_leads_nowhere_and_a_click_is_a_click(page):
    page.goto("/search?q=canals&from=1910&to=1919")
    address = page.url
    drag(page, "period", "1914", "1917")
    page.wait_for_timeout(200)
    assert page.url == address
    assert page.locator(".brushed").count() == 0
    page.mouse.click(*centre(page, "period", "1919"))
    page.wait_for_url("**from=1919&to=1919")


def test_a_finger_chooses_across_and_scrolls_up_and_down(browser, address):
    context = browser.new_context(base_url=address, viewport={"width": 1440, "height": 300}, has_touch=True)
    context.set_default_timeout(TIMEOUT)
    page = context.new_page()
    page.goto("/search?q=canals")
    touch = context.new_cdp_session(page)

    def swipe(start, *further):
        touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": start[0], "y": start[1]}]})
        for x, y in further:
            touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": y}]})
            page.wait_for_timeout(20)  # a finger is no faster
        touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    x, y = centre(page, "histogram", "1920s")
    swipe((x, y), *((x, y - 20 * step) for step in range(1, 5)))
    page.wait_for_timeout(300)
    assert page.evaluate("scrollY") > 0
    assert "from=" not in page.url
    assert page.locator(".brushed").count() == 0
    page.evaluate("scrollTo(0, 0)")
    further = centre(page, "histogram", "1940s")[0]
    swipe((x, y), *((x + (further - x) * step / 6, y) for step in range(1, 7)))
    page.wait_for_url("**from=1920&to=1949")
    context.close()


def test_the_keyboard_chooses_several_bars(page):
    page.goto("/search?q=canals")
    bars = page.locator("svg.histogram a")
    assert [one.get_attribute("tabindex") for one in bars.all()] == ["0", *["-1"] * (bars.count() - 1)]
    bars.first.focus()
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement.dataset.name") == "1950s"
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("Shift+ArrowLeft")
    said = page.get_by_role("status").filter(has_text="1930s – 1950s")
    assert re.fullmatch(r"1930s – 1950s: \d+ articles\. Enter searches these dates\.", said.inner_text())
    page.keyboard.press("Escape")
    assert page.locator(".brushed").count() == 0
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_url("**from=1930&to=1949")
    page.locator("svg.histogram a[tabindex='0']").first.focus()
    assert page.evaluate("document.activeElement.dataset.name") == "1930s"
    page.keyboard.press("Enter")
    page.wait_for_url("**from=1930&to=1939")


def test_bars_of_the_front_page_are_brushed_too(page):
    page.goto("/")
    drag(page, "histogram", "1880s", "1890s")
    page.wait_for_url("**/search?from=1880&to=1899")


def test_bars_are_seen_in_forced_colours(page):
    page.emulate_media(forced_colors="active")
    page.goto("/search?q=canals&from=1930&to=1939")
    fill = "rect => getComputedStyle(rect).fill"
    colours = {name: page.locator(f"svg.histogram .{name}").first.evaluate(fill) for name in ("in", "out", "column")}
    assert len({*colours.values(), page.evaluate("getComputedStyle(document.body).backgroundColor")}) == 4


def test_the_citation_of_the_archive_is_copied(page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/about")
    citation = page.locator("#archive-citation").inner_text()
    assert "Version" in citation
    button = page.locator("button[data-copy=archive-citation]")
    button.click()
    page.get_by_role("status").filter(has_text="Copied").wait_for(state="attached")
    assert page.evaluate("navigator.clipboard.readText()") == citation
    assert "1914 – 1918" in page.locator("section", has=page.locator("#gaps")).inner_text()


def test_without_a_script_there_is_nothing_to_press_for_copying(desk, address):
    with desk(address, False).visited() as page:
        page.goto("/about")
        assert page.locator("#archive-citation").is_visible()
        assert not page.locator("button[data-copy]").first.is_visible()


@pytest.mark.soak
def test_a_newswire_is_looked_at_month_by_month_and_day_by_day(newswire):
    newswire.goto("/search?q=oil")
    drag(newswire, "histogram", "March 2007", "May 2007")
    newswire.wait_for_url("**from=2007-03&to=2007-05")
    for name, address in (
        ("April 2007", "from=2007-04&to=2007-04"),
        ("17 April 2007", "from=2007-04-17&to=2007-04-17"),
    ):
        link = bar(newswire, name).first
        expected = count(link)
        link.click()
        newswire.wait_for_url(f"**{address}")
        assert total(newswire) == expected > 0
    assert newswire.locator("svg.period [data-first]").count() == 30
