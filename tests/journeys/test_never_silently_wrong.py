"""What a researcher does who finds too much, too little, or mistypes: each time the way on is one click."""

import re
from urllib.parse import quote

import pytest

from tests.journeys.visitors import mostly_with_javascript, mostly_without_javascript

SEED = "/articles/000_c5189b488046250e"


def search(page, text):
    page.goto("/")
    page.locator("input[name=q]").fill(text)
    page.get_by_role("button", name="Search").click()
    page.wait_for_url("**/search?**")


def typed(page):
    return page.locator("#q").input_value()


def total(page):
    return int(re.search(r"([\d,]+) article", page.locator("h1").inner_text())[1].replace(",", ""))


def marks(page):
    """The marked words of the passages, in small letters."""
    return {text.lower() for text in page.locator(".snippet mark").all_inner_texts()}


def forms(page):
    """The forms listed, with their counts."""
    rows = page.locator(".words section:not(.companions) li:not(.out)").all_inner_texts()
    return dict(re.match(r"(\S+)\s+([\d,]+)", row).groups() for row in rows)


@mostly_with_javascript
def test_a_form_is_left_out_by_a_click_and_brought_back_by_another(visitor):
    search(visitor, "canal")
    everything = total(visitor)
    assert forms(visitor).keys() == {"canal", "canals"}
    assert {"canal", "canals"} <= marks(visitor)

    visitor.get_by_role("link", name="Leave out the form canals").click()
    visitor.wait_for_url("**/search?q=canal%5B-canals%5D")
    fewer = total(visitor)
    assert fewer < everything
    assert forms(visitor) == {"canal": str(fewer)}
    assert marks(visitor) == {"canal"}
    assert "but for canals" in visitor.locator(".understood").inner_text()

    visitor.go_back()
    assert (typed(visitor), total(visitor)) == ("canal", everything)
    assert "canals" in forms(visitor)
    visitor.go_forward()
    assert (typed(visitor), total(visitor)) == ("canal[-canals]", fewer)

    visitor.locator("article.hit h2 a").first.click()
    visitor.wait_for_url("**/articles/**")
    assert {text.lower() for text in visitor.locator(".text mark").all_inner_texts()} == {"canal"}
    visitor.locator("a.back").click()
    visitor.wait_for_url("**/search?**")

    visitor.get_by_role("link", name="bring back the form canals").click()
    visitor.wait_for_url("**/search?q=canal")
    assert total(visitor) == everything
    assert {"canal", "canals"} <= marks(visitor)


@mostly_without_javascript
def test_forms_are_left_out_one_after_the_other_beside_filters(visitor):
    visitor.goto("/search?q=liberat*&region=Middle+East+%26+North+Africa&sort=newest")
    for form in ("liberated", "liberation"):
        visitor.get_by_role("link", name=f"Leave out the form {form}").click()
        visitor.wait_for_url(lambda url, form=form: form in url)
    assert typed(visitor) == "liberat*[-liberated,-liberation]"
    assert visitor.locator(".chip").count() == 1
    assert "sort=newest" in visitor.url
    assert marks(visitor) == {"liberate"}
    assert visitor.get_by_role("link", name=re.compile("Leave out")).count() == 0  # the last one stays
    assert visitor.locator(".words .out").count() == 2


@mostly_without_javascript
def test_a_mistake_is_mended_by_one_click(visitor):
    search(visitor, "canal (trade OR")
    assert visitor.locator(".mistake mark").inner_text() == "(trade"
    assert "A parenthesis is never closed, at character 7." in visitor.locator("main").inner_text()
    visitor.get_by_role("link", name="Search for canal (trade)").click()
    visitor.wait_for_url("**/search?q=canal+%28trade%29")
    assert total(visitor) >= 1
    visitor.go_back()
    assert typed(visitor) == "canal (trade OR"


@mostly_with_javascript
def test_a_misspelled_word_is_corrected_by_one_click(visitor):
    search(visitor, "survayors")
    assert total(visitor) == 0
    line = visitor.locator(".meant")
    said = int(re.search(r"surveyors\s+\((\d+) article", line.inner_text())[1])
    line.get_by_role("link", name="surveyors").click()
    visitor.wait_for_url("**/search?q=surveyors")
    assert total(visitor) == said >= 1
    assert "surveyors" in marks(visitor)
    assert visitor.locator(".meant").count() == 0 or said < 5
    visitor.go_back()
    assert typed(visitor) == "survayors"
    visitor.go_forward()
    assert total(visitor) == said


@mostly_without_javascript
def test_the_part_that_keeps_everything_out_is_left_out_by_one_click(visitor):
    search(visitor, "idlib zzzzzz")
    assert total(visitor) == 0
    row = visitor.locator(".parts tbody tr", has_text="zzzzzz")
    without = row.get_by_role("link")
    said = int(without.inner_text().split()[0])
    without.click()
    visitor.wait_for_url("**/search?q=idlib")
    assert total(visitor) == said >= 1
    visitor.go_back()
    assert visitor.locator(".parts").is_visible()


@pytest.mark.parametrize(
    ("query", "told"),
    [("(map survey)~p", "in the same paragraph"), ('"canal sea"~5', "with at most 5 other words among them")],
)
@mostly_with_javascript
def test_of_words_near_one_another_those_are_marked_that_are_near(visitor, query, told):
    search(visitor, query)
    assert told in visitor.locator(".understood").inner_text()
    assert total(visitor) >= 1
    visitor.locator("article.hit h2 a").first.click()
    visitor.wait_for_url("**/articles/**")
    paragraphs = visitor.locator(".text p:has(mark)").all()
    assert paragraphs
    wanted = {word[:3] for word in re.findall("[a-z]{3,}", query)}
    for paragraph in paragraphs:
        assert {text.lower()[:3] for text in paragraph.locator("mark").all_inner_texts()} == wanted
    visitor.go_back()
    assert typed(visitor) == query


def test_in_a_sentence_search_a_word_alone_in_its_sentence_is_not_marked(page):
    page.goto(f"{SEED}?q={quote('(idlib zone)~s')}")
    text = page.locator(".text").inner_text().lower()
    marked = [one.lower() for one in page.locator(".text mark").all_inner_texts()]
    assert 0 < marked.count("idlib") < len(re.findall(r"\bidlib\b", text))


def test_a_form_is_left_out_by_keyboard(page):
    page.goto("/search?q=canal")
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.words a')"):
            break
    name = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert re.fullmatch("Leave out the form canals?", name)
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.wait_for_url("**-canal**")
    assert page.locator(".words .out").count() == 1


@pytest.mark.parametrize(
    "path",
    ["/search?q=canal%5B-canals%5D+map", "/search?q=survayors+orontes&region=Europe&from=2001", "/search?q=(canal+OR"],
)
@pytest.mark.parametrize("width", [390, 1440])
def test_what_is_clicked_is_large_enough(page, path, width):
    """24 CSS pixels each way (WCAG 2.2, 2.5.8); links in a sentence may be as high as their line."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(path)
    small = page.evaluate(
        """[...document.querySelectorAll('.words a, .parts a, .ways-on a, .chip a')]
             .map(link => [link.outerHTML, link.getBoundingClientRect()])
             .filter(([_, box]) => box.width < 24 || box.height < 24)
             .map(([html, box]) => `${html} ${box.width} x ${box.height}`)"""
    )
    assert small == []
