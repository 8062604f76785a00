"""A finished article is valid, whatever its draft held."""

import datetime as dt
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.articles.article import ArticleDate, Paragraph, ParagraphKind, Precision, Span, SpanKind
from indexer.articles.draft import Draft
from indexer.articles.finish import finish
from indexer.errors import InputError
from indexer.spelling import spelling_key


def article(**parts):
    return finish(Draft(**{"title": "Title", **parts}), input="a/b.md", fallback_id="a/b").article


def test_the_title_is_made_of_the_first_words_where_there_is_none():
    body = "Syria's Idlib province in the country's northwest borders Turkey, and it is the last stronghold."
    assert article(title=" ", paragraphs=(Paragraph(body),)).title == (
        "Syria's Idlib province in the country's northwest borders Turkey, and it is the…"
    )
    assert article(title="", paragraphs=(Paragraph("Short."), Paragraph("Next."))).title == "Short."


@pytest.mark.parametrize("text", ["新" * 100, "Ay " + "新" * 100])
def test_a_made_title_is_short_also_where_words_are_not_divided(text):
    title = article(title="", paragraphs=(Paragraph(text),)).title
    assert len(title) == 80
    assert title.endswith("新…")


@pytest.mark.parametrize(
    "draft", [Draft(), Draft(title=" \0\ufeff", paragraphs=(Paragraph("\x01 "),), url="http://x.org")]
)
def test_a_draft_without_title_and_body_is_refused(draft):
    with pytest.raises(InputError, match="no title and no body"):
        finish(draft, input="x.md", fallback_id="x")


@pytest.mark.parametrize(
    ("parts", "expected_id", "id_given", "given"),
    [
        ({}, "a-b", False, ""),
        ({"given_id": " News/1 ", "url": "http://x.org/y"}, "news-1", True, "News/1"),
        ({"url": "http://x.org/y"}, "x.org-y", True, "http://x.org/y"),
        ({"url": "x.org/y"}, "a-b", False, ""),
    ],
)
def test_the_id_is_given_or_from_the_url_or_from_the_path(parts, expected_id, id_given, given):
    reading = finish(Draft(title="Title", **parts), input="a/b.md", fallback_id="a/b")
    assert (reading.article.id, reading.id_given, reading.given) == (expected_id, id_given, given)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "ftp://x.org", "//x.org", "http://x.org/\"onclick='", "http:// x", "http://\ud800"]
)
def test_only_web_addresses_are_urls(url):
    assert article(url=url).url == ""


def test_a_url_stays_as_written():
    assert article(url=" HTTPS://x.org/é?a=b|c&d='e'#f ").url == "HTTPS://x.org/é?a=b|c&d='e'#f"


def test_values_are_cleaned_and_each_kept_once_in_its_first_spelling():
    themes = (" US–NATO  War Agenda", "", "us-nato war agenda", "Law & Order", "Law and Order", "\0")
    assert article(themes=themes).themes == ("US–NATO War Agenda", "Law & Order")


def test_controls_go_and_halves_of_pairs_become_visible():
    assert article(title="a\x00b\x9fc\ufeff \ud800 d\te\xa0f\x85g").title == "abc \ufffd d e f g"


def test_what_is_verbatim_stays():
    title = "“Été”, e\u0301té — ﬁn <script> & co\u00ad"
    assert article(title=title).title == title


def test_spans_move_with_their_text():
    text = "  the\x00  \ud800bold\n  word "
    start = text.index("bold")
    spans = (Span(start, start + 4, SpanKind.STRONG), Span(2, 6, SpanKind.EMPHASIS))
    (paragraph,) = article(paragraphs=(Paragraph(text, ParagraphKind.QUOTE, spans),)).paragraphs
    assert paragraph.text == "the \ufffdbold word"
    assert paragraph.kind is ParagraphKind.QUOTE
    assert [paragraph.text[span.start : span.end] for span in paragraph.spans] == ["the", "bold"]


def test_a_span_ends_with_its_text_where_the_end_is_no_text():
    (paragraph,) = article(paragraphs=(Paragraph("bold \x1b", spans=(Span(0, 6, SpanKind.STRONG),)),)).paragraphs
    assert (paragraph.text, paragraph.spans) == ("bold", (Span(0, 4, SpanKind.STRONG),))


def test_a_link_keeps_only_an_address_that_is_safe():
    spans = tuple(
        Span(0, 1, SpanKind.LINK, href)
        for href in ("javascript:alert(1)", "#", "http://x.org/a", "mailto:a@x.org", "http://x.org/a")
    )
    (paragraph,) = article(paragraphs=(Paragraph("abc", spans=spans),)).paragraphs
    assert [span.href for span in paragraph.spans] == ["http://x.org/a", "mailto:a@x.org"]


def test_a_date_in_the_future_leaves_the_article_undated_with_a_problem():
    made = article(date=ArticleDate(dt.date(2990, 1, 2), Precision.DAY, "2 January 2990", "line 3"), problems=("x",))
    assert made.date is None
    assert made.problems == ("x", "date in the future: 2 January 2990")


@pytest.mark.parametrize(
    ("precision", "time", "day", "expected"),
    [
        (Precision.YEAR, None, dt.date(2012, 1, 1), Precision.YEAR),
        (Precision.MONTH, dt.time(1), dt.date(2012, 3, 1), Precision.MONTH),
        (Precision.TIME, None, dt.date(2012, 3, 4), Precision.DAY),
        (Precision.TIME, dt.time(1, tzinfo=dt.UTC), dt.date(2012, 3, 4), Precision.TIME),
    ],
)
def test_a_date_is_consistent_with_its_precision(precision, time, day, expected):
    date = article(date=ArticleDate(dt.date(2012, 3, 4), precision, "w", "o", time)).date
    assert (date.day, date.precision) == (day, expected)
    assert date.time == (dt.time(1) if expected is Precision.TIME else None)


