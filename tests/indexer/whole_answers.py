"""Made articles, and everything that an archive of them answers, to be compared with what another one does."""

import dataclasses
import datetime as dt
import random
from typing import Final

from indexer.errors import UnknownArticleError

LONG_AGO: Final = dt.datetime(2001, 1, 1, tzinfo=dt.UTC)
STEMS: Final = (
    *("oil", "gas", "zone", "peace", "sanction", "harbour", "treaty", "border", "election", "market", "river"),
    *("soldier", "library", "archive", "minister", "reactor", "glacier", "pension", "railway", "senate", "tariff"),
)
WORDS: Final = (
    *("the", "of", "and", "in") * 12,
    *(stem + ending for stem in STEMS for ending in ("", "s", "ed", "ing")),
    *("café", "O’Brien", "e-mail", "naïve", "東京", "2019"),
)
THEMES: Final = ("Law", "Peace and war", "Énergie", "Trade", "Media")
REGIONS: Final = ("Asia", "Middle East & North Africa", "europe", "Europe", "Latin America")

SEARCHES: Final[tuple[tuple[str, dict[str, object]], ...]] = (
    ("", {}),
    ("", {"sort": "newest", "limit": 3, "offset": 2}),
    ("", {"sort": "oldest", "filters": {"theme": ["Law"]}, "facet_limit": 2}),
    ("oil", {}),
    ("oil gas", {"match": "any", "limit": 50}),
    ("the of", {"filters": {"region": ["Asia", None]}, "exclude": {"theme": ["Trade"]}}),
    ("=sanctions OR peace", {"dates": ("2012", "2015-06")}),
    ('"of the"', {"limit": 20}),
    ('"the oil" -gas', {}),
    ("sanct* NOT (zone OR treaty)", {"sort": "newest"}),
    ("title:oil OR author:desk", {"facets": ["author"]}),
    ("cafe o'brien", {"match": "any", "exact": True}),
)


def records(count, *, seed=1, prefix="a", words=30):
    """Articles for JSON Lines: with facets, dates and words that they share in part."""
    rng = random.Random(seed)
    for number in range(count):
        year = rng.randint(2008, 2019)
        yield {
            "id": f"{prefix}{number}",
            "title": f"{rng.choice(STEMS).title()} {number} {rng.choice(WORDS)}",
            "authors": rng.sample(["Map Room", "Law Desk", "Ann O’Brien"], rng.randint(0, 2)),
            "source": rng.choice(["The Mail", "the mail", "Gazette"]),
            "date": rng.choice([f"{year}", f"{year}-0{rng.randint(1, 9)}", f"{year}-11-{rng.randint(10, 30)}", ""]),
            "themes": rng.sample(THEMES, rng.randint(0, 3)),
            "regions": rng.sample(REGIONS, rng.randint(0, 1)),
            "body": "\n\n".join(
                f"{' '.join(rng.choices(WORDS, k=rng.randint(2, words)))}." for _ in range(rng.randint(1, 3))
            ),
        }


def searched(archive):
    """What it finds."""
    return [timeless(archive.search(text, **arguments)) for text, arguments in SEARCHES]


def timeless(results):
    """Results without the moments at which their articles were first indexed: no two builds have the same."""
    hits = tuple(dataclasses.replace(hit, indexed=LONG_AGO) for hit in results.hits)
    return dataclasses.replace(results, hits=hits)


def everything(archive):
    """What it finds, holds and tells of itself."""
    articles = list(archive.articles())
    for article in articles[:3]:
        assert archive.article(article.id) == article
    try:
        archive.article("no-such-article")
    except UnknownArticleError as error:
        unknown = str(error)
    return searched(archive), articles, archive.statistics(), archive.article_count, archive.version, unknown
