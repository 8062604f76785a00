"""One engine measured on one judged set; also for trials from a script:

from tests.benchmarks.relevance.judged_sets import GIVEN, read_set
from tests.benchmarks.relevance.measuring import measured

print(measured("carrel", read_set(GIVEN / "lisa")).mean)
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.benchmarks.relevance.figures import Figures, QueryFigures
from tests.benchmarks.relevance.judged_sets import JudgedSet
from tests.benchmarks.relevance.metrics import Scores
from tests.benchmarks.relevance.rankers import DEPTH, ranker


def measured(engine: str, judged_set: JudgedSet, depth: int = DEPTH) -> Figures:
    """Index the articles of a set in a temporary folder, within this process, and rank for each query.

    `engine` is one of `RANKERS`. With a smaller `depth` of rankings the average precision is a little lower, and a
    trial is quicker.
    """
    with tempfile.TemporaryDirectory(prefix="carrel-relevance-") as name:
        opened = ranker(engine, judged_set, Path(name))
        try:
            rankings = [opened.rank(query.text, depth) for query in judged_set.queries]
        finally:
            opened.close()
    queries = tuple(
        QueryFigures(query, Scores.of(ranking.ids, query.relevant), ranking.refusal)
        for query, ranking in zip(judged_set.queries, rankings, strict=True)
    )
    return Figures(judged_set.name, engine, queries)