BASE = {"title": "T", "paragraphs": (Paragraph("One"), Paragraph("Two")), "authors": ("A", "B")}


@pytest.mark.parametrize(
    "change",
    [
        {"title": "U"},
        {"paragraphs": (Paragraph("One Two"),)},
        {"paragraphs": (Paragraph("One"),), "note": (Paragraph("Two"),)},
        {"authors": ("A",), "regions": ("B",)},
        {"source": "S"},
        {"date": ArticleDate(dt.date(2012, 1, 1), Precision.YEAR, "2012", "")},
        {"themes": ("X",)},
        {"reports": ("X",)},
        {"origin": "X"},
        {"rights": "X"},
    ],
)
def test_any_change_of_content_changes_the_digest(change):
    assert article(**BASE).digest != article(**{**BASE, **change}).digest


def test_exact_copies_share_a_digest_whatever_their_inputs():
    copy = finish(Draft(**BASE, given_id="x", url="http://x.org"), input="other.html", fallback_id="o").article
    assert copy.digest == article(**BASE).digest
    assert re.fullmatch("[0-9a-f]{32}", copy.digest)


def test_the_digest_is_the_same_in_every_release():
    """A stored digest is compared with a later one: its recipe must not change by accident."""
    assert article(**BASE).digest == "8fc9b06d94f1f27f1429a29a640325bc"


ANY_TEXT = st.text(st.characters(), max_size=12) | st.text(st.sampled_from("a \n\t\0\ud800\ufeff"), max_size=12)
PARAGRAPHS = st.lists(
    st.builds(
        Paragraph,
        ANY_TEXT,
        st.sampled_from(ParagraphKind),
        st.lists(
            st.builds(
                Span,
                st.integers(-2, 14),
                st.integers(-2, 14),
                st.sampled_from(SpanKind),
                st.sampled_from(["", "#", "http://x.org", "mailto:a@b"]),
            ),
            max_size=4,
        ).map(tuple),
    ),
    max_size=3,
).map(tuple)
VALUES = st.lists(ANY_TEXT, max_size=3).map(tuple)
DATES = st.none() | st.builds(
    ArticleDate, st.dates(), st.sampled_from(Precision), ANY_TEXT, ANY_TEXT, st.none() | st.times()
)
DRAFTS = st.builds(
    Draft,
    title=ANY_TEXT,
    paragraphs=PARAGRAPHS,
    authors=VALUES,
    source=ANY_TEXT,
    date=DATES,
    regions=VALUES,
    themes=VALUES,
    reports=VALUES,
    names=VALUES,
    note=PARAGRAPHS,
    origin=ANY_TEXT,
    rights=ANY_TEXT,
    url=ANY_TEXT | st.just("http://x.org/1"),
    given_id=ANY_TEXT,
    boilerplate=VALUES,
    problems=VALUES,
)


FEW_TEXTS = st.sampled_from(["", "A", "B", "A B"])
FEW_VALUES = st.lists(FEW_TEXTS, max_size=2).map(tuple)
FEW_PARAGRAPHS = st.lists(FEW_TEXTS.map(Paragraph), max_size=2).map(tuple)
ALIKE = st.builds(  # so few contents that two of them are often the same, or nearly
    Draft,
    title=st.just("T"),
    paragraphs=FEW_PARAGRAPHS,
    authors=FEW_VALUES,
    source=FEW_TEXTS,
    date=st.none() | st.just(ArticleDate(dt.date(2012, 1, 1), Precision.DAY, "", "")),
    regions=FEW_VALUES,
    note=FEW_PARAGRAPHS,
    url=st.sampled_from(["", "http://x.org"]),
)


@given(ALIKE, ALIKE)
def test_two_articles_share_a_digest_when_they_share_their_content(one, other):
    made = [finish(draft, input="a", fallback_id="a").article for draft in (one, other)]
    first, second = (replace(one, id="", url="", digest="") for one in made)
    assert (made[0].digest == made[1].digest) == (first == second)


def is_clean(text):
    return text == " ".join(text.split()) and not re.search("[\x00-\x1f\x7f-\x9f\ud800-\udfff]", text)


@given(DRAFTS)
def test_what_the_article_promises_holds_for_any_draft(draft):
    try:
        made = finish(draft, input="a.md", fallback_id="a").article
    except InputError:
        return
    assert made.title
    assert re.fullmatch("[a-z0-9._~-]{1,120}", made.id)
    assert re.fullmatch("(https?://[^ ]+)?", made.url)
    for values in (made.authors, made.regions, made.themes, made.reports, made.names):
        assert len({spelling_key(value) for value in values}) == len(values)
        assert all(values)
    texts = [made.title, made.source, made.origin, made.rights, *made.authors, *made.boilerplate, *made.problems]
    assert all(map(is_clean, texts))
    for paragraph in (*made.paragraphs, *made.note):
        assert paragraph.text
        assert is_clean(paragraph.text)
        assert_valid(paragraph.spans, len(paragraph.text))


def assert_valid(spans, length):
    assert list(spans) == sorted(spans, key=lambda span: span.start)
    for span in spans:
        assert 0 <= span.start < span.end <= length
        assert bool(span.href) == (span.kind is SpanKind.LINK)
        for other in spans:
            assert not span.start < other.start < span.end < other.end
