"""From decades to days and back; several bars at once by mouse, finger and keyboard; what can be copied."""

import datetime as dt
import json
import random
import re

import pytest

from tests.journeys.conftest import TIMEOUT, reading_room


@pytest.fixture(scope="module")
def old_address(tmp_path_factory):
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


def opened(browser, address, **options):
    context = browser.new_context(base_url=address, viewport={"width": 1440, "height": 1000}, **options)
    context.set_default_timeout(TIMEOUT)
    return context.new_page()


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def reader(request, browser, old_address):
    page = opened(browser, old_address, java_script_enabled=request.param)
    yield page
    page.context.close()


@pytest.fixture
def old(browser, old_address):
    page = opened(browser, old_address, has_touch=True)
    yield page
    page.context.close()


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


def test_from_decades_to_days_and_back(reader):
    reader.goto("/search?q=canals")
    everything = total(reader)
    for name, address in (
        ("1930s", "from=1930&to=1939"),
        ("1936", "from=1936&to=1936"),
        ("March 1936", "from=1936-03&to=1936-03"),
        ("17 March 1936", "from=1936-03-17&to=1936-03-17"),
    ):
        link = bar(reader, name)
        expected = count(link)
        link.click()
        reader.wait_for_url(f"**{address}")
        assert total(reader) == expected
        assert reader.locator(".crumbs strong").inner_text() == name
    assert reader.locator(".crumbs a").all_inner_texts() == ["All dates", "1930s", "1936", "March 1936"]
    for name, address in (("March 1936", "from=1936-03&to=1936-03"), ("1930s", "from=1930&to=1939")):
        reader.locator(".crumbs").get_by_role("link", name=name).click()
        reader.wait_for_url(f"**{address}")
    reader.go_back()
    reader.wait_for_url("**from=1936-03&to=1936-03")
    reader.locator(".crumbs").get_by_role("link", name="All dates").click()
    reader.wait_for_url("**/search?q=canals")
    assert total(reader) == everything


def test_typed_dates_and_the_undated(reader):
    reader.goto("/search?q=canals")
    reader.get_by_role("link", name="Undated: 10").click()
    reader.wait_for_url("**none=date**")
    assert total(reader) == 10
    form = reader.locator("form.dates")
    form.locator("input[name=from]").fill("1912")
    form.locator("input[name=to]").fill("1920-06")
    form.get_by_role("button").click()
    reader.wait_for_url("**from=1912**")
    assert "none=date" not in reader.url
    assert reader.locator(".coverage").inner_text() == "The archive has no articles from 1914 to 1918."
    assert "left out by the dates" in reader.locator("#date").inner_text()


def test_the_mouse_chooses_several_bars(old):
    old.goto("/search?q=canals")
    expected = count(bar(old, "1920s")) + count(bar(old, "1930s")) + count(bar(old, "1940s"))
    old.mouse.move(*centre(old, "histogram", "1920s"))
    old.mouse.down()
    old.mouse.move(*centre(old, "histogram", "1930s"), steps=4)
    old.mouse.move(*centre(old, "histogram", "1940s"), steps=4)
    assert old.locator(".span").first.inner_text() == f"1920s – 1940s: {expected} articles"
    old.mouse.up()
    old.wait_for_url("**from=1920&to=1949")
    assert total(old) == expected

    # Backwards, in the finer chart, and over years without articles.
    old.goto("/search?q=canals&from=1910&to=1919")
    old.mouse.move(*centre(old, "period", "1919"))
    old.mouse.down()
    old.mouse.move(*centre(old, "period", "1916"), steps=4)
    old.mouse.up()
    old.wait_for_url("**from=1916&to=1919")
    assert total(old) == count(bar(old, "1919"))


def test_a_drag_over_nothing_leads_nowhere_and_a_click_is_a_click(old):
    old.goto("/search?q=canals&from=1910&to=1919")
    address = old.url
    old.mouse.move(*centre(old, "period", "1914"))
    old.mouse.down()
    old.mouse.move(*centre(old, "period", "1917"), steps=4)
    old.mouse.up()
    old.wait_for_timeout(200)
    assert old.url == address
    assert old.locator(".brushed").count() == 0
    old.mouse.click(*centre(old, "period", "1919"))
    old.wait_for_url("**from=1919&to=1919")


