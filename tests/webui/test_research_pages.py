"""The pages of typical words, of samples and of many terms, through the application and over a real index."""

from __future__ import annotations

import csv
import html
import io
import re
from urllib.parse import quote

import pytest

from indexer.settings import Settings
from tests.webui.conftest import NASTY
from webui import create_app

LISTED = quote("canals\nidlib\n(soap\nbull*\n<script>alert(1)</script>\n" + "n" * 300)


def links(text):
    return [html.unescape(address) for address in re.findall(r'href="(/[^"]*)"', text)]


def count_at(client, address):
    """How many articles a page of results says that it found."""
    shown = client.get(address).text
    return re.search(r"<h1>(?:All )?([\d,]+) articles?", shown)[1]


def rows(text):
    return re.findall(r"<tr><th scope=\"row\">(.*?)</th>(.*?)</tr>", text, re.DOTALL)


def read_csv(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert response.mimetype == "text/csv"
    assert response.headers["Content-Disposition"].startswith('attachment; filename="')
    return list(csv.DictReader(io.StringIO(response.text.removeprefix("\ufeff"))))


# ---------------------------------------------------------------------- words that keep company


def test_words_lead_to_the_search_narrowed_by_them_and_to_the_concordance(client, page):
    shown = page("/keywords?q=idlib")
    assert "2 articles found, beside 28 others." in shown
    assert "/search?q=idlib+winter" in links(shown)
    assert "/concordance?q=idlib+winter" in links(shown)
    for address in links(shown):
        if address.startswith("/search?q=idlib+"):
            assert count_at(client, address) in ("1", "2")


def test_a_word_narrows_a_search_for_any_word_too(page):
    assert "/search?q=%28soap+idlib%29+AND+merchants&match=any" in links(page("/keywords?q=soap+idlib&match=any"))


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("/keywords", "all articles of the archive"),
        ("/keywords?q=zzzz", "Nothing was found"),
        ("/keywords?q=-zzzz", "all articles of the archive"),
        ("/keywords?q=-idlib", "articles found, beside 2 others"),
    ],
)
def test_where_no_word_is_typical_the_page_says_why(page, address, says):
    assert says in page(address)


def test_no_word_may_be_more_frequent_than_elsewhere(build_archive, tmp_path):
    alike = [{"id": one, "title": "Alike", "source": one, "body": f"The same {one}."} for one in "ab"]
    client = create_app(Settings(index=build_archive(tmp_path, alike))).test_client()
    assert "No word stands in more" in client.get("/keywords?source=a").text


def test_empty_inputs_leave_an_address_that_can_be_cited(client):
    response = client.get("/keywords?q=idlib&from=&words=50")
    assert (response.status_code, response.headers["Location"]) == (302, "/keywords?q=idlib&words=50")


def test_a_search_says_where_its_words_are_to_be_had(page):
    shown = page("/search?q=idlib&region=Europe")
    assert 'data-source="/api/keywords?q=idlib&amp;region=Europe&amp;words=6"' in shown
    assert "/keywords?q=idlib&region=Europe" in links(shown)
    assert 'data-source="/api/keywords' not in page("/search")
    assert 'data-source="/api/keywords' not in page("/search?q=zzzz")


def test_words_are_answered_in_json_with_their_searches(client):
    answered = client.get("/api/keywords?q=idlib&words=2").json
    assert (answered["total"], answered["archive_count"]) == (2, 30)
    assert len(answered["words"]) == 2
    assert answered["words"][0]["page"].startswith("/search?q=idlib+")
    assert answered["page"] == "/keywords?q=idlib&words=2"
    assert answered["version"]


def test_a_word_that_makes_the_query_too_long_leads_nowhere(client):
    text = "idlib OR " + "x" * 1_988
    answered = client.get("/api/keywords", query_string={"q": text}).json
    assert answered["words"]
    assert {word["page"] for word in answered["words"]} == {None}
    shown = client.get("/keywords", query_string={"q": text}).text
    assert all("href" not in word for word, _ in rows(shown))


def test_words_are_a_file_for_spreadsheets(client):
    [*words] = read_csv(client, "/keywords.csv?q=idlib&words=5")
    assert len(words) == 5
    assert {(word["found"], word["others"], word["search"]) for word in words} == {("2", "28", "Articles with idlib")}


# ---------------------------------------------------------------------- samples


def test_a_sample_without_a_seed_is_given_one_so_that_it_can_be_cited(client):
    for address in ("/sample?q=canals&size=10", "/sample?q=canals&size=10&seed=", "/sample?size=10&q=canals&from="):
        response = client.get(address)
        assert (response.status_code, response.headers["Location"]) == (302, "/sample?q=canals&size=10&seed=1")


