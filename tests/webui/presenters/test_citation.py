"""Citations name people family name first and hold what is known."""

from __future__ import annotations

import datetime as dt

import pytest

from indexer.articles.article import Article, ArticleDate, Paragraph, Precision
from webui.presenters.citation import citation

DAY = ArticleDate(dt.date(2019, 12, 30), Precision.DAY, "December 30, 2019", "line 5")


def article(**fields):
    return Article(**({"id": "a", "title": "A Title", "paragraphs": (Paragraph("Text."),)} | fields))


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        (
            {"authors": ("Stephen Lendman",), "source": "Global Research", "date": DAY},
            "Lendman, Stephen. “A Title.” Global Research, 30 December 2019.",
        ),
        ({"authors": ("Jane Roe", "John Doe")}, "Roe, Jane, and John Doe. “A Title.” n.d."),
        ({"authors": ("Jane Roe", "John Doe", "Map Room")}, "Roe, Jane, John Doe, and Map Room. “A Title.” n.d."),
        ({"authors": ("Jane Roe", "B C", "D E", "F G")}, "Roe, Jane, et al. “A Title.” n.d."),
        ({"authors": ("John Doe Jr.",), "date": DAY}, "Doe, John, Jr. “A Title.” 30 December 2019."),
        ({"title": "Why?", "source": "The Paper"}, "“Why?” The Paper, n.d."),
    ],
)
def test_a_citation_holds_what_is_known(fields, shown):
    assert citation(article(**fields)).text == shown
