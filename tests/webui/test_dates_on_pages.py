"""Dates on the pages: from years to days and back, the undated, what the archive does not have."""

from __future__ import annotations

import html
import re

import pytest

from indexer.settings import Settings
from webui import create_app


def links(page):
    return {html.unescape(address) for address in re.findall(r'href="(/[^"]*)"', page)}


def charts(page):
    return re.findall(r'<svg class="histogram[^"]*"[^>]*aria-label="([^"]*)"', page)


def total(page):
    return int(re.search(r"<h1>(?:All )?(\d+) article", page)[1])


def test_from_years_to_days_and_back_by_links(page):
    years = page("/search?q=bulletin")
    assert charts(years) == ["Articles per year"]
    assert "/search?q=bulletin&from=2003&to=2003" in links(years)
    months = page("/search?q=bulletin&from=2003&to=2003")
    assert charts(months) == ["Articles per year", "Articles per month"]
    assert "/search?q=bulletin&from=2003-05&to=2003-05" in links(months)
    days = page("/search?q=bulletin&from=2003-05&to=2003-05")
    assert charts(days) == ["Articles per year", "Articles per day"]
    assert 'aria-label="2 May 2003: 1 article"' in days
    day = page("/search?q=bulletin&from=2003-05-02&to=2003-05-02")
    assert total(day) == 1
    assert charts(day) == ["Articles per year", "Articles per day"]
    crumbs = re.search(r'<nav class="crumbs".*?</nav>', day, re.DOTALL)[0]
    assert re.findall(">([^<>\n]+)<", crumbs) == ["All dates", "2003", "May 2003", "2 May 2003"]
    assert {"/search?q=bulletin", "/search?q=bulletin&from=2003&to=2003"} < links(crumbs)


def test_the_undated_are_found_by_a_link_and_said_to_be_left_out(page):
    assert "/search?none=date" in links(page("/search"))
    undated = page("/search?none=date")
    assert total(undated) == 1
    assert "A Letter Without a Date" in undated
    assert "Undated: 1" in undated
    assert re.search(r'<span><em>Date</em> undated</span><a href="/search"', undated)
    assert "left out by the dates" in page("/search?from=2001&to=2020")
    assert "left out by the dates" not in undated


def test_the_undated_are_in_no_range(page):
    shown = page("/search?none=date&from=2001", 400)
    assert "the undated are in no range" in shown
    assert "/search?none=date" in links(shown)


def test_typed_dates_take_the_place_of_the_undated(page):
    form = re.search(r'<form class="dates".*?</form>', page("/search?q=letter&none=date&none=region"), re.DOTALL)[0]
    assert 'name="none" value="region"' in form
    assert 'value="date"' not in form


def test_dates_before_and_after_the_archive_are_said_to_have_nothing(page):
    shown = page("/search?from=1990&to=2030")
    assert "The archive has no articles from 1990 to 2000 and from 2021 to 2030." in shown
    assert "The archive has no articles" not in page("/search?from=2005&to=2006")
    assert "The archive has no articles" not in page("/search")


@pytest.fixture(scope="module")
def gappy(tmp_path_factory, build_archive):
    """A daily paper of two months without a fortnight, and a title that means harm."""
    days = [f"2001-{month:02}-{day:02}" for month in (1, 2) for day in range(1, 29) if not (month == 2 and day < 15)]
    articles = [{"id": day, "title": f"Day {day}", "body": "A paper.", "date": day} for day in days]
    index = build_archive(tmp_path_factory.mktemp("gappy"), articles)
    return create_app(Settings(index=index, title="Daily")).test_client()


def test_gaps_are_named_on_results_about_and_in_the_api(gappy):
    assert (
        "The archive has no articles from 29 January 2001 to 14 February 2001."
        in gappy.get("/search?from=2001-02&to=2001-02").text
    )
    everything = gappy.get("/search").text
    assert '<a class="more" href="/about#gaps">1 gap in the coverage</a>' in everything
    about = gappy.get("/about").text
    assert 'id="gaps"' in about
    assert '<tr><td>29 January 2001 – 14 February 2001</td><td class="n">17 days</td></tr>' in about
    gap = {"first": "2001-01-29", "last": "2001-02-14"}
    assert gappy.get("/api/stats").json["gaps"] == [gap]
    assert gappy.get("/api/search?from=2001-02&to=2001-02").json["missing"] == [gap]


def test_the_api_tells_of_the_period(client):
    found = client.get("/api/search?q=bulletin&from=2003&to=2003").json
    assert found["period"]["unit"] == "month"
    assert [bar["count"] for bar in found["period"]["bars"]] == [0, 0, 0, 0, found["total"], *[0] * 7]
    assert client.get("/api/search?q=bulletin").json["period"] is None


def test_the_api_counts_the_archive(client):
    stats = client.get("/api/stats").json
    assert (stats["articles"], stats["undated"], stats["exact_copies"]) == (30, 1, 0)
    assert stats["first_day"] == "2001-05-08"
    assert sum(year["articles"] for year in stats["years"]) == 29
    bulletin = stats["publications"][0]
    assert (bulletin["value"], bulletin["articles"], sum(bulletin["years"])) == ("Bulletin", 25, 25)
    assert stats["version"] == client.get("/healthz").json["version"]
    assert "/" not in "".join(stats["sources"])


def test_what_can_be_copied_is_hidden_until_there_is_a_script(page):
    about = page("/about")
    buttons = re.findall(r"<button[^>]*data-copy[^>]*>", about)
    assert len(buttons) == 2
    for button in buttons:
        assert button.endswith(" hidden>")
        [copied] = re.findall('data-copy="([^"]+)"', button)
        assert f'id="{copied}"' in about


def test_an_archive_of_one_undated_article_has_all_pages_and_no_charts(tmp_path, build_archive):
    index = build_archive(tmp_path, [{"id": "one", "title": "One", "body": "Alone."}])
    client = create_app(Settings(index=index)).test_client()
    for address in ("/", "/about", "/search", "/search?from=2001&to=2002", "/search?none=date", "/api/stats"):
        response = client.get(address)
        assert response.status_code == 200, address
        assert 'svg class="histogram' not in response.text
    assert client.get("/api/stats").json["gaps"] == []