def test_a_sample_says_how_many_of_how_many_and_by_which_seed(page):
    shown = page("/sample?q=canals&size=10&seed=7")
    assert "<h1>10 of 25 articles <span>drawn with seed 7</span></h1>" in shown
    assert shown.count('<article class="hit') == 10
    assert "/sample?q=canals&size=10&seed=8" in links(shown)
    assert "/export?q=canals&sample=10&seed=7" in links(shown)
    assert "/sample?q=canals&size=100&seed=7" in links(shown)
    assert shown == page("/sample?q=canals&size=10&seed=7")
    other = page("/sample?q=canals&size=10&seed=8")
    assert re.findall('<h2><a href="(.*?)"', shown) != re.findall('<h2><a href="(.*?)"', other)


def test_a_sample_of_few_is_all_of_them(page):
    shown = page("/sample?q=idlib&seed=1")
    assert "<h1>2 articles <span>drawn with seed 1</span></h1>" in shown
    assert "These are all articles that the search finds" in shown
    assert "Another sample" not in shown
    assert "there is nothing to draw from" in page("/sample?q=zzzz&seed=1")


def test_the_same_sample_is_answered_in_json(client, page):
    answered = client.get("/api/sample?q=canals&size=10&seed=7").json
    assert (answered["total"], answered["size"], answered["seed"]) == (25, 10, 7)
    assert answered["page"] == "/sample?q=canals&size=10&seed=7"
    shown = re.findall('<h2><a href="/articles/(.*?)[?"]', page(answered["page"]))
    assert [hit["id"] for hit in answered["hits"]] == shown


def test_exactly_the_sample_is_exported(client):
    ids = {hit["id"] for hit in client.get("/api/sample?q=canals&size=10&seed=7").json["hits"]}
    exported = client.get("/export?q=canals&sample=10&seed=7&format=csv").text.removeprefix("\ufeff")
    assert {row["id"] for row in csv.DictReader(io.StringIO(exported))} == ids


# ---------------------------------------------------------------------- many terms


@pytest.mark.parametrize(
    "address",
    [
        f"/terms?terms={LISTED}",
        f"/terms?terms={LISTED}&by=region&order=count",
        f"/terms?terms={LISTED}&by=year&q=bulletin&from=2002-06&to=2004",
        f"/terms?terms={LISTED}&by=decade",
        f"/terms?terms={LISTED}&by=region&region=Europe&region=Asia&not_theme=History",
        f"/terms?terms={LISTED}&by=region&not_region=Europe&match=any",
        f"/terms?terms={LISTED}&by=author&q=number&match=any&exact=1",
        f"/terms?terms={LISTED}&by=report&none=report",
    ],
)
def test_every_count_is_what_it_leads_to(client, page, address):
    shown = page(address)
    counted = re.findall(r'<td class="n"><a href="([^"]*)"[^>]*>([\d,]+)</a></td>', shown)
    assert counted
    for found, count in counted:
        assert count_at(client, html.unescape(found)) == count, found
    for count in re.findall(r'<td class="n">([\d,]+)</td>', shown):
        assert count == "0"


def test_a_mistake_in_a_line_is_told_there_with_mended_lists(page):
    shown = page("/terms?terms=idlib%0A(soap%0Acanals&by=year")
    told = dict(rows(shown))["(soap"]
    assert "A parenthesis is never closed" in told
    assert "/terms?terms=idlib%0A%28soap%29%0Acanals&by=year" in links(told)
    assert 'colspan="' in told
    assert "canals" in dict(rows(shown))


def test_terms_stand_as_given_or_by_count(page):
    given = [term for term, _ in rows(page("/terms?terms=idlib%0Acanals%0A(soap%0Asoap"))]
    assert given == ["idlib", "canals", "(soap", "soap", "Any of the terms"]
    counted = [term for term, _ in rows(page("/terms?terms=idlib%0Acanals%0A(soap%0Asoap&order=count"))]
    assert counted == ["canals", "idlib", "soap", "(soap", "Any of the terms"]


def test_the_form_keeps_the_search_and_what_was_pasted(client, page):
    shown = page("/terms?q=bulletin&region=Asia&terms=canals%0A%22number%202%22&by=year&order=count")
    assert "canals\n&#34;number 2&#34;</textarea>" in shown
    assert '<input type="hidden" name="q" value="bulletin">' in shown
    assert '<input type="hidden" name="region" value="Asia">' in shown
    assert '<input type="hidden" name="order" value="count">' in shown
    assert '<option value="year" selected>' in shown
    assert "Counted among the 25 articles of this search" in shown
    assert "/terms?order=count&terms=canals%0A%22number+2%22&by=year" in links(shown)
    response = client.get("/terms?q=&terms=canals&by=")
    assert (response.status_code, response.headers["Location"]) == (302, "/terms?terms=canals")


def test_without_terms_the_page_says_what_it_is_for(page):
    shown = page("/terms")
    assert "Paste a list" in shown
    assert "<table" not in shown
    assert "/terms.csv" not in shown


