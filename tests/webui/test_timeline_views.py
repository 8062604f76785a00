"""Queries over time as a page, as files and in JSON, over a real index."""

import csv
import html
import io
import re
from urllib.parse import quote

import pytest
from lxml import etree

from indexer.settings import Settings
from tests.webui.conftest import NASTY
from webui import create_app

SVG = "{http://www.w3.org/2000/svg}"
POINT = re.compile(r'<a href="([^"]*)" rel="nofollow" tabindex="-1" data-period="(\d+)">\s*<title>(.*?)</title>')
HOSTILE = [NASTY, '"><svg onload=alert(1)>', "\u202egnirts", "n" * 300, "=1+1", "\x00\x0b\ufffe", "]]>", "a&b;<!--"]


def points(page):
    """Address, number of the period and title of each point that has articles."""
    return [tuple(html.unescape(part) for part in point) for point in POINT.findall(page)]


def rows(page):
    """The cells of each row of the table, as words."""
    body = page.split("<tbody>")[1].split("</tbody>")[0]
    return [
        [html.unescape(re.sub(r"<[^>]*>", "", cell)) for cell in re.findall(r"<t[hd].*?</t[hd]>", row)]
        for row in re.findall(r"<tr>.*?</tr>", body, re.DOTALL)
    ]


def lines_of(response):
    return list(csv.DictReader(io.StringIO(response.get_data(as_text=True).removeprefix("\ufeff"), newline="")))


def inputs(page):
    form = page.split('<form class="compare"')[1]
    return [html.unescape(text) for text in re.findall(r'name="q" type="text" value="([^"]*)"', form)]


def test_each_point_leads_to_as_many_articles_as_it_shows(page):
    shown = page("/timeline?q=bulletin&q=idlib+OR+soap&region=Asia&region=Europe")
    found = points(shown)
    assert len(found) == 9
    for address, _, title in found:
        count = re.search(r": (\d+ articles?)$", title)[1]
        assert f"<h1>{count} <span>of 30</span></h1>" in page(address)
    assert found[0] == (
        "/search?q=bulletin&region=Asia&region=Europe&from=2001&to=2001",
        "0",
        "bulletin, 2001: 3 articles",
    )


def test_the_table_has_the_same_and_all_articles(page):
    shown = page("/timeline?q=bulletin&q=idlib&unit=year")
    table = rows(shown)
    assert table[0] == ["2001", "3", "0", "3"]
    assert table[-1] == ["2020", "0", "0", "1"]
    assert len(table) == 20
    assert sum(int(row[1]) for row in table) == 25
    assert '<th scope="col" class="n">All articles</th>' in shown
    assert '<th scope="col" class="n">All with these filters</th>' in page("/timeline?q=bulletin&region=Asia")


def test_per_thousand_is_of_all_articles_of_the_period_with_the_same_filters(page):
    shown = page("/timeline?q=canals+number+2&q=idlib&scale=thousand&region=Asia&region=Europe&match=any")
    assert "<h1>Articles per thousand of each year " in shown
    table = rows(shown)
    assert table[0] == ["2001", "1,000 (3)", "0.00 (0)", "3"]
    assert table[8] == ["2009", "– (0)", "– (0)", "0"]
    assert table[-1] == ["2016", "0.00 (0)", "1,000 (1)", "1"]
    assert "that pass the same filters. A year without any article has no value." in shown
    assert "idlib, 2016: 1,000 per thousand, 1 article" in [title for *_, title in points(shown)]
    (path,) = re.findall(r'class="stroke line-2" d="(M[^"]*)"', shown)
    assert path.count("M") == 2  # a gap before 2016


def test_an_empty_form_shows_the_whole_archive_and_says_what_to_do(page, client):
    shown = page("/timeline")
    assert "Here are all articles over time." in shown
    assert "per thousand" not in shown
    assert sum(int(row[1]) for row in rows(shown)) == 29
    assert '<a href="/search?none=date" rel="nofollow">1 of “All articles”</a>' in shown
    assert inputs(shown) == ["", "", ""]
    answer = client.get("/timeline?q=&q=idlib&q=&from=&unit=year")
    assert (answer.status_code, answer.location) == (302, "/timeline?q=idlib&unit=year")


def test_the_form_has_room_for_more_queries_up_to_five(page):
    assert inputs(page("/timeline?q=a")) == ["a", "", ""]
    assert inputs(page("/timeline?q=a&q=b")) == ["a", "b", "", ""]
    assert inputs(page("/timeline?q=a&q=b&q=c&q=d&q=e")) == ["a", "b", "c", "d", "e"]


