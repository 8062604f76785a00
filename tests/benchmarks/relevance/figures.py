"""What was measured, whether Carrel is above its peers, and with which queries it is not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from typing import Final

from tests.benchmarks.relevance.judged_sets import JudgedQuery
from tests.benchmarks.relevance.metrics import LABELS, Scores
from tests.benchmarks.relevance.rankers import OURS

_BARS: Final = 2  # measures, the first of them, in which Carrel has to be above its peers


@dataclass(frozen=True, slots=True)
class QueryFigures:
    """How an engine ranked for one query; `refusal` says why it took the query's words alone, if it did."""

    query: JudgedQuery
    scores: Scores
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """How an engine ranked for all queries of a set, in the set's order. `ranker` is a key of `RANKER_NAMES`."""

    set_name: str
    ranker: str
    queries: tuple[QueryFigures, ...]

    @property
    def mean(self) -> Scores:
        """The means over the queries."""
        return Scores.mean([one.scores for one in self.queries])


@dataclass(frozen=True, slots=True)
class Verdict:
    """One of Carrel's figures beside the best of its peers', in one measure."""

    set_name: str
    ranker: str
    label: str
    figure: float
    peer: str
    peer_figure: float

    @property
    def above(self) -> bool:
        """Whether Carrel is above all peers."""
        return self.figure > self.peer_figure


@dataclass(frozen=True, slots=True)
class Behind:
    """A query with which Carrel has a lower average precision than a peer, the best of them."""

    ours: QueryFigures
    peer: str
    theirs: QueryFigures

    @property
    def gap(self) -> float:
        """By how much, in average precision."""
        return self.theirs.scores.average_precision - self.ours.scores.average_precision


def verdicts(measured: Sequence[Figures]) -> Iterator[Verdict]:
    """Hold each of Carrel's rows of a set against the peers' rows of the same set; none where there are no peers."""
    peers = [one for one in measured if one.ranker not in OURS]
    if not peers:
        return
    for ours in (one for one in measured if one.ranker in OURS):
        for place, label in enumerate(LABELS[:_BARS]):
            best = max(peers, key=lambda one, place=place: astuple(one.mean)[place])
            figure, peer_figure = astuple(ours.mean)[place], astuple(best.mean)[place]
            yield Verdict(ours.set_name, ours.ranker, label, figure, best.ranker, peer_figure)


def furthest_behind(ours: Figures, peers: Sequence[Figures], count: int) -> list[Behind]:
    """The queries with which an engine falls most behind the best peer, furthest first. All are of one set."""
    found = []
    for place, query in enumerate(ours.queries):
        best = max(peers, key=lambda one, place=place: one.queries[place].scores.average_precision)
        found.append(Behind(query, best.ranker, best.queries[place]))
    return sorted((one for one in found if one.gap > 0), key=lambda one: -one.gap)[:count]
