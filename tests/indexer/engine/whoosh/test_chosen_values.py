"""Thousands of chosen facet values are counted as few are, and cost a look-up or two each."""

import random
from collections import Counter

import pytest
from made_index import forget, made_snapshot

from indexer.articles.article import Article
from indexer.engine.base import Page
from indexer.engine.whoosh.columns.facet_column import FacetColumn
from indexer.engine.whoosh.counting.tally import Tally
from indexer.fields import AUTHOR, REGION, THEME
from indexer.query.query import Query
from indexer.results import FacetValue

LIMIT = 50


def made_articles():
    """Most have seven authors of their own, and two of a hundred that write often; half have a theme."""
    rng = random.Random(8)
    often = [f"Desk {number}" for number in range(100)]
    articles = []
    for number in range(600):
        authors = (*(f"Name {number}-{place}" for place in range(7)), *rng.sample(often, 2)) if number % 9 else ()
        themes = ("War",) if number % 2 else ()
        articles.append(Article(id=f"a{number:03}", title="oil", paragraphs=(), authors=authors, themes=themes))
    return articles


ARTICLES = made_articles()
NAMES = sorted({name for article in ARTICLES for name in article.authors})


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory):
    made = made_snapshot(tmp_path_factory.mktemp("index"), ARTICLES, [250])
    yield made
    made.close()


def query_of(included, excluded=()):
    return Query.of("oil", filters={AUTHOR.name: included, THEME.name: ["War"]}, exclude={AUTHOR.name: excluded})


def test_thousands_of_chosen_values_are_counted_right(snapshot):
    """Each once: in the order of choosing, whatever its spelling; included where it is both; at 0 where none has it."""
    rng = random.Random(9)
    chosen = rng.sample(NAMES, 3_000)
    included = [
        *(f" {name.upper()}" for name in chosen[:2_000]),
        *chosen[1_500:1_800],
        *(f"No one {k}" for k in range(500)),
        *(f"NO  ONE {k}" for k in range(100)),
    ]
    excluded = [*chosen[1_900:], *(f"Not {k}" for k in range(500)), *(f"No one {k}" for k in range(200))]
    results = snapshot.search(query_of(included, excluded), Page(limit=0, facet_limit=LIMIT))
    at_war = [set(article.authors) for article in ARTICLES if article.themes]
    having = Counter(name for authors in at_war for name in authors)
    wanted, unwanted = set(chosen[:2_000]), set(chosen[1_900:])
    assert results.total == sum(1 for authors in at_war if authors & wanted and not authors & unwanted) > 10
    ranked = sorted(having, key=lambda name: (-having[name], name.casefold()))[:LIMIT]
    facet = results.facets[AUTHOR.name]
    assert list(facet.values) == [
        *(FacetValue(name, having[name], selected=True) for name in chosen[:2_000]),
        *(FacetValue(f"No one {k}", 0, selected=True) for k in range(500)),
        *(FacetValue(name, having[name], excluded=True) for name in chosen[2_000:]),
        *(FacetValue(f"Not {k}", 0, excluded=True) for k in range(500)),
        *(FacetValue(name, having[name]) for name in ranked if name not in wanted | unwanted),
        FacetValue(None, at_war.count(set())),
    ]
    assert facet.distinct == len(having)


class Watched:
    """An array that notes how many of its elements are looked at."""

    def __init__(self, array):
        self.array = array
        self.seen = 0

    def __getitem__(self, index):
        part = self.array[index]
        self.seen += len(part)
        return part


@pytest.mark.parametrize(("included", "excluded"), [(1, 0), (0, 1), (2_000, 0), (0, 2_000), (1_500, 1_500)])
def test_a_chosen_value_costs_two_look_ups_and_its_own_articles(snapshot, monkeypatch, included, excluded):
    """However many others are chosen, and however many articles there are: one to filter by it, one to count it."""
    chosen = NAMES[:included], NAMES[len(NAMES) - excluded :]
    query = query_of(*chosen)
    page = Page(limit=0, facets=(AUTHOR, THEME, REGION), facet_limit=LIMIT)
    snapshot.search(query, page)  # what is worked out once for the archive is no cost of the values
    looked_up, passes = [], []
    ordinal, counted = FacetColumn.ordinal, Tally._counted
    monkeypatch.setattr(FacetColumn, "ordinal", lambda self, value: looked_up.append(value) or ordinal(self, value))
    monkeypatch.setattr(Tally, "_counted", lambda self, articles: passes.append(articles) or counted(self, articles))
    column = snapshot.columns.facets[AUTHOR]
    owners = Watched(column.owners)
    monkeypatch.setattr(column, "owners", owners)
    forget(snapshot)
    snapshot.search(query, page)
    assert Counter(looked_up) == dict.fromkeys((*chosen[0], *chosen[1], "War"), 2)
    having = Counter(name for article in ARTICLES for name in article.authors)
    assert owners.seen == sum(having[name] for names in chosen for name in names)
    assert len(passes) <= 3  # over the results, and over those that one filter keeps out: authors, themes
