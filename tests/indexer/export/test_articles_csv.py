"""The csv module reads articles back."""

from __future__ import annotations

import csv
import io

from hypothesis import given

from indexer.export.articles_csv import articles_csv, articles_csv_with_texts
from tests.indexer.export.made_articles import PROVENANCE, address_of, few, many, sent


def read(pieces):
    text = sent(pieces)
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:], newline="")))


def plain(text):
    return sent([text]).replace("\0", "")


def unguarded(text):
    """A cell without the apostrophe that makes text of a formula."""
    return text.removeprefix("'")


@few
@given(many)
def test_articles_come_back(articles):
    rows = read(articles_csv(articles, PROVENANCE, address_of))
    assert [row["id"].lstrip("'") for row in rows] == [article.id for article in articles]
    for row, article in zip(rows, articles, strict=True):
        assert unguarded(row["title"]) == unguarded(plain(article.title))
        assert unguarded(row["authors"]) == unguarded(plain("; ".join(article.authors)))
        assert row["date"] == str(article.date or "")
        assert row["date_precision"] == (article.date.precision.value if article.date else "")
        assert row["url"] == article.url
        assert row["address"] == address_of(article.id)
        assert row["words"] == str(len(article.body.split()))
        assert "text" not in row


@few
@given(many)
def test_texts_come_back_whole_and_no_cell_is_a_formula(articles):
    rows = read(articles_csv_with_texts(articles, PROVENANCE, address_of))
    for row, article in zip(rows, articles, strict=True):
        assert unguarded(row["text"]) == unguarded(plain(article.body))
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for cell in row.values())


def test_each_row_says_what_it_was_found_by(made_article):
    (row,) = read(articles_csv([made_article()], PROVENANCE, address_of))
    assert row["query"] == 'idlib "olive oil"'
    assert row["search"] == "Articles with idlib and the phrase olive oil, in Region Europe"
    assert row["exported"] == "2026-11-29T10:15:00Z"
    assert row["corpus_version"] == "20261129-7fdb115f"


def test_no_articles_leave_the_header():
    assert len(list(articles_csv([], PROVENANCE, address_of))) == 1
