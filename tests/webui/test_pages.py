"""Pages, through the application and over a real index."""

from __future__ import annotations

import functools
import gzip
import html
import re
from importlib import resources
from urllib.parse import quote

import pytest

from indexer.settings import Settings
from webui import create_app

QUERIES = [
    "liberat*",  # with forms
    "liberat*[-liberated] idlib",  # with a form left out
    "map[-map,-maps]",  # with all of them left out
    "survayors",  # with a correction
    "wicked submarine penguin",  # with parts, none of which is to blame alone
    '"soap alexandria"~5',
    "(idlib winter)~s",
    "(north* nort~1)~p",
    "bulletin date:2003..2005",
    "b?ll*in number",
    "buletin~1",
    "wick* OR nast* OR onmouse*",
    " OR ".join(f"canal{place} bulletin author" for place in range(60)),
]
PAGES = [
    "/",
    "/about",
    "/search",
    "/search?q=idlib&region=Europe&not_theme=History&from=2001&to=2019",
    "/search?q=bulletin&page=2",
    "/search?q=submarine+penguin&region=Europe&exact=1",
    "/search?page=400",
    "/search?q=bulletin&from=2003&to=2003",
    "/search?q=bulletin&from=2003-05-02&to=2003-05-02&region=Asia",
    "/search?none=date",
    "/search?from=1990&to=2005",
    "/facets/author",
    "/facets/author?q=bulletin&author=Author+3&not_author=Author+4&containing=author&order=name",
    "/facets/theme?q=zzzz&theme=Nowhere",
    "/facets/region?page=40",
    "/articles/idlib",
    "/articles/idlib?q=idlib+liberate",
    "/articles/nasty?q=wicked+onmouseover+script",
    "/concordance",
    "/concordance?region=Asia",
    "/concordance?q=bulletin+OR+canals&order=left2&region=Asia&not_theme=History&page=2",
    "/concordance?q=wicked+OR+onmouseover&order=right",
    "/concordance?q=submarine",
    "/articles/plain?q=idlib&copies=all",
    "/similar/idlib",
    "/keywords?q=bulletin+OR+idlib",
    "/keywords",
    "/sample?q=bulletin&size=10&seed=7",
    "/terms",
    "/terms?terms=canals+OR+soap%0A(idlib%0Anumber&by=region&q=bulletin&order=count",
    "/similar/nasty?theme=History&per_page=20&none=date",
    "/timeline",
    "/timeline?q=bulletin&q=idlib+OR+soap&region=Asia&region=Europe&not_theme=History&scale=thousand",
    "/timeline?q=wicked&q=idlib&unit=day&from=2019-12-28&to=2020-01-05",
    "/timeline?q=letter&none=date",
    "/export?q=wicked+OR+idlib&region=Europe&sort=oldest",
    "/export?q=submarine",
    "/export?id=nasty&id=nowhere",
    "/export?q=bulletin&sample=5&seed=2",
    "/reading-list",
    "/api",
    *(f"/search?q={quote(text)}" for text in QUERIES),
]
FAULTY = [
    ("/timeline?q=idlib&q=(soap&q=b~9", 400),
    ("/timeline?q=a&q=b&q=c&q=d&q=e&q=f", 400),
    ("/timeline?q=idlib&unit=week", 400),
    ("/search?q=(idlib", 400),
    ("/search?q=idlib&page=abc&from=garbage", 400),
    ("/search?page=5000", 400),
    ("/facets/author?q=(idlib", 400),
    ("/facets/author?order=size", 400),
    ("/facets/colour", 404),
    ("/keywords?q=(idlib&words=0", 400),
    ("/sample?seed=x", 400),
    ("/terms?by=colour", 400),
    ("/articles/unknown", 404),
    ("/articles/idlib?copies=some", 400),
    ("/similar/unknown", 404),
    ("/nowhere", 404),
    ("/search?q=" + "a" * 20_000, 414),
]
ALL = [*((address, 200) for address in (*PAGES, "/help")), *FAULTY]


def links(page):
    return {html.unescape(address) for address in re.findall(r'href="(/[^"]*)"', page)}


