"""The figures as tables, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, astuple
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from tests.benchmarks.relevance.figures import Behind, Figures, Verdict
from tests.benchmarks.relevance.judged_sets import JudgedSet
from tests.benchmarks.relevance.metrics import LABELS
from tests.benchmarks.relevance.rankers import RANKER_NAMES


def print_set(console: Console, judged_set: JudgedSet, measured: Sequence[Figures]) -> None:
    """Print a row for each engine, and which queries were refused as they were typed."""
    table = Table("set", "engine", *LABELS)
    table.title = f"{judged_set.name}: {len(judged_set.articles):,} articles, {len(judged_set.queries):,} queries"
    for one in measured:
        table.add_row(one.set_name, RANKER_NAMES[one.ranker], *map(_number, astuple(one.mean)))
    console.print(table)
    for one in measured:
        for query in one.queries:
            if query.refusal:
                console.print(
                    f"{RANKER_NAMES[one.ranker]}: query {query.query.id} is refused: {query.refusal}", markup=False
                )


def print_verdicts(console: Console, verdicts: Sequence[Verdict]) -> None:
    """Print whether Carrel is above all peers."""
    table = Table("set", "", "measure", "figure", "best peer", "", "above all peers")
    for one in verdicts:
        table.add_row(
            one.set_name, RANKER_NAMES[one.ranker], one.label, _number(one.figure), RANKER_NAMES[one.peer],
            _number(one.peer_figure), "yes" if one.above else "no",
        )  # fmt: skip
    console.print(table)


def print_behind(console: Console, ours: Figures, behind: Sequence[Behind]) -> None:
    """Print the queries with which an engine falls most behind."""
    table = Table("query", "text", "relevant", "average precision", "best peer", "", "nDCG@10", "peer's")
    table.title = f"{ours.set_name}: where {RANKER_NAMES[ours.ranker]} falls most behind"
    for one in behind:
        query, scores, best = one.ours.query, one.ours.scores, one.theirs.scores
        table.add_row(
            query.id, escape(query.text), f"{len(query.relevant)}", _number(scores.average_precision),
            RANKER_NAMES[one.peer], _number(best.average_precision), _number(scores.ndcg), _number(best.ndcg),
        )  # fmt: skip
    console.print(table)


def write_json(path: Path, measured: Sequence[Figures], verdicts: Sequence[Verdict]) -> None:
    """Write all figures, query by query too."""
    record = {
        "figures": [
            {
                "set": one.set_name,
                "engine": one.ranker,
                **asdict(one.mean),
                "queries": [
                    {"id": query.query.id, **asdict(query.scores), "refusal": query.refusal} for query in one.queries
                ],
            }
            for one in measured
        ],
        "verdicts": [asdict(one) | {"above": one.above} for one in verdicts],
    }
    path.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _number(figure: float) -> str:
    return f"{figure:.4f}".removeprefix("0")
