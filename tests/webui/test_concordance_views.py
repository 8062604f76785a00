"""The concordance as a page, as a file and in JSON, over a real index."""

import csv
import html
import io
import re

import pytest

from indexer import Archive
from indexer.settings import Settings
from tests.webui.conftest import NASTY
from webui import create_app

LINE = re.compile(
    r'<tr role="row"><td role="cell" class="left"><div[^>]*><span>(.*?)</span></div></td>'
    r'<td role="cell" class="match"><a href="([^"]*)" title="[^"]*"><mark>(.*?)</mark></a></td>'
    r'<td role="cell" class="right"><div[^>]*><span>(.*?)</span></div></td>'
)


def lines(page):
    """Left, address, match and right of each line."""
    return [tuple(html.unescape(re.sub("</?b[^>]*>", "", part)) for part in line) for line in LINE.findall(page)]


def rows(response):
    return list(csv.reader(io.StringIO(response.get_data(as_text=True).removeprefix("\ufeff"), newline="")))


def test_each_match_is_a_line_that_leads_to_the_same_words_in_its_article(page):
    shown = lines(page("/concordance?q=idlib+OR+liberate"))
    assert len(shown) == 5
    for left, address, match, right in shown:
        article = page(address.split("#")[0])
        assert f'<mark id="{address.split("#")[1]}">{match}</mark>' in article
        paragraph = re.sub(r"<[^>]+>", "", article)
        assert f"{left}{match}{right}" in html.unescape(paragraph)


def test_lines_are_sorted_by_a_word_beside_the_match(page):
    shown = page("/concordance?q=idlib&order=left")
    assert [left.split()[-1:] for left, *_ in lines(shown)] == [["and"], ["name"], []]
    assert '<b class="rank-1">name</b>' in shown
    assert '<th scope="col" role="columnheader" class="left" aria-sort="other">' in shown


def test_pages_add_up_to_all_lines(page):
    whole = [line for number in (1, 2) for line in lines(page(f"/concordance?q=bulletin+OR+canals&page={number}"))]
    assert len(whole) == len(set(whole)) == 50
    assert "50 matches" in page("/concordance?q=bulletin+OR+canals")
    assert lines(page("/concordance?q=bulletin+OR+canals&per_page=200")) == whole
    assert lines(page("/concordance?q=bulletin+OR+canals&page=3")) == []


def test_filters_and_dates_narrow_it(page):
    assert [address.split("?")[0] for _, address, *_ in lines(page("/concordance?q=idlib&region=Europe"))] == [
        "/articles/orontes"
    ]
    assert len(lines(page("/concordance?q=idlib&from=2019"))) == 2
    assert len(lines(page("/concordance?q=liberate&exact=1"))) == 0
    assert len(lines(page("/concordance?q=soap+winter&match=any"))) == 2


def test_a_form_that_leaves_its_box_empty_gives_an_address_that_can_be_cited(client):
    response = client.get("/concordance?q=&order=left")
    assert (response.status_code, response.location) == (302, "/concordance?order=left")


def test_markup_in_an_article_is_shown_as_text(page, client):
    shown = page("/concordance?q=wicked&order=right")
    assert "<script>alert" not in shown
    [(left, _, match, right)] = lines(shown)
    assert (left + match + right) == f"Body wicked {NASTY} end."
    [line] = client.get("/api/concordance?q=wicked").json["lines"]
    assert line["right"] == f" {NASTY} end."


def test_the_file_has_all_lines_and_what_they_were_made_of(client):
    response = client.get("/concordance.csv?q=bulletin+OR+idlib&order=oldest&page=3")
    assert response.status_code == 200
    assert response.mimetype == "text/csv"
    assert 'filename="concordance-bulletin-OR-idlib-' in response.headers["Content-Disposition"]
    header, *table = rows(response)
    answered = client.get("/api/concordance?q=bulletin+OR+idlib&order=oldest&per_page=200").json
    assert len(table) == answered["total"] == 28
    for row, line in zip(table, answered["lines"], strict=True):
        found = dict(zip(header, row, strict=True))
        assert [found[name] for name in ("left", "match", "right", "title", "source", "article")] == [
            line[name] for name in ("left", "match", "right", "title", "source", "article")
        ]
        assert found["authors"] == "; ".join(line["authors"])
        assert found["date"] == line["date"]
        assert found["address"] == "http://localhost" + line["page"]
        assert (found["articles_read"], found["articles_found"]) == ("27", "27")
        assert found["query"] == "bulletin OR idlib"
        assert found["search"].startswith("Articles with ")
        assert found["corpus_version"] == answered["version"]