@pytest.mark.parametrize(("address", "status"), ALL, ids=[address[:50] for address, _ in ALL])
class TestEveryPage:
    def test_has_title_language_heading_and_landmarks(self, page, address, status):
        shown = page(address, status)
        assert re.search(r"<title>\S.* — Test archive</title>", shown)
        assert '<html lang="en" data-archive="Test archive" ' in shown
        assert len(re.findall("<h1", shown)) == 1
        assert shown.count("<main") == shown.count("</main>") == 1
        assert 'class="skip" href="#content"' in shown
        assert 'id="content"' in shown

    def test_has_no_inline_style_or_script(self, page, address, status):
        shown = page(address, status)
        assert "style=" not in shown
        assert "<style" not in shown
        assert not re.search(r"<script(?! type=\"module\" src=\"/static/| type=\"application/ld\+json\">{)", shown)
        assert not re.search(r"<[^>]*\son\w+=", shown)

    def test_is_guarded_by_its_headers(self, client, address, status):
        response = client.get(address)
        assert response.status_code == status
        policy = response.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Referrer-Policy"] == "same-origin"
        assert "Set-Cookie" not in response.headers

    def test_has_no_id_twice(self, page, address, status):
        ids = re.findall(r'\sid="([^"]+)"', page(address, status))
        assert len(ids) == len(set(ids))


@pytest.mark.parametrize("host", ['evil.example"><script>', "a b", "user@example.org", "example.org/path"])
@pytest.mark.parametrize("address", ["/", "/robots.txt", "/api/search", "/static/x/y.css"])
def test_a_host_that_is_none_is_refused(client, address, host):
    answer = client.get(address, headers={"Host": host})
    assert answer.status_code == 400
    assert b"<script>" not in answer.data


@pytest.fixture(scope="module")
def status_of(app):
    """The status of an address, which is asked for once: many pages have it in common."""
    return functools.cache(lambda address: app.test_client().get(address, buffered=True).status_code)


@pytest.mark.parametrize("address", PAGES)
def test_every_link_of_a_page_leads_somewhere(status_of, page, address):
    for link in sorted(links(page(address)))[:60]:
        assert status_of(link.split("#")[0]) in (200, 302), link


@pytest.mark.parametrize("text", QUERIES)
def test_every_count_of_a_way_on_is_what_it_leads_to(page, text):
    """Counts beside what may be meant and in the table of a search's parts."""
    shown = page(f"/search?q={quote(text)}")
    meant = re.findall(r'<a href="([^"]*)">[^<]*</a>&nbsp;<span class="n">\((.*?)\)</span>', shown)
    parts = re.findall(r'<td><a href="([^"]*)"[^>]*>(.*?)</a></td>', shown)
    for address, count in (*meant, *parts):
        assert f"<h1>{count} <span>of 30</span></h1>" in page(html.unescape(address))


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/about",
        "/search?q=wicked",
        "/search?q=wick*+OR+nast*+OR+onmouse*",
        "/articles/nasty?q=wicked+script+onmouseover",
        "/facets/theme",
        "/facets/author?containing=alert&order=name",
    ],
)
def test_markup_in_an_article_is_shown_as_text(page, address):
    shown = page(address)
    assert "<script>alert" not in shown
    shown = re.sub(r'<script type="application/ld\+json">[^<>&]*</script>', "", shown)  # JSON writes quotes as \"
    assert '"onmouseover' not in shown
    assert shown.count("<mark") == shown.count("</mark>")
    assert "&lt;script&gt;" in re.sub(r"</?mark[^>]*>", "", shown)


def test_markup_in_the_address_is_shown_as_text(page):
    nasty = '"><script>alert(1)</script>'
    for address in (
        f"/search?q=idlib&region={quote(nasty)}",
        f"/search?q=liberat*+OR+{quote('<script>alert(1)</script>')}",
        f"/search?q=zzz+{quote('<script>alert(1)</script>')}",
        f"/articles/idlib?theme={quote(nasty)}",
    ):
        assert "<script>alert" not in page(address)
    for address in (f"/search?page={quote(nasty)}", f"/search?q=liberat*[-{quote(nasty)}]"):
        assert "<script>alert" not in page(address, 400)


def test_templates_trust_nothing():
    for template in (resources.files("webui") / "templates").iterdir():
        source = template.read_text(encoding="utf-8")
        assert "safe" not in re.findall(r"\|\s*(\w+)", source), template.name
        assert "autoescape" not in source, template.name
        assert "style=" not in source, template.name


def test_the_front_page_says_what_the_archive_holds(page):
    shown = page("/")
    assert "30 articles from 2001 to 2020, 1 of them undated." in shown
    assert 'href="/search?region=Asia"' in shown
    assert 'href="/articles/nasty"' in shown  # the newest


