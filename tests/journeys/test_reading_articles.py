"""What a reader does at an article: from match to match, from result to result, and away with a citation or a print."""

import re

import pytest

from tests.journeys.visitors import mostly_with_javascript, mostly_without_javascript, soaked

SEED = "/articles/000_c5189b488046250e"
LIST = "/search?q=canal&sort=oldest&per_page=10"


def titles(page):
    return page.locator("article.hit h2 a").all_inner_texts()


def heading(page):
    return page.locator("article h1").inner_text()


def current(page):
    return int(re.search(r"Match (\d+) of", page.locator(".hits .of").inner_text())[1])


def in_view(page, selector):
    return page.eval_on_selector(
        selector,
        "one => { const box = one.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight; }",
    )


@mostly_without_javascript
def test_results_are_walked_through_and_back(visitor):
    visitor.goto(LIST)
    listed = titles(visitor)
    visitor.locator("article.hit h2 a").first.click()
    visitor.wait_for_url("**/articles/**")
    for place, title in enumerate(listed[:3], 1):
        assert heading(visitor) == title
        assert f"Result {place} of" in visitor.locator(".way").inner_text()
        if place < 3:
            before = visitor.url
            visitor.locator(".way a[rel=next]").click()
            visitor.wait_for_url(lambda url, before=before: url != before)
    visitor.locator(".way-on a[rel=prev]").click()
    visitor.wait_for_url(lambda url: url == before)
    assert heading(visitor) == listed[1]
    visitor.locator("a.back").click()
    visitor.wait_for_url("**/search?**")
    assert titles(visitor) == listed
    row = visitor.locator("article.hit:target")
    assert row.locator("h2").inner_text() == listed[1]
    assert in_view(visitor, "article.hit:target h2")


def test_the_ruler_leads_to_each_match(visitor):
    visitor.goto(f"{SEED}?q=idlib")
    visitor.locator(".ruler a").nth(4).click()
    visitor.wait_for_url("**#match-5")
    assert in_view(visitor, "mark:target")
    assert visitor.locator("mark:target").inner_text().lower() == "idlib"


def test_matches_are_stepped_through_by_buttons_and_round_the_end(page):
    page.goto(f"{SEED}?q=idlib")
    total = page.locator("article .text mark, article .note mark").count()
    forward, backward = page.locator("[data-step='1']"), page.locator("[data-step='-1']")
    assert (forward.inner_text(), backward.inner_text()) == ("↓ Next", "↑ Previous")
    forward.click()
    forward.click()
    assert current(page) == 2
    assert page.locator("mark.current").get_attribute("id") == "match-2"
    backward.click()
    backward.click()
    assert current(page) == total
    assert "#" not in page.url  # so that going back leads to the search


def test_keys_lead_from_match_to_match_and_from_result_to_result(page):
    page.goto("/search?q=canal+map&match=any")
    listed = titles(page)
    page.locator("article.hit h2 a").first.click()
    page.wait_for_url("**/articles/**")
    steps = []
    for key in ("n", "Enter", "Enter", "Shift+Enter", "p"):
        page.keyboard.press(key)
        steps.append(current(page))
    assert steps == [1, 2, 3, 2, 1]
    assert page.evaluate("document.activeElement.id") == "match-1"
    page.locator("input[name=q]").focus()
    page.keyboard.type("jn")
    assert current(page) == 1
    page.locator("article h1").click()
    for key, title in (("j", listed[1]), ("j", listed[2]), ("k", listed[1])):
        before = page.url
        page.keyboard.press(key)
        page.wait_for_url(lambda url, before=before: url != before)
        assert heading(page) == title


def test_enter_on_a_link_follows_the_link(page):
    page.goto(f"{SEED}?q=idlib")
    page.locator(".facts a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?author=**")


def test_an_address_with_a_match_begins_there(page):
    page.goto(f"{SEED}?q=idlib#match-3")
    assert current(page) == 3
    assert in_view(page, "#match-3")