def test_a_mistake_is_told_beside_its_query_and_the_others_are_kept(page):
    shown = page("/timeline?q=idlib&q=(soap&q=b~9&region=Asia", 400)
    assert "<h1>2 queries cannot be read</h1>" in shown
    assert inputs(shown) == ["idlib", "(soap", "b~9", "", ""]
    wrong = re.findall(r'<div class="wrong" id="wrong-(\d)">\s*<p class="mistake">(.*?)</p>', shown)
    assert wrong == [("2", "<mark>(soap</mark>"), ("3", "b<mark>~9</mark>")]
    assert shown.count('aria-invalid="true"') == 2
    mends = re.findall(r'<a href="([^"]*)">Instead: ([^<]*)</a>', shown)
    assert (
        "/timeline?q=idlib&amp;q=(soap)&amp;q=b~9&amp;region=Asia".replace("(", "%28").replace(")", "%29"),
        "(soap)",
    ) in mends
    assert "/timeline?q=idlib&amp;q=soap&amp;q=b~9&amp;region=Asia" in [address for address, _ in mends]
    assert "<h1>This query cannot be read</h1>" in page("/timeline?q=(idlib", 400)


def test_more_than_five_queries_are_told_and_stay_to_be_chosen_from(page):
    shown = page("/timeline?" + "&".join(f"q=word{place}" for place in range(6)), 400)
    assert "A timeline takes a list of 1 to 5 queries. Leave the others out." in shown
    assert inputs(shown) == [f"word{place}" for place in range(6)]
    assert len(inputs(page("/timeline?" + "&".join(f"q={place}" for place in range(200)), 400))) == 10


def test_filters_are_taken_off_and_everything_else_stays(page):
    shown = page("/timeline?q=bulletin&q=idlib&region=Asia&not_theme=History&from=2002&unit=year&scale=thousand")
    removing = re.findall(r'<a href="([^"]*)" rel="nofollow" aria-label="Remove', shown)
    rest = "unit=year&amp;scale=thousand"
    assert removing == [
        f"/timeline?q=bulletin&amp;q=idlib&amp;not_theme=History&amp;from=2002&amp;{rest}",
        f"/timeline?q=bulletin&amp;q=idlib&amp;region=Asia&amp;from=2002&amp;{rest}",
        f"/timeline?q=bulletin&amp;q=idlib&amp;region=Asia&amp;not_theme=History&amp;{rest}",
    ]
    assert f'<a class="clear" href="/timeline?q=bulletin&amp;q=idlib&amp;{rest}"' in shown
    box = shown.split('role="search"')[1].split("</form>")[0]
    assert 'action="/timeline"' in box
    assert '<input type="hidden" name="q" value="idlib">' in box
    assert '<a href="/concordance?q=bulletin&amp;region=Asia&amp;not_theme=History&amp;from=2002"' in shown


def test_a_unit_with_too_many_points_gives_way_and_says_so(page):
    shown = page("/timeline?q=bulletin&unit=day")
    assert "<h1>Articles per month " in shown
    assert "There are too many days for one chart: it is by month. Narrow the dates to see days." in shown
    assert "An article that is dated by its year alone counts in the first month of it." in shown
    assert "<h1>Articles per day " in page("/timeline?q=bulletin&from=2003-05&to=2003-06")


def test_without_a_dated_article_there_is_no_chart_and_a_reason(page):
    shown = page("/timeline?q=letter&none=date")
    assert "None of the articles with these filters has a date." in shown
    assert 'class="plot"' not in shown
    assert '<span class="n">1 article</span>' in shown
    assert "None of the articles" in page("/timeline?q=idlib&from=1990&to=1991")


@pytest.mark.parametrize("articles", [[], [{"id": "one", "title": "One", "body": "Alone.", "date": "2019-05-04"}]])
def test_archives_of_no_article_and_of_one_have_a_page(tmp_path, build_archive, articles):
    if not articles:
        articles = [{"id": "undated", "title": "One", "body": "Alone."}]
    client = create_app(Settings(index=build_archive(tmp_path, articles))).test_client()
    for address in ("/timeline", "/timeline?q=alone&scale=thousand", "/timeline?q=nothing"):
        assert client.get(address).status_code == 200
        assert etree.fromstring(client.get(address.replace("line", "line.svg")).data).tag == f"{SVG}svg"
        assert lines_of(client.get(address.replace("line", "line.csv"))) is not None
        assert client.get(f"/api{address}").status_code == 200


def test_an_archive_of_too_many_years_is_refused_with_the_remedy(tmp_path, build_archive):
    articles = [{"id": f"{year}", "title": "One", "body": "Alone.", "date": f"{year}-05-04"} for year in (1500, 2019)]
    client = create_app(Settings(index=build_archive(tmp_path, articles))).test_client()
    answer = client.get("/timeline?q=alone")
    assert answer.status_code == 400
    assert "at most 400 years. Limit the dates." in answer.text
    assert 'name="from"' in answer.text
    assert client.get("/timeline?q=alone&from=1900").status_code == 200


