"""Articles as they are stored."""

import dataclasses
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.articles.article import Article, ArticleDate, Paragraph, ParagraphKind, Precision, Span, SpanKind
from indexer.articles.serial import article_from_json, article_to_json, stored_texts
from indexer.fields import BODY, NOTE, TEXT_FIELDS, TITLE

TEXTS = st.text(st.characters(exclude_categories=("Cs",)))
LINES = st.lists(TEXTS, max_size=3).map(tuple)
SPANS = st.builds(
    Span, st.integers(0, 9), st.integers(0, 9), st.sampled_from(SpanKind), st.sampled_from(("", "https://x.org/é"))
)
PARAGRAPHS = st.lists(
    st.builds(Paragraph, TEXTS, st.sampled_from(ParagraphKind), st.lists(SPANS, max_size=2).map(tuple)), max_size=4
).map(tuple)
DATES = st.builds(
    ArticleDate, st.dates(), st.sampled_from(Precision), TEXTS, TEXTS, st.none() | st.times().map(dt.time.replace)
)
ARTICLES = st.builds(
    Article,
    id=TEXTS,
    title=TEXTS,
    paragraphs=PARAGRAPHS,
    authors=LINES,
    source=TEXTS,
    date=st.none() | DATES,
    regions=LINES,
    themes=LINES,
    reports=LINES,
    names=LINES,
    note=PARAGRAPHS,
    origin=TEXTS,
    rights=TEXTS,
    url=TEXTS,
    boilerplate=LINES,
    input=TEXTS,
    digest=TEXTS,
    problems=LINES,
)


@given(ARTICLES)
def test_an_article_comes_back_as_it_was(article):
    assert article_from_json(article_to_json(article)) == article


@given(ARTICLES)
def test_its_texts_come_back_by_themselves(article):
    stored = stored_texts(article_to_json(article))
    assert (stored.id, stored.title, stored.url, stored.date) == (article.id, article.title, article.url, article.date)
    for field in TEXT_FIELDS:
        assert stored.texts(field) == (article.texts(field) if field in {TITLE, BODY, NOTE} else ())


def test_copies_are_not_stored():
    article = Article(id="x", title="t", paragraphs=(), copies=("elsewhere.md",))
    assert article_from_json(article_to_json(article)) == dataclasses.replace(article, copies=())


def test_texts_are_stored_as_they_are():
    article = Article(
        id="x", title="t", paragraphs=(Paragraph('He said: "No."'), Paragraph("“Ω”")), note=(Paragraph("n"),)
    )
    assert article_to_json(article).partition(b"\n")[2].decode() == 'He said: "No."\n“Ω”\nn\n'


@pytest.mark.parametrize("data", [b"", b"{", b"\xff", b'["x"]', b"no article"])
def test_other_bytes_are_an_error(data):
    with pytest.raises((ValueError, LookupError)):
        stored_texts(data)