def test_a_search_shows_hits_counts_and_marks(page):
    shown = page("/search?q=idlib")
    assert "<h1>2 articles <span>of 30</span></h1>" in shown
    assert '<a href="/articles/idlib?q=idlib">' in shown
    bylines = re.findall(r'<p class="byline">(.*?)</p>', re.sub(r'<a class="rule-out".*?</a>', "", shown))
    assert [re.sub("<[^>]*>", "", line) for line in bylines] == [
        "Stephen Lendman · Global Research · 30 December 2019",
        "Map Room and History Desk · Carrel Samples · March 2016",
    ]
    assert "<mark>Idlib</mark> lies in the north." in shown
    assert 'aria-label="2019: 1 article"' in shown


def test_a_facet_value_is_included_excluded_and_removed_by_links(page):
    shown = page("/search?q=idlib")
    europe = "/search?q=idlib&region=Europe"
    without = "/search?q=idlib&not_region=Europe"
    assert {europe, without} <= links(shown)
    chosen = page(europe)
    assert re.search(r'<li class="on"><input [^>]*checked><a href="/search\?q=idlib"[^>]*>Europe', chosen)
    excluded = page(without)
    assert re.search(r'<li class="out"><a href="/search\?q=idlib"[^>]*>Europe', excluded)
    assert 'class="chip out"' in excluded
    assert "<h1>1 article <span>" in excluded


def test_a_long_facet_leads_to_the_list_of_all_its_values(page):
    shown = page("/search?sort=oldest")
    assert "More authors…" in shown
    assert "Author 25" not in re.sub(r"<article.*", "", shown, flags=re.DOTALL)
    assert "/facets/author?sort=oldest" in links(shown)


@pytest.mark.parametrize(
    ("sent", "shown_at"),
    [
        ("q=idlib&containing=&author=Map+Room", "/facets/author?q=idlib&author=Map+Room"),
        ("containing=a&order=name&order=count", "/facets/author?containing=a"),
        ("order=name&page=2&containing=", "/facets/author?order=name&page=2"),
        ("q=idlib&containing=map&order=name&author=Map+Room&none=author&apply=1",
         "/search?q=idlib&author=Map+Room&none=author"),
        ("page=7&apply=1", "/search"),
    ],
)  # fmt: skip
def test_what_the_form_of_values_sends_becomes_an_address_that_can_be_cited(client, sent, shown_at):
    response = client.get(f"/facets/author?{sent}")
    assert (response.status_code, response.headers["Location"]) == (302, shown_at)
    assert client.get(shown_at).status_code == 200


def test_a_value_of_a_row_leads_to_only_this_and_to_not_this_within_the_search(page):
    shown = page("/search?q=idlib&region=Europe&region=Asia&theme=History")
    for way in (
        "/search?q=idlib&region=Middle+East+%26+North+Africa&theme=History",  # in place of the other regions
        "/search?q=idlib&region=Europe&region=Asia&theme=History&not_region=Middle+East+%26+North+Africa",
        "/search?q=idlib&region=Europe&region=Asia&theme=History&author=History+Desk",
        "/search?q=idlib&region=Europe&region=Asia&theme=History&not_source=Carrel+Samples",
        "/search?q=idlib&region=Europe&region=Asia&not_theme=History",
    ):
        assert way in links(shown)
    assert '<span class="value">History<a class="rule-out"' in shown  # it is the only one already


def test_the_boxes_of_all_facets_are_one_form(page):
    shown = page("/search?q=idlib&region=Europe&not_region=Asia&none=report&from=2001&sort=oldest&page=2")
    form = re.search(r'<form class="apply" id="filters" action="/search".*?</form>', shown, re.DOTALL)[0]
    hidden = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', form)
    assert hidden == [("q", "idlib"), ("not_region", "Asia"), ("from", "2001"), ("sort", "oldest")]
    boxes = re.findall(r'<input type="checkbox" form="filters" name="([^"]*)" value="([^"]*)"[^>]*?( checked)?>', shown)
    assert {("region", "Europe", " checked"), ("none", "report", " checked")} <= set(boxes)
    assert ("theme", "History", "") in boxes
    assert ("region", "Asia", "") not in boxes


def test_the_title_tells_query_and_count(page):
    assert "<title>idlib, Europe: 1 article — Test archive</title>" in page("/search?q=idlib&region=Europe")
    assert "<title>All 30 articles, page 2 — Test archive</title>" in page("/search?page=2")


def test_typed_dates_leave_an_address_that_can_be_cited(client):
    response = client.get("/search?q=idlib&from=2019&to=&region=")
    assert response.status_code == 302
    assert response.headers["Location"] == "/search?q=idlib&from=2019"


