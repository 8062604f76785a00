"""A linguist reads the matches of a search one a line: sorted, paged, followed into their articles, taken along."""

import csv
import re
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.journeys.visitors import mostly_with_javascript, mostly_without_javascript

LINES = ".lines tbody tr"


def texts_of(page, part):
    page.wait_for_load_state()
    return [re.sub(r"\s+", " ", text) for text in page.locator(f"{LINES} {part}").all_text_contents()]


def follow(page, number):
    """Go to a line's match; give the words that the line has, and those that are marked there."""
    line = page.locator(LINES).nth(number)
    words = line.locator("mark").text_content()
    line.locator("a").click()
    mark = page.locator("mark:target")
    mark.wait_for()
    assert mark.evaluate(
        "mark => { const box = mark.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight }"
    )
    return words, mark.text_content()


@mostly_with_javascript
def test_lines_are_sorted_by_a_neighbour_and_lead_to_their_matches(visitor):
    visitor.goto("/search?q=idlib+OR+aleppo")
    visitor.get_by_role("navigation", name="Main").get_by_role("link", name="Concordance").click()
    assert visitor.locator("h1").text_content() == "30 matches in 3 articles"
    visitor.get_by_role("group", name="Sort by a word on the left").get_by_role("link", name="1st").click()
    first = texts_of(visitor, ".left .rank-1")
    assert first == sorted(first, key=lambda word: (word.isdigit(), word.lower()))
    assert len(set(first)) > 5
    for number in (0, 13, 29):
        words, marked = follow(visitor, number)
        assert words == marked
        visitor.go_back()
    visitor.get_by_role("group", name="Sort by the match").get_by_role("link").click()
    matches = texts_of(visitor, "mark")
    assert matches == sorted(matches)
    assert {"Aleppo", "Idlib"} <= set(matches)


@mostly_without_javascript
def test_one_pages_through_all_lines_and_searches_on_in_the_same_order(visitor):
    visitor.goto("/concordance?q=from&order=right")
    total = int(re.match(r"[\d,]+", visitor.locator("h1").text_content())[0].replace(",", ""))
    addresses = []
    while True:
        addresses += visitor.locator(f"{LINES} a").evaluate_all("links => links.map(link => link.href)")
        following = visitor.get_by_role("link", name="Next →")
        if not following.count():
            break
        following.click()
    assert len(addresses) == len(set(addresses)) == total > 100
    visitor.locator("input[name=q]").fill("olive")
    visitor.get_by_role("button", name="Search").click()
    visitor.wait_for_url("**/concordance?q=olive*")
    assert parse_qs(urlsplit(visitor.url).query) == {"q": ["olive"], "order": ["right"]}
    assert set(texts_of(visitor, "mark")) <= {"olive", "Olive", "olives", "Olives"}


@mostly_without_javascript
def test_a_filter_is_taken_off_and_the_file_has_what_the_page_has(visitor):
    visitor.goto("/concordance?q=map&theme=History&order=left")
    visitor.get_by_role("link", name="Remove Theme: History").click()
    assert "theme" not in visitor.url
    assert "order=left" in visitor.url
    with visitor.expect_download() as download:
        visitor.get_by_role("link", name="CSV").click()
    with download.value.path().open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["match"] for row in rows] == texts_of(visitor, "mark")
    visitor.goto(rows[0]["address"])
    assert visitor.locator("mark:target").text_content() == rows[0]["match"]


def test_on_a_phone_the_match_stays_in_the_middle_and_a_line_opens_when_it_is_touched(browser, address):
    context = browser.new_context(base_url=address, viewport={"width": 360, "height": 760}, has_touch=True)
    page = context.new_page()
    page.goto("/concordance?q=idlib&order=left")
    for line in page.locator(LINES).all():
        middle = line.locator(".match").evaluate(
            "cell => { const box = cell.getBoundingClientRect(); return box.left + box.width / 2 }"
        )
        assert middle == pytest.approx(180, abs=1.5)
    line = page.locator(LINES).filter(has_text="market town").first
    beside = line.locator(".left .beside")
    hidden = "box => box.firstElementChild.getBoundingClientRect().left < box.getBoundingClientRect().left - 1"
    assert beside.evaluate(hidden)
    line.locator(".left").tap()
    assert not beside.evaluate(hidden)
    context.close()


@pytest.mark.soak
def test_a_frequent_word_of_a_great_archive_is_a_sample_that_says_so(newswire):
    newswire.goto("/concordance?q=said&order=left2&per_page=200")
    assert re.fullmatch(r"9,\d{3} matches in [\d,]+ of [\d,]+ articles", newswire.locator("h1").text_content())
    assert "drawn at random" in newswire.locator(".notice").text_content()
    ranked = [text.lower() for text in texts_of(newswire, ".left .rank-1")]
    assert ranked == sorted(ranked, key=lambda word: (word[0].isdigit(), word))
    newswire.locator(".pages ol a").last.click()
    assert newswire.locator(LINES).count() > 0
    words, marked = follow(newswire, 0)
    assert words == marked
    newswire.go_back()
    newswire.get_by_role("link", name="newest").click()
    newest = texts_of(newswire, "td.published")
    newswire.get_by_role("link", name="oldest").click()
    assert texts_of(newswire, "td.published")[0] != newest[0]
    newswire.goto('/concordance?q="prime+minister"+minist*&order=match&from=2008&to=2008')
    assert "drawn at random" not in newswire.content()
    with newswire.expect_download() as download:
        newswire.get_by_role("link", name="CSV").click()
    total = int(re.match(r"[\d,]+", newswire.locator("h1").text_content())[0].replace(",", ""))
    with download.value.path().open(encoding="utf-8-sig", newline="") as file:
        assert sum(1 for _ in csv.reader(file)) == total + 1
