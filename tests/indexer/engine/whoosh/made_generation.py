"""Small generations, made of articles that a seed makes: directly from segments and columns, without an `Archive`."""

import dataclasses
import datetime as dt
import random
from dataclasses import dataclass

import numpy as np

from indexer.articles.article import Article, ArticleDate, Paragraph, Precision
from indexer.blocks import claimed_sum
from indexer.engine.whoosh.codec.whoosh_index import WhooshIndex
from indexer.engine.whoosh.columns.article_columns import Columns, Rows, write_columns
from indexer.engine.whoosh.evaluation.collection import Collection
from indexer.engine.whoosh.segments.collector import WhooshCollector
from indexer.engine.whoosh.segments.merging import MergePart, SegmentMerge, merge
from indexer.engine.whoosh.segments.segment import Segment
from indexer.engine.whoosh.segments.texts import TEXTS_FILE, TextReader
from indexer.manifest import Manifest

WORDS = (
    "oil oils oiled oily peace of the treaty treaties treat w 2 café cafe mail e O’Brien 東 naïve war wars warring "
    "ware run running runs stop stopped stopping land lands gangster"
)
VOCABULARY = WORDS.split()
NAMES = ["Oil Desk", "Peace Room", "The Café", "O’Brien of the Land", "2"]


@dataclass(frozen=True)
class Generation:
    """Its `articles` by number, the deleted among them; `live`: of each, whether it is not deleted."""

    articles: tuple[Article, ...]
    live: tuple[bool, ...]
    collection: Collection
    index: WhooshIndex

    @property
    def deleted(self):
        return {number for number, live in enumerate(self.live) if not live}


def made_article(number, rng):
    """Most are small; some are empty, of one word, or so long that frequencies and lengths want more than a byte."""
    size = rng.choice([0, 1, 5, 14, 14, 30, 600 if number % 11 == 0 else 40])
    words = rng.choices(VOCABULARY, weights=range(len(VOCABULARY), 0, -1), k=size)
    cut = rng.randrange(size + 1)
    day = dt.date(rng.choice([987, 1999, 2001, 2001, 2008]), rng.randrange(1, 13), rng.choice([1, 2, 28]))
    return Article(
        id=f"a{number}",
        title=" ".join(rng.choices(VOCABULARY, k=rng.randrange(1, 5))),
        paragraphs=tuple(Paragraph(text) for part in (words[:cut], words[cut:]) if (text := " ".join(part))),
        authors=tuple(dict.fromkeys(rng.choices(NAMES, k=rng.randrange(3)))),
        source=rng.choice(["", "The Mail", "Peace"]),
        date=ArticleDate(day, Precision.DAY, day.isoformat(), "test") if rng.random() < 0.8 else None,
        regions=tuple(dict.fromkeys(rng.choices(NAMES, k=rng.randrange(4)))),
        digest=f"{number:032x}",
    )


def made_articles(seed, count):
    """Articles of which every ninth is another one's copy under a name of its own."""
    rng = random.Random(seed)
    articles = [made_article(number, rng) for number in range(count)]
    for number in range(8, count, 9):
        articles[number] = dataclasses.replace(articles[number - 5], id=f"a{number}")
    return articles


def made_generation(folder, groups, *, deleted=(), merged=()):
    """A segment of each group of articles; then `merged`, places of neighbours, become one, and `deleted` ids go.

    Those among `deleted` that are in merged segments are gone for good.
    """
    parts = [_flushed(folder, f"s{place}", group) for place, group in enumerate(groups)]
    if merged:
        first, last = merged[0], merged[-1] + 1
        parts[first:last] = [_merged(folder, parts[first:last], deleted)]
    articles = tuple(article for *_, group in parts for article in group)
    live = np.array([article.id not in deleted for article in articles], bool)
    counts = [len(group) for *_, group in parts]
    path = folder / "articles-1.col"
    columns = Columns(
        path, write_columns(path, Rows.concatenate([Rows.none(), *(part for _, _, part, _ in parts)]), live, counts)
    )
    bases = np.cumsum([0, *counts]).tolist()
    opened = [
        Segment(folder, name, written, _texts(folder), base=base)
        for (name, written, *_), base in zip(parts, bases, strict=False)
    ]
    index = WhooshIndex(made_manifest(), opened, columns)
    return Generation(articles, tuple(live.tolist()), Collection(opened, columns), index)


def made_manifest():
    return Manifest(
        engine="whoosh-2",
        number=7,
        version="1",
        content="",
        built=dt.datetime(2019, 12, 30, tzinfo=dt.UTC),
        sources=(),
        root="/",
        max_input_bytes=1,
        fingerprint="",
        article_count=0,
        word_count=0,
        copy_count=0,
        skipped_count=0,
        problems=(),
        previous="",
        files={},
        state={},
    )


def _flushed(folder, name, articles):
    collector = WhooshCollector(folder)
    for article in articles:
        collector.add(article)
    flushed = collector.flush(name, [article.id for article in articles], range(len(articles)))
    return name, flushed.payload.written, flushed.payload.rows, articles


def _merged(folder, parts, deleted):
    live = [np.array([article.id not in deleted for article in group], bool) for *_, group in parts]
    jobs = [MergePart(name, written, own) for (name, written, *_), own in zip(parts, live, strict=True)]
    rows = Rows.concatenate([own for _, _, own, _ in parts]).take(np.flatnonzero(np.concatenate(live)))
    kept = [article for *_, group in parts for article in group if article.id not in deleted]
    return "merged", merge(folder, SegmentMerge("merged", tuple(jobs))).payload, rows, kept


def _texts(folder):
    path = folder / TEXTS_FILE
    return TextReader(folder, claimed_sum(path) if path.exists() else None)
