"""What a researcher does, from the first word typed to the way back."""

import re

import pytest

from tests.journeys.visitors import mostly_with_javascript, mostly_without_javascript, soaked

SEED = "/articles/000_c5189b488046250e"


def search(page, text):
    page.goto("/")
    page.locator("input[name=q]").fill(text)
    page.get_by_role("button", name="Search").click()
    page.wait_for_url("**/search?**")


def total(page):
    return int(re.search(r"([\d,]+) article", page.locator("h1").first.inner_text())[1].replace(",", ""))


def test_from_a_query_to_an_article_and_back(visitor):
    search(visitor, "idlib")
    found = total(visitor)
    assert found >= 1
    assert "idlib" in visitor.title()
    assert visitor.locator("article.hit mark").first.inner_text().lower() == "idlib"

    facet = visitor.locator("section.facet", has_text="Theme")
    facet.get_by_role("link", name="US NATO War Agenda").first.click()
    visitor.wait_for_url("**theme=**")
    assert total(visitor) == 1
    assert visitor.locator(".chip").count() == 1

    hit = visitor.locator("article.hit h2 a").first
    assert "Al Qaeda's Idlib Stronghold" in hit.inner_text()
    hit.click()
    visitor.wait_for_url(f"**{SEED}**")
    marks = visitor.locator("article mark")
    assert marks.count() > 10
    assert {text.lower() for text in marks.all_inner_texts()} == {"idlib"}
    assert "fair use" not in visitor.locator(".text").inner_text().lower()

    visitor.locator("a.back").click()
    visitor.wait_for_url("**/search?**")
    assert "theme=" in visitor.url
    visitor.go_back()
    visitor.go_back()
    assert total(visitor) == 1


@mostly_with_javascript
def test_a_value_can_be_excluded_and_taken_back(visitor):
    search(visitor, "canal")
    before = total(visitor)
    row = visitor.locator("section.facet", has_text="Theme").locator("li").first
    value = row.locator("a").first.inner_text()
    row.hover()
    row.get_by_role("link", name=re.compile("not this", re.IGNORECASE)).click()
    visitor.wait_for_url("**not_theme=**")
    assert total(visitor) < before
    chip = visitor.locator(".chip.out")
    assert value in chip.inner_text()
    chip.get_by_role("link").click()
    visitor.wait_for_url(lambda url: "not_theme" not in url)
    assert total(visitor) == before


@pytest.mark.parametrize(
    "query",
    [
        "author:lendman",
        "“demilitarized zone”",
        *soaked("idlib", '"demilitarized zone"', "lendman turkey", "=liberation idlib"),
    ],
)
def test_the_model_article_is_found(page, query):
    search(page, query)
    assert SEED.rsplit("/", 1)[1] in page.locator("article.hit h2 a").first.get_attribute("href")


@pytest.mark.parametrize("word", ["disclaimer", *soaked("facebook", '"fair use"', '"share buttons"')])
def test_boilerplate_is_not_found(page, word):
    search(page, word)
    assert "000_c5189b488046250e" not in page.content()


@mostly_without_javascript
def test_dates_are_typed_or_chosen_from_the_bars(visitor):
    search(visitor, "the")
    everything = total(visitor)
    form = visitor.locator("form", has=visitor.locator("input[name=from]"))
    form.locator("input[name=from]").fill("2012")
    form.locator("input[name=to]").fill("2019")
    form.get_by_role("button").click()
    visitor.wait_for_url("**from=2012**")
    assert 0 < total(visitor) < everything
    visitor.locator("svg.histogram a").last.click()
    visitor.wait_for_url(lambda url: "from=2012&" not in url)
    assert total(visitor) >= 1


@mostly_with_javascript
def test_a_mistake_is_named_with_a_mend_that_works(visitor):
    search(visitor, "(canal OR")
    assert visitor.locator("input[name=q]").input_value() == "(canal OR"
    visitor.locator("main").get_by_role("link").first.click()
    visitor.wait_for_url("**/search?**")
    assert total(visitor) > 1


@mostly_without_javascript
def test_no_hits_offer_a_way_on(visitor):
    search(visitor, "canal zzzzzz")
    assert "0 articles" in visitor.locator("main").inner_text()
    assert visitor.locator("main").get_by_role("link").count() >= 1


@mostly_with_javascript
def test_pages_follow_one_another(visitor):
    visitor.goto("/search?q=the")
    first = visitor.locator("article.hit h2 a").all_inner_texts()
    visitor.get_by_role("link", name=re.compile("next", re.IGNORECASE)).first.click()
    visitor.wait_for_url("**page=2**")
    second = visitor.locator("article.hit h2 a").all_inner_texts()
    assert first
    assert second
    assert not set(first) & set(second)


def test_matches_are_stepped_through(page):
    page.goto(f"{SEED}?q=idlib")
    page.keyboard.press("n")
    page.keyboard.press("n")
    assert "2 of" in page.locator(".hits").inner_text()


def test_the_whole_journey_can_be_made_by_keyboard(page):
    page.goto("/search?q=idlib")
    page.keyboard.press("Tab")
    assert "#" in page.evaluate("document.activeElement.getAttribute('href')")
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('article.hit h2') !== null"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/**")