def test_no_cell_of_the_file_is_a_formula(build_archive, tmp_path):
    articles = [{"id": "sum", "title": "=1+1", "source": "@cmd", "body": "=2+3 oil +4\n\noil -5\n\n-6 oil"}]
    app = create_app(Settings(index=build_archive(tmp_path, articles), title="Formulas"))
    _, *table = rows(app.test_client().get("/concordance.csv?q=oil"))
    assert len(table) == 3
    assert not [cell for row in table for cell in row if cell.startswith(("=", "+", "-", "@"))]
    assert {row[0] for row in table} == {"'=2+3 ", "", "'-6 "}


def test_answers_to_programs_are_what_the_page_shows(client, page):
    answered = client.get("/api/concordance?q=liberate&order=right").json
    assert answered["page"] == "/concordance?q=liberate&order=right"
    assert (answered["query"], answered["order"], answered["total"]) == ("liberate", "right", 2)
    assert answered["articles"] == {"found": 1, "read": 1, "matched": 1}
    assert (answered["whole"], answered["likely_total"]) == (True, 2)
    assert (answered["offset"], answered["limit"]) == (0, 50)
    assert answered["lines"][0] == {
        "left": "Its ",
        "match": "liberation",
        "right": " began, and Idlib was liberated in winter.",
        "opened": True,
        "closed": True,
        "article": "idlib",
        "match_number": 1,
        "title": "The Battle for Idlib's Groves",
        "authors": ["Stephen Lendman"],
        "date": "2019-12-30",
        "source": "Global Research",
        "page": "/articles/idlib?q=liberate#match-1",
    }
    assert [(line["left"], line["page"], line["match"], line["right"]) for line in answered["lines"]] == lines(
        page(answered["page"])
    )


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("/concordance?q=(idlib", "cannot be read"),
        ("/concordance?q=idlib&order=up", "order=up"),
        ("/concordance?q=idlib&per_page=10", "per_page=10"),
        ("/concordance.csv?q=(idlib", "cannot be read"),
        ("/api/concordance?q=(idlib", "parenthesis"),
        ("/api/concordance?q=idlib&page=0", "page=0"),
    ],
)
def test_a_mistake_is_told(client, address, says):
    response = client.get(address)
    assert response.status_code == 400
    assert says in html.unescape(response.get_data(as_text=True))


def test_an_archive_of_one_article_has_one_too(build_archive, tmp_path):
    articles = [{"id": "one", "title": "One", "body": "Only oil."}]
    client = create_app(Settings(index=build_archive(tmp_path, articles), title="Small")).test_client()
    for address in ("/concordance", "/concordance?q=oil", "/concordance?q=oil&order=left", "/concordance.csv?q=oil"):
        assert client.get(address).status_code == 200
    assert client.get("/api/concordance?q=oil").json["total"] == 1


def test_words_of_any_length_and_script_have_their_line(build_archive, tmp_path):
    bodies = ["oil " + "x" * 300, "y" * 300 + " oil", "مرحبا oil مرحبا", "東京oil東京", "oil", "  oil\u202e gnol "]
    articles = [{"id": str(place), "title": "T", "body": body} for place, body in enumerate(bodies)]
    index = build_archive(tmp_path, articles)
    client = create_app(Settings(index=index, title="Scripts")).test_client()
    with Archive.open(index) as archive:
        stored = {article.id: article.body for article in archive.articles()}
    for order in ("left", "right3", "match"):
        found = client.get(f"/api/concordance?q=oil&order={order}").json["lines"]
        assert len(found) == len(bodies)
        assert all(line["left"] + line["match"] + line["right"] in stored[line["article"]] for line in found)
        assert client.get(f"/concordance?q=oil&order={order}").status_code == 200