def test_a_citation_is_copied(page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(SEED)
    page.locator("[data-copy=citation]").click()
    page.get_by_text("Copied").first.wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Lendman, Stephen. “Al Qaeda's Idlib Stronghold")
    assert copied.endswith("Global Research, 30 December 2019.")


def test_citation_managers_get_a_file_of_the_article(page):
    page.goto(SEED)
    for name in ("BibTeX", "RIS", "CSL-JSON"):
        with page.expect_download() as download:
            page.locator(".citing").get_by_role("link", name=name).click()
        assert "Idlib Stronghold" in download.value.path().read_text("utf-8")


def test_a_line_of_text_has_about_66_characters(page):
    page.goto(SEED)
    long, lines = page.evaluate(
        """() => {
            const texts = [...document.querySelectorAll(".text > p:not(.lede)")].map((paragraph) => {
                const height = Number.parseFloat(getComputedStyle(paragraph).lineHeight);
                return [paragraph.textContent.length, Math.round(paragraph.clientHeight / height)];
            }).filter(([, lines]) => lines > 2);
            const sum = (place) => texts.reduce((total, text) => total + text[place], 0);
            return [sum(0), sum(1) - texts.length / 2]; // half of a last line is full, by and large
        }"""
    )
    assert 60 <= long / lines <= 72


@pytest.mark.parametrize("scheme", ["dark", *soaked("light")])
def test_on_paper_there_is_the_text_and_where_it_is_from(page, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{SEED}?q=idlib")
    page.keyboard.press("n")
    page.emulate_media(media="print", color_scheme=scheme)
    for chrome in (".masthead", ".way", ".way-on", ".facts", ".hits", ".like", ".citing .tools"):
        assert not page.locator(chrome).is_visible(), chrome
    source = page.locator(".printed")
    assert source.is_visible()
    assert SEED in source.inner_text()
    assert "corpus version" in source.inner_text()
    colours = page.evaluate(
        "['body', '.text', '.text mark'].map((name) => getComputedStyle(document.querySelector(name)).color)"
    )
    assert set(colours) == {"rgb(0, 0, 0)"}
    assert page.pdf(format="A4").startswith(b"%PDF")


@mostly_with_javascript
def test_on_a_phone_the_matches_stay_at_the_bottom(visitor):
    visitor.set_viewport_size({"width": 390, "height": 800})
    visitor.goto(f"{SEED}?q=idlib")
    for place in (0, 400, 900):
        visitor.evaluate(f"scrollTo(0, {place})")
        box = visitor.locator(".hits").bounding_box()
        assert abs(box["y"] + box["height"] - 800) <= 1
        assert box["height"] < 130


@pytest.mark.soak
def test_near_copies_are_grouped_told_apart_and_ungrouped(newswire):
    newswire.goto("/search?q=factbox+record+oil+price&per_page=50")
    rows = titles(newswire)
    newswire.locator(".choices a", has_text=re.compile("^all$")).click()
    newswire.wait_for_url("**copies=all**")
    assert len(titles(newswire)) > len(rows)
    newswire.locator(".choices a", has_text="grouped").click()
    newswire.wait_for_url(lambda url: "copies" not in url)
    assert titles(newswire) == rows

    row = newswire.locator("article.hit", has=newswire.locator("a.copies")).first
    count = int(re.search(r"\+(\d+) near cop", row.locator("a.copies").inner_text())[1])
    title = row.locator("h2").inner_text()
    row.locator("a.copies").click()
    newswire.wait_for_url("**#copies")
    assert heading(newswire) == title
    assert newswire.locator("#copies li").count() >= count
    assert "the same words" in newswire.locator("#copies").inner_text()
    newswire.locator("#copies a").first.click()
    newswire.wait_for_url(lambda url: "#copies" not in url)
    assert re.search(r"(Result|A near copy of result) \d+ of", newswire.locator(".way").inner_text())


@pytest.mark.soak
def test_walking_by_keys_is_the_list_page_by_page(newswire):
    listed = []
    for number in (1, 2, 3):
        newswire.goto(f"/search?q=oil+price+record&sort=newest&page={number}")
        listed += [
            link.split("?")[0]
            for link in newswire.locator("article.hit h2 a").evaluate_all(
                "links => links.map((link) => link.getAttribute('href'))"
            )
        ]
    newswire.goto(f"{listed[0]}?q=oil+price+record&sort=newest")
    for address in listed[1:]:
        newswire.keyboard.press("j")
        newswire.wait_for_url(f"**{address}?**")
    assert "page=3#hit-" in newswire.locator("a.back").get_attribute("href")