def test_a_list_that_is_too_long_is_refused(page):
    assert "at most 100" in page("/terms?terms=" + quote("\n".join(map(str, range(101)))), 400)


def test_counts_are_a_file_for_spreadsheets_and_answered_in_json(client):
    address = "?terms=canals%0A(soap%0Aidlib&by=region&order=count&q=number+OR+north"
    table = read_csv(client, f"/terms.csv{address}")
    assert [row["term"] for row in table] == ["canals", "idlib", "(soap", "any of the terms"]
    assert (table[0]["archive"], table[0]["found"], table[0]["Asia"]) == ("25", "25", "25")
    answered = client.get(f"/api/terms{address}").json
    assert [row["term"] for row in answered["terms"]] == ["canals", "idlib", "(soap"]
    assert answered["terms"][0]["counts"]["columns"][answered["columns"].index({"value": "Asia"})] == 25
    assert answered["together"]["total"] == int(table[-1]["found"])
    assert answered["page"].startswith("/terms?q=number+OR+north&order=count&terms=canals%0A%28soap")


# ---------------------------------------------------------------------- all of them


@pytest.mark.parametrize("path", ["keywords", "sample", "terms"])
@pytest.mark.parametrize("extra", ["", "&region=Nowhere", f"&theme={quote(NASTY)}", "&from=2019&to=2020", "&none=date"])
def test_markup_is_shown_as_text(page, path, extra):
    nasty = quote("wicked OR <script>alert(1)</script>")
    shown = page(f"/{path}?q={nasty}{extra}&terms={nasty}%0A{LISTED}&seed=1&by=author")
    assert "<script>alert" not in shown
    assert '"onmouseover' not in shown


@pytest.mark.parametrize("path", ["keywords", "sample", "terms", "api/keywords", "api/sample", "api/terms"])
@pytest.mark.parametrize("asked", ["q=(idlib", "q=idlib&from=garbage", "q=idlib&seed=x&by=x&words=x"])
def test_mistakes_are_told(client, path, asked):
    response = client.get(f"/{path}?{asked}", follow_redirects=True)
    assert response.status_code == 400
    assert response.mimetype == ("application/problem+json" if path.startswith("api") else "text/html")


@pytest.mark.parametrize("count", [0, 1])
@pytest.mark.parametrize("path", ["/keywords", "/sample?seed=1", "/terms?terms=soap%0Azzz&by=year", "/terms?q=zzz"])
def test_archives_of_one_article_and_of_none_that_is_found_are_answered(build_archive, tmp_path, count, path):
    client = create_app(Settings(index=build_archive(tmp_path, [{"title": "Soap", "body": "Soap."}]))).test_client()
    query = "" if count else ("&" if "?" in path else "?") + "source=None"
    response = client.get(path + query)
    assert response.status_code == 200
    for link in links(response.text):
        assert client.get(link, buffered=True).status_code in (200, 302), link


def test_the_ways_to_look_further_lead_on_from_results_and_from_one_another(page):
    search = "q=idlib&region=Europe"
    assert {f"/sample?{search}", f"/terms?{search}", f"/timeline?{search}", f"/concordance?{search}"} <= set(
        links(page(f"/search?{search}"))
    )
    for path in ("keywords", "sample", "terms"):
        shown = page(f"/{path}?{search}&seed=1")
        assert f"/search?{search}" in links(shown)
        assert 'aria-current="page"' in shown.partition('aria-label="Look further"')[2]
    blank = page("/search")
    assert {"/sample", "/terms", "/timeline"} <= set(links(blank))
    assert "/keywords" not in links(blank)
    assert "Look further" not in page("/search?q=zzzz")


# ---------------------------------------------------------------------- the ways between them


PAGES = ("/timeline", "/concordance", "/keywords", "/sample", "/terms", "/export")


@pytest.mark.parametrize("path", PAGES)
def test_each_leads_back_to_just_the_articles_that_it_says(client, path):
    shown = client.get(f"{path}?q=canals&to=2015", follow_redirects=True).text
    address, count = re.search(r'<a class="back" href="([^"]+)">← ([\d,]+) articles?</a>', shown).groups()
    assert count_at(client, html.unescape(address)) == count


@pytest.mark.parametrize("path", PAGES[:-1])
def test_each_leads_to_all_others_with_the_same_search(client, path):
    shown = client.get(f"{path}?q=canals&to=2015", follow_redirects=True).text
    assert {f"{other}?q=canals&to=2015" for other in PAGES[:-1]} <= set(links(shown))


def test_queries_that_are_compared_are_no_search_to_go_back_to(page):
    shown = page("/timeline?q=canals&q=idlib")
    assert 'class="back"' not in shown
    assert "Look further" not in shown


def test_a_file_of_a_sample_leads_back_to_the_sample(page):
    shown = page("/export?q=canals&sample=10&seed=7")
    assert '<a class="back" href="/sample?q=canals&amp;size=10&amp;seed=7">← The sample</a>' in shown
