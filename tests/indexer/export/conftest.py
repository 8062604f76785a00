"""An article with what a test needs of it."""

from __future__ import annotations

import pytest

from indexer.articles.article import Article, Paragraph


@pytest.fixture(scope="session")
def made_article():
    """Makes an article of the fields that it is given."""

    def make(**fields):
        return Article(**({"id": "a", "title": "A Title", "paragraphs": (Paragraph("Text."),)} | fields))

    return make