def test_a_finger_chooses_across_and_scrolls_up_and_down(old):
    old.set_viewport_size({"width": 1440, "height": 300})
    old.goto("/search?q=canals")
    touch = old.context.new_cdp_session(old)

    def swipe(start, *further):
        touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": start[0], "y": start[1]}]})
        for x, y in further:
            touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": y}]})
            old.wait_for_timeout(20)  # a finger is no faster
        touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    x, y = centre(old, "histogram", "1920s")
    swipe((x, y), *((x, y - 20 * step) for step in range(1, 5)))
    old.wait_for_timeout(300)
    assert old.evaluate("scrollY") > 0
    assert "from=" not in old.url
    assert old.locator(".brushed").count() == 0
    old.evaluate("scrollTo(0, 0)")
    further = centre(old, "histogram", "1940s")[0]
    swipe((x, y), *((x + (further - x) * step / 6, y) for step in range(1, 7)))
    old.wait_for_url("**from=1920&to=1949")


def test_the_keyboard_chooses_several_bars(old):
    old.goto("/search?q=canals")
    bars = old.locator("svg.histogram a")
    assert [one.get_attribute("tabindex") for one in bars.all()] == ["0", *["-1"] * (bars.count() - 1)]
    bars.first.focus()
    old.keyboard.press("End")
    old.keyboard.press("ArrowLeft")
    assert old.evaluate("document.activeElement.dataset.name") == "1950s"
    old.keyboard.press("Shift+ArrowLeft")
    old.keyboard.press("Shift+ArrowLeft")
    said = old.get_by_role("status").filter(has_text="1930s – 1950s")
    assert re.fullmatch(r"1930s – 1950s: \d+ articles\. Enter searches these dates\.", said.inner_text())
    old.keyboard.press("Escape")
    assert old.locator(".brushed").count() == 0
    old.keyboard.press("Shift+ArrowRight")
    old.keyboard.press("Enter")
    old.wait_for_url("**from=1930&to=1949")
    old.locator("svg.histogram a[tabindex='0']").first.focus()
    assert old.evaluate("document.activeElement.dataset.name") == "1930s"
    old.keyboard.press("Enter")
    old.wait_for_url("**from=1930&to=1939")


def test_bars_of_the_front_page_are_brushed_too(old):
    old.goto("/")
    old.mouse.move(*centre(old, "histogram", "1880s"))
    old.mouse.down()
    old.mouse.move(*centre(old, "histogram", "1890s"), steps=4)
    old.mouse.up()
    old.wait_for_url("**/search?from=1880&to=1899")


def test_bars_are_seen_in_forced_colours(old):
    old.emulate_media(forced_colors="active")
    old.goto("/search?q=canals&from=1930&to=1939")
    fill = "rect => getComputedStyle(rect).fill"
    colours = {name: old.locator(f"svg.histogram .{name}").first.evaluate(fill) for name in ("in", "out", "column")}
    assert len({*colours.values(), old.evaluate("getComputedStyle(document.body).backgroundColor")}) == 4


def test_the_citation_of_the_archive_is_copied(old):
    old.context.grant_permissions(["clipboard-read", "clipboard-write"])
    old.goto("/about")
    citation = old.locator("#archive-citation").inner_text()
    assert "Version" in citation
    button = old.locator("button[data-copy=archive-citation]")
    button.click()
    old.get_by_role("status").filter(has_text="Copied").wait_for(state="attached")
    assert old.evaluate("navigator.clipboard.readText()") == citation
    assert "1914 – 1918" in old.locator("section", has=old.locator("#gaps")).inner_text()


def test_without_a_script_there_is_nothing_to_press_for_copying(browser, old_address):
    page = opened(browser, old_address, java_script_enabled=False)
    page.goto("/about")
    assert page.locator("#archive-citation").is_visible()
    assert not page.locator("button[data-copy]").first.is_visible()
    page.context.close()


@pytest.mark.soak
def test_a_newswire_is_looked_at_month_by_month_and_day_by_day(newswire):
    newswire.goto("/search?q=oil")
    newswire.mouse.move(*centre(newswire, "histogram", "March 2007"))
    newswire.mouse.down()
    newswire.mouse.move(*centre(newswire, "histogram", "May 2007"), steps=4)
    newswire.mouse.up()
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
