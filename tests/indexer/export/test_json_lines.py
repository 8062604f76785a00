"""Each line is an article, whole."""

from __future__ import annotations

import json

from hypothesis import given

from indexer.export.json_lines import json_lines
from indexer.export.records import article_record
from tests.indexer.export.made_articles import PROVENANCE, address_of, few, many, sent

OWN = {
    "query": PROVENANCE.text,
    "search": PROVENANCE.in_words,
    "exported": PROVENANCE.made_at,
    "corpus_version": PROVENANCE.version,
}


@few
@given(many)
def test_articles_come_back(articles):
    lines = sent(json_lines(articles, PROVENANCE, address_of)).split("\n")
    assert lines.pop() == ""
    for line, article in zip(lines, articles, strict=True):
        wanted = article_record(article) | {"address": address_of(article.id)} | OWN
        assert json.loads(line) == json.loads(sent([json.dumps(wanted, ensure_ascii=False)]))
