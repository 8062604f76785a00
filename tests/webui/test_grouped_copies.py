"""Near copies in results, on the article's page and in the API, over an archive that has some."""

from __future__ import annotations

import html
import random
import re

import pytest

from indexer.settings import Settings
from webui import create_app

WORDS = [f"word{number}" for number in range(2_000)]


def made(seed):
    return random.Random(seed).choices(WORDS, k=200)


def article(name, day, words, **facts):
    return {"id": name, "title": f"About {name}", "date": f"2020-01-{day:02}", "body": " ".join(words)} | facts


TEXT = ["canal", *made(1)]
SHARED = made(2)[:30]
ARTICLES = [
    article("first", 1, TEXT, source="The Mail"),
    article("second", 2, [*TEXT, "more", "words"], source="The Post", regions=["Asia"]),
    article("third", 3, TEXT[:-1]),
    *(
        article(f"other-{day}", day, ["canal", *SHARED, *made(day)], regions=["Europe"] if day == 6 else [])
        for day in range(4, 16)
    ),
]


@pytest.fixture(scope="module")
def client(tmp_path_factory, build_archive):
    index = build_archive(tmp_path_factory.mktemp("copies"), ARTICLES)
    app = create_app(Settings(index=index, title="Copies"))
    app.testing = True
    return app.test_client()


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.text


def listed(shown):
    return [html.unescape(name) for name in re.findall(r'<article class="hit"[^>]* id="hit-([^"]*)"', shown)]


def test_near_copies_share_a_row_that_leads_to_the_others(client):
    shown = page(client, "/search?q=canal&sort=oldest")
    assert "15 articles" in shown
    assert listed(shown) == ["first", *(f"other-{day}" for day in range(4, 13))]
    assert re.search(
        r'<a class="copies" href="/articles/first\?q=canal&amp;sort=oldest#copies">\+2 near copies</a>', shown
    )
    assert listed(page(client, "/search?q=canal&sort=oldest&page=2")) == [f"other-{day}" for day in range(13, 16)]


def test_grouping_is_switched_off_and_on_by_links(client):
    grouped = page(client, "/search?q=canal&sort=oldest&page=2")
    assert re.search(r'Near copies <span.*<strong aria-current="true">grouped</strong> · <a [^>]*>all</a>', grouped)
    assert 'href="/search?q=canal&amp;sort=oldest&amp;copies=all"' in grouped
    apart = page(client, "/search?q=canal&sort=oldest&copies=all")
    assert listed(apart)[:3] == ["first", "second", "third"]
    assert "near copies</a>" not in apart
    assert '<a href="/search?q=canal&amp;sort=oldest" rel="nofollow">grouped</a>' in apart


def test_where_there_are_no_near_copies_there_is_no_choice(client):
    assert "Near copies" not in page(client, "/search?from=2020-01-04")
    assert "Near copies" not in page(client, "/search?source=The+Mail")


def test_an_article_lists_its_near_copies_and_how_they_differ(client):
    shown = page(client, "/articles/first?q=canal")
    section = re.search(r'<section class="copies" id="copies".*?</section>', shown, re.DOTALL)[0]
    assert re.findall(r'href="(/articles/[^"]*)"', section) == ["/articles/second?q=canal", "/articles/third?q=canal"]
    assert "The Post · 2 January 2020" in section
    assert "99% the same words, 2 words longer" in section
    assert "99% the same words, 1 word shorter" in section
    assert '<a href="#copies">2 near copies</a>' in shown
    assert 'id="copies"' not in page(client, "/articles/other-4?q=canal")


def test_results_are_walked_through_row_by_row(client):
    shown = page(client, "/articles/first?q=canal&sort=oldest")
    assert "Result 1 of 13" in shown
    assert 'rel="prev"' not in shown
    assert 'rel="next" href="/articles/other-4?q=canal&amp;sort=oldest"' in shown
    assert "A near copy of result 1 of 13" in page(client, "/articles/third?q=canal&sort=oldest")
    apart = page(client, "/articles/second?q=canal&sort=oldest&copies=all")
    assert "Result 2 of 15" in apart
    assert 'rel="prev" href="/articles/first?q=canal&amp;sort=oldest&amp;copies=all"' in apart
    assert 'rel="next" href="/articles/third?q=canal&amp;sort=oldest&amp;copies=all"' in apart
    last = page(client, "/articles/other-15?q=canal&sort=oldest")
    assert 'href="/search?q=canal&amp;sort=oldest&amp;page=2#hit-other-15"' in last
    assert 'rel="next"' not in last
    assert "This search does not find this article" in page(client, "/articles/first?q=word1+word2+word3+zzz")


def test_the_api_has_the_same_rows(client):
    grouped = client.get("/api/search?q=canal&sort=oldest").json
    assert (grouped["total"], grouped["row_count"], grouped["hits"][0]["near_copies"]) == (15, 13, 2)
    apart = client.get("/api/search?q=canal&sort=oldest&copies=all").json
    assert (apart["total"], apart["row_count"], apart["hits"][0]["near_copies"]) == (15, 15, 0)


def test_the_api_tells_what_is_beside_an_article(client):
    record = client.get("/api/articles/second?q=canal&sort=oldest&copies=all").json
    assert [(copy["id"], copy["longer"]) for copy in record["near_copies"]] == [("first", -2), ("third", -3)]
    assert record["neighbours"] == {
        "total": 15,
        "row_count": 15,
        "place": 2,
        "is_copy": False,
        "previous": {"id": "first", "title": "About first"},
        "next": {"id": "third", "title": "About third"},
    }
    missed = client.get("/api/articles/second?q=zzz").json["neighbours"]
    assert (missed["place"], missed["previous"], missed["next"]) == (None, None, None)


def test_what_is_like_an_article_is_a_page_and_a_record_without_its_near_copies(client):
    addresses = re.findall(r'href="(/similar/[^"]*)"', page(client, "/articles/first"))
    assert addresses == ["/similar/first"]
    shown = page(client, "/similar/first")
    assert listed(shown)
    assert not {"first", "second", "third"} & set(listed(shown))
    record = client.get("/api/similar/first").json
    assert (record["article"], record["title"], record["page"]) == ("first", "About first", "/similar/first")
    assert [hit["id"] for hit in record["hits"]] == listed(shown)


def test_what_is_like_an_article_is_narrowed_by_filters(client):
    record = client.get("/api/similar/other-4?region=Europe&per_page=20").json
    assert [hit["id"] for hit in record["hits"]] == ["other-6"]
    assert record["page"] == "/similar/other-4?region=Europe&per_page=20"
    shown = page(client, "/similar/other-4?region=Europe&source=The+Mail")
    assert listed(shown) == []
    assert "No other article here" in shown
    assert 'href="/similar/other-4"' in shown  # to clear all


def test_an_unknown_article_has_nothing_like_it(client):
    assert client.get("/similar/nowhere").status_code == 404
    assert client.get("/api/similar/nowhere").json["status"] == 404
    assert client.get("/api/similar/first?per_page=7").status_code == 400