def test_the_search_box_keeps_the_filters(page):
    shown = page("/search?q=idlib&region=Europe&page=2")
    assert '<input type="hidden" name="region" value="Europe">' in shown
    assert 'type="hidden" name="page"' not in shown
    assert 'type="hidden" name="q" value="idlib"' in shown  # in the form for dates


def test_nothing_found_offers_ways_on(page):
    shown = page("/search?q=idlib+submarine&region=Europe&exact=1&from=2001&to=2002")
    assert "Nothing was found" in shown
    for way in (
        "/search?q=idlib+submarine&from=2001&to=2002&exact=1",
        "/search?q=idlib+submarine&region=Europe&exact=1",
        "/search?q=idlib+submarine&region=Europe&from=2001&to=2002&match=any&exact=1",
        "/search?q=idlib+submarine&region=Europe&from=2001&to=2002",
        "/search?q=idlib+submarine&exact=1",
        "/search",
    ):
        assert way in links(shown)


def test_forms_of_a_word_are_counted_left_out_and_brought_back_by_links(page):
    shown = page("/search?q=idlib+liberate&region=Middle+East+%26+North+Africa")
    assert "<h2>Forms of “liberate”</h2>" in shown
    assert re.findall(r'aria-label="Leave out the form ([^"]*)"', shown) == [
        "idlib",
        "idlib&#39;s",
        "liberated",
        "liberation",
    ]
    assert "<mark>liberated</mark>" in shown
    without = "/search?q=idlib+liberate%5B-liberated%5D&region=Middle+East+%26+North+Africa"
    assert without in links(shown)
    less = page(without)
    assert 'value="idlib liberate[-liberated]"' in less
    assert "<mark>liberation</mark>" in less
    assert "<mark>liberated</mark>" not in less
    assert "Leave out the form liberation" not in less  # with it the last would go
    assert re.search(r'<li class="out"><span>liberated</span><a class="restore"', less)
    assert "/search?q=idlib+liberate&region=Middle+East+%26+North+Africa" in links(less)


@pytest.mark.parametrize("text", ["soap", "=liberate", '"idlib lies"', "zzzz", "-idlib"])
def test_a_search_whose_words_have_one_form_has_no_lists_of_forms(page, text):
    assert "Forms of “" not in page(f"/search?q={quote(text)}")


def test_a_word_that_finds_nothing_is_corrected_by_a_link(page):
    shown = page("/search?q=survayors+orontes&source=Carrel+Samples")
    assert "Did you mean" in shown
    assert "/search?q=surveyors+orontes&source=Carrel+Samples" in links(shown)
    assert "Did you mean" not in page("/search?q=bulletin")


def test_the_part_that_keeps_everything_out_is_shown(page):
    shown = page("/search?q=idlib+submarine&region=Europe")
    rows = re.findall(r'<tr><th scope="row">(.*?)</th><td>(.*?)</td><td>(.*?)</td></tr>', shown)
    plain = [tuple(re.sub("<[^>]*>", "", cell) for cell in row) for row in rows]
    assert plain == [
        ("idlib", "2 articles", "0 articles"),
        ("a form of submarine", "0 articles", "1 article"),
        ("Region: Europe", "1 article", "0 articles"),
    ]
    assert {"/search?q=idlib&region=Europe", "/search?region=Europe", "/search?q=idlib"} <= links(shown)


def test_each_way_to_mend_a_mistake_is_a_link(page):
    shown = page("/search?q=idlib+%28soap+OR&region=Europe", 400)
    assert {"/search?q=idlib+%28soap%29&region=Europe", "/search?q=idlib+soap&region=Europe"} <= links(shown)


def test_pages_lead_to_their_neighbours(page):
    shown = page("/search?q=bulletin&page=2")
    assert '<a rel="prev" href="/search?q=bulletin">' in shown
    assert '<a rel="next" href="/search?q=bulletin&amp;page=3">' in shown
    assert '<a aria-current="page" href="/search?q=bulletin&amp;page=2">' in shown
    assert "This search ends at page 3" in page("/search?q=bulletin&page=9")


def test_a_mistake_in_a_query_is_shown_at_its_place_with_a_mend(page):
    shown = page("/search?q=idlib+(soap&region=Europe", 400)
    assert 'value="idlib (soap"' in shown
    assert '<p class="mistake">idlib <mark>(soap</mark></p>' in shown
    assert "/search?q=idlib+%28soap%29&region=Europe" in links(shown)


