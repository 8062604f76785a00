"""Web pages as articles: labelled as the seed is, described by metadata, or bare."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.articles.article import Precision, SpanKind
from indexer.articles.draft import Draft
from indexer.articles.html import parse

_SEEDS = Path(__file__).parents[3] / "seeds"
_SENTENCES = (
    "The river rises in the hills above the town and runs south for two hundred miles, past mills and meadows.",
    "In spring the meadows flood, and the herons come back to the reeds that line the slower reaches of the stream.",
    "A bridge of stone was built over it when the road to the coast was laid, and it carries the road to this day.",
    "The last ferry ran until the war, when its boat was taken for the harbour and never returned to its landing.",
)


def _page(head: str = "", top: str = "", body: str = "", bottom: str = "") -> str:
    paragraphs = "".join(f"<p>{sentence}</p>" for sentence in _SENTENCES)
    inner = f"{top}<article>{body}{paragraphs}</article>{bottom}"
    return f"<!doctype html><html><head>{head}</head><body>{inner}</body></html>"


def _json_ld(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def _texts(draft: Draft) -> tuple[str, ...]:
    return tuple(paragraph.text for paragraph in draft.paragraphs)


def _seed(number: str) -> Draft:
    return parse(next(_SEEDS.glob(f"{number}_*.html")).read_text(encoding="utf-8"))


# The samples


def test_a_page_with_labels_and_metadata_is_read_by_its_labels():
    draft = _seed("011")
    assert draft.title == "The Trans-Siberian Railway: Nine Thousand Kilometres of Track"
    assert (draft.authors, draft.source) == (("Map Room",), "Carrel Samples")
    assert (draft.date.day, draft.date.precision) == (dt.date(2018, 10, 5), Precision.DAY)
    assert draft.regions == ("Russia and FSU",)
    assert draft.themes == ("Exploration", "Global Economy")
    assert draft.reports == ("TRADE ROUTES",)
    assert draft.names == ("Sergei Witte",)
    assert (draft.origin, draft.rights) == ("Carrel Samples", "Copyright © Map Room, Carrel Samples, 2018")
    assert draft.url == "https://example.org/samples/trans-siberian"
    assert draft.paragraphs[0].kind.value == "lede"
    assert _texts(draft)[-1].endswith("to this day most Siberians live near it.")
    assert draft.boilerplate == ("Become a Member of Carrel Samples",)


def test_a_labelled_page_has_a_tail_like_the_seeds():
    draft = _seed("023")
    assert draft.date.day == dt.date(2002, 6, 23)
    assert draft.themes == ("Exploration", "Science and Medicine")
    assert draft.names[:2] == ("Alexander von Humboldt", "Aimé Bonpland")
    assert _texts(draft)[-1].endswith("whether the plants still grow where he wrote them down.")
    assert (
        draft.note[0].text
        == "The Map Room of Carrel Samples writes about maps, travellers and the measuring of the earth."
    )
    assert draft.note[1].text.endswith("It keeps its rulers in the second drawer.")
    assert any(text.startswith("Disclaimer:") for text in draft.boilerplate)


def test_a_page_of_any_make_is_read_by_its_metadata_and_main_text():
    draft = _seed("035")
    assert draft.title == "Penicillin: From a Mould to a Medicine"
    assert (draft.authors, draft.source) == (("Science Desk",), "Carrel Samples")
    assert (draft.date.day, draft.date.time) == (dt.date(2011, 9, 28), dt.time(6, 30))
    assert draft.themes == ("Science and Medicine",)
    assert draft.url == "https://samples.example.org/2011/09/28/penicillin-from-a-mould-to-a-medicine/"
    assert "Howard Florey" in draft.names
    assert _texts(draft)[0].startswith("A spoiled dish was noticed in 1928.")
    assert _texts(draft)[-1].endswith("can be taught to resist.")
    assert [paragraph.text for paragraph in draft.paragraphs if paragraph.kind.value == "heading"] == [
        "Bedpans and biscuit tins",
        "By the tank",
    ]


@pytest.mark.parametrize("number", ["011", "023", "035"])
@pytest.mark.parametrize(
    "furniture", ["cookie", "Subscribe", "In-depth Reports", "says:", "bread bin", "share buttons"]
)
def test_what_frames_a_page_is_no_text(number, furniture):
    assert furniture not in " ".join(_texts(_seed(number)))


# Metadata


@pytest.mark.parametrize(
    ("head", "authors"),
    [
        (_json_ld({"@type": "NewsArticle", "author": "Ann Lee"}), ("Ann Lee",)),
        (
            _json_ld({"@type": "Article", "author": {"@type": "Person", "name": "Lee, Ann and Sons"}}),
            ("Lee, Ann and Sons",),
        ),
        (_json_ld([{"@type": "WebSite"}, {"@type": ["Article"], "author": [{"name": "A B"}, "C D"]}]), ("A B", "C D")),
        (
            _json_ld(
                {
                    "@graph": [
                        {"@type": "BlogPosting", "author": {"@id": "#1"}},
                        {"@type": "Person", "@id": "#1", "name": "Ann Lee"},
                    ]
                }
            ),
            ("Ann Lee",),
        ),
        ('<meta name="author" content="By Ann Lee and Bo Chen">', ("Ann Lee", "Bo Chen")),
        (
            '<meta name="citation_author" content="Lee, Ann"><meta name="citation_author" content="Chen, Bo">',
            ("Lee, Ann", "Chen, Bo"),
        ),
        ('<meta property="article:author" content="https://example.org/ann">', ()),
        ('<script type="application/ld+json">{broken</script>', ()),
        (f'<script type="application/ld+json">{"[" * 9999}</script>', ()),
        (_json_ld({"@type": "Article", "author": 7, "headline": None, "datePublished": ["2019"]}), ()),
    ],
)
def test_authors_are_found_in_metadata(head, authors):
    assert parse(_page(head)).authors == authors


def test_an_author_may_be_marked_in_the_page():
    assert parse(_page(body='<h1>T</h1><p>by <a rel="author" href="#">Ann Lee</a></p>')).authors == ("Ann Lee",)


@pytest.mark.parametrize(
    ("head", "day", "origin"),
    [
        (_json_ld({"@type": "Article", "datePublished": "2019-12-30"}), dt.date(2019, 12, 30), "JSON-LD datePublished"),
        (
            '<meta property="article:published_time" content="2019-12-30T18:15:00Z">',
            dt.date(2019, 12, 30),
            "meta article:published_time",
        ),
        ('<meta name="date" content="30 December 2019">', dt.date(2019, 12, 30), "meta date"),
        (
            '<meta name="citation_publication_date" content="2019/12/30">',
            dt.date(2019, 12, 30),
            "meta citation_publication_date",
        ),
        (
            '<meta name="date" content="garbage"><meta name="pubdate" content="2019">',
            dt.date(2019, 1, 1),
            "meta pubdate",
        ),
    ],
)
def test_dates_are_found_in_metadata(head, day, origin):
    date = parse(_page(head)).date
    assert (date.day, date.origin) == (day, origin)


def test_a_time_element_gives_the_date_and_the_published_one_first():
    times = '<time datetime="2001-01-01">then</time><time class="published" datetime="2002-02-02">now</time>'
    assert parse(_page(top=times)).date.day == dt.date(2002, 2, 2)


def test_an_impossible_date_in_metadata_is_reported():
    draft = parse(_page('<meta name="date" content="2019-02-31">'))
    assert (draft.date, draft.problems) == (None, ("impossible date: 2019-02-31",))


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (
            '<meta property="og:title" content="A Title | Samples"><meta property="og:site_name" content="Samples">',
            "A Title",
        ),
        ('<meta property="og:site_name" content="Carrel Samples"><title>A Title – Carrel Samples</title>', "A Title"),
        ('<meta property="og:site_name" content="Carrel Samples"><title>Carrel Samples</title>', "Carrel Samples"),
        ('<meta property="og:title" content="War | Peace">', "War | Peace"),
        ("<title>A &amp; B - C</title>", "A & B - C"),
        (_json_ld({"@type": "Article", "headline": "A &amp; B", "publisher": {"name": "X"}}), "A & B"),
        ('<meta name="citation_title" content="Cited">', "Cited"),
    ],
)
def test_titles_lose_the_sites_name_and_nothing_else(head, title):
    assert parse(_page(head)).title == title


def test_of_two_first_headings_the_articles_is_the_title():
    draft = parse(_page("<title>The River - News</title>", top="<h1>News</h1>", body="<h1>The River</h1>"))
    assert draft.title == "The River"
    assert _texts(draft) == _SENTENCES


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ('<link rel="canonical" href="https://example.org/a">', "https://example.org/a"),
        ('<link rel="canonical" href="/a">', ""),
        (
            '<link rel="canonical" href="/a"><meta property="og:url" content="https://example.org/b">',
            "https://example.org/b",
        ),
        (
            '<meta property="og:url" content="https://example.org/a?id=1&amp;utm_source=x">',
            "https://example.org/a?id=1",
        ),
        (
            _json_ld({"@type": "Article", "mainEntityOfPage": {"@id": "https://example.org/a"}}),
            "https://example.org/a",
        ),
        ('<link rel="canonical" href="javascript:alert(1)">', ""),
        ('<link rel="canonical" href="http://[">', ""),
        ("", ""),
    ],
)
def test_the_address_is_the_canonical_one(head, found):
    assert parse(_page(head)).url == found


def test_section_and_tags_are_themes():
    head = '<meta property="article:section" content="History"><meta property="article:tag" content="Rivers">'
    assert parse(_page(head)).themes == ("History", "Rivers")


# Text


def test_scripts_navigation_banners_and_comments_are_no_text():
    draft = parse(
        _page(
            "<style>p{}</style>",
            '<nav><a href="/">Home</a></nav>'
            '<div id="cookie-bar"><p>We use cookies to remember you and all you read.</p></div>',
            "<script>var x = 1;</script><noscript>No scripts.</noscript><!-- hidden -->",
            '<section class="comments"><p>I liked this piece very much, and so did all of my friends.</p></section>',
        )
    )
    assert _texts(draft) == _SENTENCES


def test_a_page_too_small_for_extraction_is_read_whole():
    draft = parse(
        "<html><body><nav>Home</nav><h1>Title</h1><p>A <b>bold</b> word.</p><footer>Foot</footer></body></html>"
    )
    assert (draft.title, _texts(draft)) == ("Title", ("A bold word.",))


def test_links_and_emphasis_survive_extraction():
    draft = parse(
        _page(body='<p>Of rivers <em>much</em> is <a href="https://example.org/r">written</a> in old books.</p>')
    )
    text = draft.paragraphs[0]
    assert [(span.kind, text.text[span.start : span.end]) for span in text.spans] == [
        (SpanKind.EMPHASIS, "much"),
        (SpanKind.LINK, "written"),
    ]


def test_a_labelled_page_without_an_article_element_is_read():
    draft = parse(
        "<div><p>Site</p></div><div><h1>Titre<br>long</h1><p>Par <a href='#'>Anne Dupont</a></p>"
        "<p>Mondialisation.ca, 3 février 2014</p><p>Région&nbsp;: <a href='#'>Europe</a></p><p>Le corps.</p>"
        "<p>*</p><p>La source originale de cet article est Mondialisation.ca</p></div>"
    )
    assert (draft.title, draft.authors, draft.source) == ("Titre long", ("Anne Dupont",), "Mondialisation.ca")
    assert (draft.date.day, draft.regions, draft.origin) == (dt.date(2014, 2, 3), ("Europe",), "Mondialisation.ca")
    assert _texts(draft) == ("Le corps.",)


@pytest.mark.parametrize("text", ["", "   ", "<html></html>", "<!-- only -->", "<script>x</script>", "<title></title>"])
def test_a_page_without_title_and_body_is_an_empty_draft(text):
    assert parse(text) == Draft()


_MARKUP = st.lists(
    st.one_of(
        st.text(max_size=20),
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<h1>",
                "</h1>",
                "<div class=comment>",
                "<article>",
                "<a href=#>",
                "</a>",
                "<br><br>",
                "<li>",
                "<ol start=5>",
                "<table><tr><td>",
                "<!--",
                "-->",
                "<![CDATA[",
                "<?xml version='1.0'?>",
                "&#0;",
                "&#55296;",
                "<script type=application/ld+json>{",
                "<meta name=date content=",
                "Region: ",
                "By ",
                "</",
                "<title>",
                "*",
            ]
        ),
    ),
    max_size=20,
).map("".join)


@given(_MARKUP)
@settings(deadline=None)
def test_no_text_makes_parsing_raise(text):
    draft = parse(text)
    for paragraph in draft.paragraphs:
        assert paragraph.text == " ".join(paragraph.text.split()) != ""
        assert all(0 <= span.start < span.end <= len(paragraph.text) for span in paragraph.spans)


@pytest.mark.parametrize("text", ["<div>" * 3000 + "x", "<em>" * 3000 + "x", "<ul><li>" * 1500 + "x", "\ud800<p>\x00y"])
def test_deep_and_odd_pages_are_read(text):
    parse(text)