def test_the_table_as_csv_has_one_row_for_each_query_and_period_and_its_provenance(client):
    answer = client.get("/timeline.csv?q=bulletin&q=idlib&unit=year&region=Asia&scale=thousand")
    assert answer.mimetype == "text/csv"
    assert re.search(r'filename="timeline-bulletin-idlib-\d{8}-\w+\.csv"', answer.headers["Content-Disposition"])
    lines = lines_of(answer)
    version = client.get("/healthz").json["version"]
    assert lines[0] | {"exported": ""} == {
        "period": "2001",
        "first_day": "2001-01-01",
        "last_day": "2001-12-31",
        "query": "bulletin",
        "articles": "3",
        "all_articles": "3",
        "per_thousand": "1000.0",
        "query_total": "25",
        "query_undated": "0",
        "search": "Articles with bulletin, in Region Asia",
        "exported": "",
        "corpus_version": version,
    }
    assert [line["query"] for line in lines] == ["bulletin"] * 8 + ["idlib"] * 8
    assert sum(int(line["articles"]) for line in lines) == 25


@pytest.mark.parametrize("query", HOSTILE)
def test_a_hostile_query_is_text_wherever_it_stands(client, query):
    """It may be a mistake; it is shown as it is typed all the same, and nothing of it is markup or a formula."""
    asked = f"q={quote(query)}&q=idlib"
    shown = client.get(f"/timeline?{asked}")
    assert shown.status_code in (200, 400)
    assert "<script>alert" not in shown.text
    assert "onload=alert(1)>" not in shown.text
    assert query.strip() in inputs(shown.text)
    drawing = client.get(f"/timeline.svg?{asked}")
    if drawing.status_code == 200:
        etree.fromstring(drawing.data)
    table = client.get(f"/timeline.csv?{asked}")
    if table.status_code == 200:
        assert not any(line["query"].startswith(("=", "+", "-", "@")) for line in lines_of(table))
    assert drawing.status_code == table.status_code == shown.status_code


def test_the_drawing_stands_alone_and_says_what_it_is_of(client):
    answer = client.get("/timeline.svg?q=bulletin&q=idlib+OR+soap&region=Asia&region=Europe&scale=thousand")
    assert answer.mimetype == "image/svg+xml"
    assert re.search(
        r'filename="timeline-bulletin-idlib-OR-soap-\d{8}-\w+\.svg"', answer.headers["Content-Disposition"]
    )
    svg = etree.fromstring(answer.data)
    assert svg.tag == f"{SVG}svg"
    assert {element.tag.removeprefix(SVG) for element in svg.iter()} == {
        "svg",
        "title",
        "desc",
        "rect",
        "path",
        "g",
        "text",
    }
    for element in svg.iter():
        assert not {name for name in element.attrib if name.startswith("on") or "href" in name or name == "style"}
        assert not any("url(" in value or "://" in value for value in element.attrib.values())
    texts = [element.text for element in svg.iter(f"{SVG}text")]
    assert texts[0].startswith("Articles per thousand of each year, ")
    assert texts[1:3] == ["bulletin (25 articles)", "idlib OR soap (1 article)"]
    version = client.get("/healthz").json["version"]
    said = svg.find(f"{SVG}desc").text
    assert f"(query: bulletin). Corpus version {version}, exported " in said
    assert "in Region Asia or Europe" in said
    assert " ".join(texts).endswith("Z.")
    assert f"Corpus version {version}" in " ".join(texts)
    width, height = (float(svg.get(name)) for name in ("width", "height"))
    assert svg.get("viewBox") == f"0 0 {width:g} {height:g}"
    for element in svg.iter(f"{SVG}text"):
        assert -64 <= float(element.get("x")) <= width
        assert 0 <= float(element.get("y")) <= height


def test_mistakes_in_what_is_downloaded_are_told(page):
    shown = page("/timeline.csv?q=idlib&q=(soap", 400)
    assert "Some queries cannot be read" in shown
    assert "Query 2: A parenthesis is never closed" in shown


def test_the_api_answers_what_the_page_shows(client):
    answer = client.get("/api/timeline?q=bulletin&q=idlib&unit=year&region=Asia&region=Europe")
    found = answer.json
    assert found["page"] == "/timeline?q=bulletin&q=idlib&region=Asia&region=Europe&unit=year"
    assert (found["unit"], found["units"]) == ("year", ["year", "month"])
    assert found["periods"][0] == {
        "label": "2001",
        "first_day": "2001-01-01",
        "last_day": "2001-12-31",
        "articles": 3,
    }
    bulletin, idlib = found["series"]
    assert bulletin["counts"] == [3, 4, 3, 3, 3, 3, 3, 3] + [0] * 8
    assert bulletin["per_thousand"] == [1000] * 8 + [None] * 7 + [0]
    assert (bulletin["total"], bulletin["undated"]) == (25, 0)
    assert idlib["counts"] == [0] * 15 + [1]


def test_the_api_tells_mistakes(client):
    answer = client.get("/api/timeline?q=idlib&q=(soap")
    assert answer.status_code == 400
    assert answer.mimetype == "application/problem+json"
    assert answer.json["detail"].startswith("Query 2: A parenthesis is never closed")
    assert client.get("/api/timeline?" + "q=a&" * 2 + "q=b&q=c&q=d&q=e&q=f").json["status"] == 400
