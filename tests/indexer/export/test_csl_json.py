"""CSL-JSON is an array of items with the properties and types of its specification."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from hypothesis import given
from jsonschema import Draft7Validator

from indexer.articles.article import ArticleDate, Precision
from indexer.export.csl_json import csl_json
from tests.indexer.export.made_articles import PROVENANCE, SENTENCE, address_of, few, many, sent

# What the CSL 1.0.2 specification says of the properties that are written; no other may be there.
TEXT = {"type": "string", "minLength": 1}
DATE = {
    "type": "object",
    "required": ["date-parts"],
    "additionalProperties": False,
    "properties": {
        "date-parts": {
            "type": "array",
            "minItems": 1,
            "maxItems": 2,
            "items": {"type": "array", "minItems": 1, "maxItems": 3, "items": {"type": "integer"}},
        }
    },
}
NAME = {
    "type": "object",
    "additionalProperties": False,
    "properties": {"family": TEXT, "given": TEXT, "suffix": TEXT, "literal": {"type": "string"}},
    "oneOf": [{"required": ["literal"], "maxProperties": 1}, {"required": ["family", "given"]}],
}
ITEMS = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["id", "type"],
        "additionalProperties": False,
        "properties": {
            "id": TEXT,
            "type": {"const": "article-newspaper"},
            "title": TEXT,
            "author": {"type": "array", "items": NAME, "minItems": 1},
            "container-title": TEXT,
            "issued": DATE,
            "accessed": DATE,
            "URL": TEXT,
            "keyword": TEXT,
            "note": TEXT,
            "custom": {"type": "object"},
        },
    },
}


def read(articles):
    items = json.loads(sent(csl_json(articles, PROVENANCE, address_of)))
    Draft7Validator(ITEMS).validate(items)
    return items


def test_the_rules_are_a_schema():
    Draft7Validator.check_schema(ITEMS)


@few
@given(many)
def test_items_come_back(articles):
    items = read(articles)
    assert [item["id"] for item in items] == [article.id for article in articles]
    for item, article in zip(items, articles, strict=True):
        assert item["title"] == sent([article.title])
        assert item.get("container-title", "") == sent([article.source])
        assert len(item.get("author", ())) == len(article.authors)
        assert item["note"] == SENTENCE
        assert item["custom"]["corpus_version"] == PROVENANCE.version
        assert item["accessed"] == {"date-parts": [[2026, 11, 29]]}
        assert ("issued" in item) == (article.date is not None)


def test_persons_have_family_names_and_organisations_are_literal(made_article):
    (item,) = read([made_article(authors=("Jane A. Roe", "John Doe Jr.", "Map Room"))])
    assert item["author"] == [
        {"family": "Roe", "given": "Jane A."},
        {"family": "Doe", "given": "John", "suffix": "Jr."},
        {"literal": "Map Room"},
    ]


@pytest.mark.parametrize(
    ("precision", "parts"),
    [
        (Precision.YEAR, [2012]),
        (Precision.MONTH, [2012, 3]),
        (Precision.DAY, [2012, 3, 4]),
        (Precision.TIME, [2012, 3, 4]),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(made_article, precision, parts):
    (item,) = read([made_article(date=ArticleDate(dt.date(2012, 3, 4), precision, "", ""))])
    assert item["issued"] == {"date-parts": [parts]}
