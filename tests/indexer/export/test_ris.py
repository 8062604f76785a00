"""rispy reads references back."""

from __future__ import annotations

import datetime as dt

import pytest
import rispy
from hypothesis import given

from indexer.articles.article import ArticleDate, Precision
from indexer.export.personal_names import inverted
from indexer.export.plain_line import plain_line
from indexer.export.ris import ris
from tests.indexer.export.made_articles import PROVENANCE, SENTENCE, address_of, few, many, sent


def shown(text):
    """A text as one line of what is sent has it."""
    return sent([plain_line(text)])


def listed(texts):
    return [line for text in texts if (line := shown(text))]


@few
@given(many)
def test_references_come_back(articles):
    references = rispy.loads(sent(ris(articles, PROVENANCE, address_of)))
    assert [one["id"] for one in references] == [article.id for article in articles]
    for one, article in zip(references, articles, strict=True):
        assert one["type_of_reference"] == "NEWS"
        assert one.get("title", "") == shown(article.title)
        assert one.get("secondary_title", "") == shown(article.source)
        assert one.get("authors", []) == listed(map(inverted, article.authors))
        values = (*article.regions, *article.themes, *article.reports)
        assert one.get("keywords", []) == listed(value.replace(";", ",") for value in values)
        assert one["urls"] == [(article.url or address_of(article.id)).replace(";", "%3B")]
        assert one["notes"][0] == SENTENCE
        assert one["access_date"] == "2026/11/29/"
        assert ("year" in one) == (article.date is not None)


@few
@given(many)
def test_each_line_is_a_tag(articles):
    for line in sent(ris(articles, PROVENANCE, address_of)).splitlines():
        assert not line or (line[:2].isalnum() and line[2:6] == "  - ")


@pytest.mark.parametrize(
    ("precision", "written"),
    [
        (Precision.YEAR, "2012///"),
        (Precision.MONTH, "2012/03//"),
        (Precision.DAY, "2012/03/04/"),
        (Precision.TIME, "2012/03/04/"),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(made_article, precision, written):
    (one,) = rispy.loads(
        sent(ris([made_article(date=ArticleDate(dt.date(2012, 3, 4), precision, "", ""))], PROVENANCE, address_of))
    )
    assert one["date"] == written
    assert one["year"] == "2012"


def test_an_article_with_an_original_says_where_the_archive_has_it(made_article):
    (one,) = rispy.loads(sent(ris([made_article(url="https://example.org/a")], PROVENANCE, address_of)))
    assert one["urls"] == ["https://example.org/a"]
    assert one["notes"] == [SENTENCE, "In the archive: http://localhost:8080/articles/a"]
