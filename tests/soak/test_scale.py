"""Archives at the edges of what one laptop is promised: many articles, and one that is very long."""

import json
import os
import re
import subprocess
import sys
import urllib.request
from collections import Counter

import pytest

from indexer import Archive
from indexer.analysis import forms, stem
from tests.benchmarks.made_articles import made_articles, write_articles

pytestmark = pytest.mark.soak

MANY = 70_000  # more than a segment takes
WORDS = 120  # of an article, in the mean
LONG = 1_000_000  # words
CARREL = [sys.executable, "-c", "from webui.cli import main; main()"]


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """The index of many articles."""
    folder = tmp_path_factory.mktemp("many")
    write_articles(folder / "many.jsonl", MANY, words=WORDS)
    report = Archive.build(folder / "index", [folder / "many.jsonl"], max_input_bytes=2**40)
    assert (report.articles, report.problems) == (MANY, ())
    return folder / "index"


def words_of(record):
    """All words that can be searched without naming a field."""
    texts = (
        record["title"],
        record["body"],
        *record["authors"],
        *record["regions"],
        *record["themes"],
        *record["reports"],
    )
    return [word for text in texts for word in forms(text)]


@pytest.fixture(scope="module")
def counted():
    """How many articles have a form, and how many a stem: counted one by one."""
    with_form, with_stem = Counter(), Counter()
    for record in made_articles(MANY, words=WORDS):
        found = set(words_of(record))
        with_form.update(found)
        with_stem.update({stem(word) for word in found})
    return with_form, with_stem


def chosen(counts):
    """Words from the most to the least frequent, twenty in all."""
    ordered = [word for word, _ in counts.most_common()]
    return [ordered[len(ordered) * step**3 // 20**3] for step in range(20)]


def test_every_word_is_found_in_as_many_articles_as_have_it(many, counted):
    with_form, with_stem = counted
    with Archive.open(many) as archive:
        for word in chosen(with_form):
            assert archive.search(word, exact=True).total == with_form[word], word
            assert archive.search(word).total == with_stem[stem(word)], word


def test_facets_and_years_add_up(many):
    with Archive.open(many) as archive:
        results = archive.search("", facet_limit=1_000)
        assert sum(value.count for value in results.facets["source"].values) == MANY
        assert sum(bar.count for bar in results.histogram.bars) + results.histogram.undated == MANY
        theme = results.facets["theme"].values[0]
        assert archive.search("", filters={"theme": [theme.value]}).total == theme.count


def test_every_article_is_on_exactly_one_page(many):
    with Archive.open(many) as archive:
        ids = [
            hit.id for offset in range(0, MANY, 1_000) for hit in archive.search("", offset=offset, limit=1_000).hits
        ]
    assert len(ids) == len(set(ids)) == MANY


def test_it_is_sound_and_serves(many):
    assert Archive.check(many) == ()
    server = subprocess.Popen(
        [*CARREL, "serve", "--port", "0"],
        env=os.environ | {"CARREL_INDEX": str(many)},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        address = re.search(r"http://\S+(?=/ )", server.stdout.readline())[0]
        with urllib.request.urlopen(f"{address}/api/search?q=the", timeout=60) as response:
            assert json.load(response)["total"] > MANY * 0.9
    finally:
        server.kill()
        server.communicate()


def test_an_article_of_a_million_words_is_an_article_like_any_other(tmp_path):
    words = [word for record in made_articles(LONG // 300) for word in forms(record["body"])][:LONG]
    assert len(words) == LONG
    words[LONG // 2 : LONG // 2 + 2] = ["unheardof", "needle"]
    words[-1] = "lastword"
    body = "\n\n".join(" ".join(words[start : start + 100]) for start in range(0, LONG, 100))
    (tmp_path / "long.txt").write_text(f"A Long Article\n\n{body}\n", "utf-8")
    (tmp_path / "short.txt").write_text("A Short Article\n\nAn unheardof needle.\n", "utf-8")
    assert Archive.build(tmp_path / "index", [tmp_path]).problems == ()
    counts = Counter(words)
    with Archive.open(tmp_path / "index") as archive:
        assert archive.search("lastword").total == 1
        results = archive.search('"unheardof needle"')
        assert results.total == 2
        for hit in results.hits:
            assert any(segment.marked for snippet in hit.snippets for segment in snippet.segments)
        article = archive.article("long")
        assert len(forms(article.body)) == LONG
        assert counts["needle"] == 1
