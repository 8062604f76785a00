"""Articles made of hostile texts, for what is exported to come back from real readers."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from indexer.articles.article import Article, ArticleDate, Paragraph, Precision
from indexer.export.provenance import Provenance
from indexer.query.query import Query
from tests.examples import examples

PROVENANCE = Provenance(
    Query.of('idlib "olive oil"', filters={"region": ["Europe"]}),
    "20261129-7fdb115f",
    dt.datetime(2026, 11, 29, 10, 15, tzinfo=dt.UTC),
)
SENTENCE = PROVENANCE.sentence
HOSTILE = (
    "{", "}", "}}},", "{{{", "\\", "\\}", "\\textbf{x}", "100%", "a & b", "#1", "$x$", "snake_case", "2^10", "~",
    '"quoted"', "'", "@article{x,", "%@comment", "=cmd()|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "ER  - ", "TY  - NEWS",
    "line\nbreak", "\r\nER  - \r\n", "tab\there", "NUL\0", "\x1b[31m", "\u2028", "\x85", "\ud800", "שלום",
    "\u202eright", "<script>alert(1)</script>", "a, b; c and d", "and", "others", "Ω", "東京", "🜁", "  two  ", "=",
)  # fmt: skip
texts = st.lists(st.sampled_from(HOSTILE) | st.text(max_size=8), min_size=1, max_size=4).map(" ".join)
names = texts | st.sampled_from(["Jane Roe", "Ludwig van Beethoven", "John Doe Jr.", "Map Room", "Rock and Roll"])
dates = st.builds(
    lambda day, precision: ArticleDate(day, precision, "as written", "line 1"),
    st.dates(dt.date(1, 1, 1), dt.date(2100, 12, 31)),
    st.sampled_from(Precision),
)
articles = st.builds(
    Article,
    id=st.from_regex(r"[a-z0-9._~/-]{1,20}", fullmatch=True),
    title=texts.filter(str.strip),
    paragraphs=st.lists(st.builds(Paragraph, texts), max_size=3).map(tuple),
    authors=st.lists(names, max_size=4).map(tuple),
    source=st.just("") | texts,
    date=st.none() | dates,
    regions=st.lists(texts, max_size=2).map(tuple),
    themes=st.lists(texts, max_size=2).map(tuple),
    reports=st.lists(texts, max_size=1).map(tuple),
    url=st.sampled_from(["", "https://example.org/a?b={c}&d=%20;e#f", 'https://example.org/"\\']),
)
many = st.lists(articles, max_size=3, unique_by=lambda article: article.id)
few = examples(15)  # articles are dear to make


def address_of(article_id):
    return f"http://localhost:8080/articles/{article_id}"


def sent(pieces):
    """The text that a reader gets: what UTF-8 has no bytes for has become a question mark."""
    return "".join(pieces).encode("utf-8", "replace").decode()
