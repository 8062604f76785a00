"""WhooshSnapshot: one generation, open for searching."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from indexer.articles.article import Article
from indexer.concordance import Concordance, ConcordanceOrder
from indexer.corrections import Correction
from indexer.day_counts import DayCounts
from indexer.engine.base import Page
from indexer.engine.whoosh.beside import beside
from indexer.engine.whoosh.concordance.concordancer import Concordancer
from indexer.engine.whoosh.concordance.occurrences import Occurrences
from indexer.engine.whoosh.counting.breakdowns import Breakdown, Breakdowns
from indexer.engine.whoosh.counting.days import counted_days
from indexer.engine.whoosh.counting.drawing import Lots
from indexer.engine.whoosh.counting.form_counts import term_forms
from indexer.engine.whoosh.counting.selection import Selection, selected
from indexer.engine.whoosh.counting.term_counting import term_table
from indexer.engine.whoosh.evaluation.article_set import ArticleSet
from indexer.engine.whoosh.evaluation.evaluate import evaluate
from indexer.engine.whoosh.evaluation.expand import forms_meant
from indexer.engine.whoosh.evaluation.outcome import Outcome
from indexer.engine.whoosh.evaluation.translate import translate
from indexer.engine.whoosh.explaining import explained
from indexer.engine.whoosh.holdings import Holdings
from indexer.engine.whoosh.ranking import Ranking
from indexer.engine.whoosh.suggesting.corrector import Corrector
from indexer.engine.whoosh.suggesting.frequent_forms import FrequentForms
from indexer.engine.whoosh.suggesting.suggester import Suggester
from indexer.engine.whoosh.typical.comparison import Comparison
from indexer.engine.whoosh.typical.keywords import keywords
from indexer.engine.whoosh.typical.own_words import OwnWords
from indexer.engine.whoosh.typical.similar import similar
from indexer.engine.whoosh.typical.stem_numbers import StemNumbers
from indexer.errors import UsageError
from indexer.explanation import Explanation
from indexer.facet_page import FacetPage, FacetPart
from indexer.fields import Field
from indexer.keywords import Keywords
from indexer.lockless import cached_property
from indexer.manifest import Manifest
from indexer.matching import Matcher, compile_matcher
from indexer.neighbours import Neighbour, Neighbours
from indexer.patterns import Pattern
from indexer.query.query import Query
from indexer.query.tree import Tree, has_pattern
from indexer.results import Hit, Results, Sort
from indexer.sample import Sample
from indexer.suggestions import Suggestion
from indexer.term_forms import TermForms
from indexer.term_table import PeriodUnit, TermTable

__all__ = ["WhooshSnapshot"]

_QUERIES: Final = 256  # whose matchers and trees are kept
_SEARCHED: Final = 2_000_000  # articles of the archive times searches: so many of these are kept with their scores
_COUNTED: Final = 64  # searches whose counts are kept
_CONCORDANCES: Final = 16  # that are kept, to be paged through and put into other orders
_PATTERN_QUERIES: Final = 8  # whose matchers are kept: they may hold twenty thousand words


@dataclass(frozen=True, slots=True, eq=False)
class _Search:
    """What a query found. Whoever turns the page or opens an article asks for it again. Threads may share it."""

    outcome: Outcome
    selection: Selection
    ranking: Ranking

    @property
    def passing(self) -> ArticleSet:
        return self.selection.passing


class WhooshSnapshot(Holdings):
    """See `indexer.engine.base.Snapshot`."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        super().__init__(folder, manifest)
        self._translated = functools.lru_cache(_QUERIES)(translate)
        kept = max(2, _SEARCHED // max(self._columns.count, 1_000))
        self._outcome = functools.lru_cache(kept)(self._evaluated)
        self._search = functools.lru_cache(kept)(self._searched)
        self._term_forms = functools.lru_cache(_COUNTED)(self._counted_forms)
        self._breakdown = functools.lru_cache(_COUNTED)(self._counted)
        self._occurrences = functools.lru_cache(_CONCORDANCES)(self._gathered)
        self._plain_matcher = functools.lru_cache(_QUERIES)(self._compiled)
        self._pattern_matcher = functools.lru_cache(_PATTERN_QUERIES)(self._compiled)

    @cached_property
    def _breakdowns(self) -> Breakdowns:
        return Breakdowns(self._columns)

    @cached_property
    def _frequent_forms(self) -> FrequentForms:
        return FrequentForms(self._collection)

    @cached_property
    def _suggester(self) -> Suggester:
        return Suggester(self._collection, self._frequent_forms, self._stored.identity, self._stored.texts)

    @cached_property
    def _corrector(self) -> Corrector:
        return Corrector(self._frequent_forms, self._columns.count, self.total)

    @cached_property
    def _concordancer(self) -> Concordancer:
        return Concordancer(self._stored, self._columns)

    @cached_property
    def _stem_numbers(self) -> StemNumbers:
        return StemNumbers(self._segments)

    @cached_property
    def _lots(self) -> Lots:
        return Lots(self._columns)

    def found(self, query: Query, sort: Sort) -> Iterator[Article]:
        """See `indexer.engine.base.Snapshot`."""
        return map(self._stored.article, self._search(query).ranking.all(sort).tolist())

    def forms_of_stem(self, stem: str) -> frozenset[str]:
        """The words of the archive, as written, that have this stem: it is a `Vocabulary` of matching."""
        return self._collection.forms_of_stem(stem)

    def forms_meant(self, pattern: Pattern) -> frozenset[str]:
        """The words of the archive that a pattern stands for: it is a `Vocabulary` of matching."""
        return forms_meant(self._collection, pattern)

    def suggest(self, text: str, limit: int) -> tuple[Suggestion, ...]:
        """See `indexer.engine.base.Snapshot`."""
        return self._suggester.suggest(text, limit)

    def corrections(self, query: Query, limit: int) -> tuple[Correction, ...]:
        """See `indexer.engine.base.Snapshot`."""
        return self._corrector.corrections(query, limit)

    def similar(self, article_id: str, query: Query, limit: int) -> tuple[Hit, ...]:
        """See `indexer.engine.base.Snapshot`."""
        number = self._stored.number(article_id)
        like_it = similar(number, self._stored.texts(number), query, self._collection, self._stem_numbers, limit)
        if not len(like_it.numbers):
            return ()
        matcher = self._compiled(like_it.tree)
        found = zip(like_it.numbers.tolist(), like_it.scores.tolist(), strict=True)
        return tuple(self._stored.hit(number, matcher, score) for number, score in found)

    def keywords(self, query: Query, limit: int, seed: int) -> Keywords:
        """See `indexer.engine.base.Snapshot`."""
        found = self._search(query).passing
        compared = Comparison.of(found, self._columns, seed)
        words = keywords(compared, self._stored.texts, self._stem_numbers, OwnWords(query.tree).has, limit)
        return Keywords(query, words, len(found), self.article_count)

    def concordance(self, query: Query, order: ConcordanceOrder, offset: int, limit: int, context: int) -> Concordance:
        """See `indexer.engine.base.Snapshot`."""
        gathered = self._occurrences(query)
        chosen = gathered.ordered(order, self._columns)[offset : offset + limit]
        lines = self._concordancer.lines(gathered, chosen, context)
        return gathered.concordance(query, order, lines, offset)

    def _gathered(self, query: Query) -> Occurrences:
        """The matches of a query."""
        search = self._search(query)
        by_relevance = search.ranking.all(Sort.RELEVANCE)
        return self._concordancer.gathered(self._matcher(query.tree), search.passing, by_relevance)

    def facet(self, query: Query, part: FacetPart) -> FacetPage:
        """See `indexer.engine.base.Snapshot`."""
        return self._breakdowns.facet_page(query, self._search(query).selection, part)

    def sample(self, query: Query, size: int, seed: int) -> Sample:
        """See `indexer.engine.base.Snapshot`."""
        found = self._search(query).passing
        matcher = self._matcher(query.tree)
        drawn = self._lots.drawn(found, size, seed).tolist()
        hits = tuple(self._stored.hit(number, matcher, 0.0) for number in drawn)
        return Sample(query, hits, len(found), self.article_count, seed)

    def term_table(self, query: Query, terms: Sequence[Query], by: Field | PeriodUnit | None) -> TermTable:
        """See `indexer.engine.base.Snapshot`."""
        return term_table(query, terms, by, self._passing, self._columns, self._breakdowns.tally.of)

    def explain(self, query: Query, article_id: str) -> Explanation:
        """See `indexer.engine.base.Snapshot`."""
        number = self._stored.number(article_id)
        search = self._search(query)
        if not search.passing.mask[number]:
            raise UsageError(f"This search does not find the article “{article_id}”. Explain one that it finds.")
        is_anew = search.ranking.is_ranked_anew(number)
        return explained(query.tree, number, self._collection, is_ranked_anew=is_anew)

    def neighbours(self, query: Query, article_id: str, sort: Sort, *, grouped: bool) -> Neighbours:
        """See `indexer.engine.base.Snapshot`."""
        number = self._stored.number(article_id)
        search = self._search(query)
        passing = search.passing
        shared = self._copy_groups.among(passing) if grouped else None
        row_count = len(passing) - (shared.surplus if shared else 0)
        if not passing.mask[number]:
            return Neighbours(len(passing), row_count)
        row = beside(number, search.ranking.all(sort), shared)
        previous, following = (
            None if one is None else Neighbour(*self._stored.identity(one)) for one in (row.previous, row.next)
        )
        return Neighbours(len(passing), row_count, row.place + 1, previous, following, is_copy=row.shown != number)

    def total(self, query: Query) -> int:
        """See `indexer.engine.base.Snapshot`."""
        return len(self._passing(query))

    def days_found(self, query: Query) -> DayCounts:
        """See `indexer.engine.base.Snapshot`."""
        return counted_days(self._passing(query), self._columns.days)

    def _passing(self, query: Query) -> ArticleSet:
        """The articles that a query finds, where neither their scores nor anything else is asked for."""
        articles = evaluate(self._translated(query.tree), self._collection, scored=False).articles
        return selected(query, articles if self._live is None else articles & self._live, self._columns).passing

    def search(self, query: Query, page: Page) -> Results:
        """See `indexer.engine.base.Snapshot`."""
        search = self._search(query)
        passing = search.passing
        shared = self._copy_groups.among(passing) if page.grouped else None
        order, scores = search.ranking.page(page, shared)
        matcher = self._matcher(query.tree)
        counted = self._breakdown(query, page.facets, page.facet_limit)
        return Results(
            query=query,
            total=len(passing),
            row_count=len(passing) - (shared.surplus if shared else 0),
            hits=tuple(
                self._stored.hit(number, matcher, score, shared.further(number) if shared else 0)
                for number, score in zip(order.tolist(), scores.tolist(), strict=True)
            ),
            offset=page.offset,
            limit=page.limit,
            sort=page.sort,
            archive_count=self.article_count,
            terms=self._term_forms(query, page.form_limit) if page.form_limit else (),
            histogram=counted.histogram,
            period=counted.period,
            facets=dict(counted.facets),
        )

    def _searched(self, query: Query) -> _Search:
        outcome = self._outcome(query.tree)
        selection = selected(query, outcome.articles, self._columns)
        return _Search(outcome, selection, Ranking(outcome, selection.passing, self._columns))

    def _evaluated(self, tree: Tree) -> Outcome:
        return Outcome.of(self._translated(tree), self._collection, self._live)

    def _counted_forms(self, query: Query, limit: int) -> tuple[TermForms, ...]:
        search = self._search(query)
        return term_forms(query.tree, search.outcome.words, search.passing, self._collection, limit)

    def _counted(self, query: Query, facets: tuple[Field, ...], limit: int) -> Breakdown:
        return self._breakdowns.of(query, self._search(query).selection, facets, limit)

    def _matcher(self, tree: Tree) -> Matcher:
        return (self._pattern_matcher if has_pattern(tree) else self._plain_matcher)(tree)

    def _compiled(self, tree: Tree) -> Matcher:
        return compile_matcher(tree, self)