def test_a_malformed_address_shows_the_form_to_correct(page):
    shown = page("/search?q=idlib&from=garbage&to=2019", 400)
    assert 'name="from" type="text" value="garbage"' in shown
    assert 'name="to" type="text" value="2019"' in shown
    assert "/search?q=idlib&to=2019" in links(shown)


def test_an_article_shows_its_matches_and_the_way_back(page):
    shown = page("/articles/idlib?q=liberate+idlib&page=2")
    assert '<mark id="match-1">Idlib</mark> lies in the north.' in shown
    assert 'Its <mark id="match-2">liberation</mark> began' in shown
    assert "4 matches" in shown
    assert "and 1 in the title" in shown
    assert 'href="#match-4"' in shown
    assert '<a class="back" href="/search?q=liberate+idlib#hit-idlib">← 1 article</a>' in shown
    assert "“The Battle for Idlib&#39;s Groves.” <i>Global Research</i>, 30 December 2019." in shown
    assert '<a href="https://example.org/idlib" rel="noopener nofollow external">' in shown
    assert "articles.jsonl#1" in shown


def test_an_article_without_a_search_has_no_matches(page):
    shown = page("/articles/plain")
    assert "<mark" not in shown
    assert "match_steps" not in shown
    assert "undated" in shown
    assert '<a class="back" href="/search?page=3#hit-plain">← All articles</a>' in shown


def test_without_an_index_every_page_says_what_to_type(tmp_path):
    client = create_app(Settings(index=tmp_path / "none")).test_client()
    for address in ("/", "/search?q=a", "/about", "/articles/a"):
        response = client.get(address)
        assert response.status_code == 503
        assert "<code>carrel build</code>" in response.text
    assert client.get("/healthz").status_code == 503


def test_a_fault_of_our_own_has_a_page_in_the_same_hand(app, monkeypatch):
    monkeypatch.setattr("webui.views.about.about_page", lambda *_: 1 / 0)
    monkeypatch.setattr(app, "testing", False)
    response = app.test_client().get("/about?not=asked&for=before")
    assert response.status_code == 500
    assert "Something went wrong" in response.text
    assert "ZeroDivisionError" not in response.text


def test_pages_are_compressed_and_not_sent_twice(client):
    response = client.get("/search?q=idlib", headers={"Accept-Encoding": "gzip"})
    assert response.headers["Content-Encoding"] == "gzip"
    assert b"<h1>2 articles" in gzip.decompress(response.data)
    tag = response.headers["ETag"]
    again = client.get("/search?q=idlib", headers={"Accept-Encoding": "gzip", "If-None-Match": tag})
    assert again.status_code == 304
    assert not again.data
    assert client.get("/search?q=soap", headers={"If-None-Match": tag}).status_code == 200


def test_assets_are_kept_for_ever_under_the_digest_of_their_content(client, page):
    [stylesheet] = re.findall(r'<link rel="stylesheet" href="([^"]+)">', page("/"))
    response = client.get(stylesheet, headers={"Accept-Encoding": "gzip"})
    assert response.mimetype == "text/css"
    assert "immutable" in response.headers["Cache-Control"]
    assert b"--paper" in gzip.decompress(response.data)
    assert b"--paper" in client.get(stylesheet).data
    assert client.get("/static/0000000000000000/carrel.css").status_code == 404


def test_the_stylesheet_asks_only_for_fonts_that_are_served(client):
    css = (resources.files("webui") / "static" / "carrel.css").read_text(encoding="utf-8")
    fonts = re.findall(r'url\("\.\./\.\.(/fonts/[^"]+)"\)', css)
    assert len(set(fonts)) == 5
    for font in set(fonts):
        response = client.get(font, headers={"Accept-Encoding": "gzip"})
        assert response.status_code == 200
        assert response.mimetype == "font/ttf"
        assert len(response.data) < 140_000
    assert client.get("/fonts/SourceSansPro-Black.ttf").status_code == 404
    assert "url(" not in re.sub(r'url\("\.\./', "", css)


def test_a_first_page_asks_early_for_fonts_of_the_stylesheet(client):
    early = re.findall(r'<link rel="preload" href="([^"]+)" as="font"', client.get("/").text)
    css = (resources.files("webui") / "static" / "carrel.css").read_text(encoding="utf-8")
    assert len(early) == 3
    for font in early:
        assert f'url("../..{font}")' in css
    # What is not asked for early is made of the upright faces, which are families of their own for that.
    for family in re.findall(r'--(?:serif|sans): "([^"]+)", "([^"]+)"', css):
        assert all(f'font-family: "{name}"' in css for name in family)
