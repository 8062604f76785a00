"""Evaluation: from a Whoosh query tree to the articles that it finds, and their scores.

Everything is array work over a whole generation; Whoosh's own matchers are not asked. What a
word scores is told in `terms`; a phrase scores as its words; Not and ranges of days score nothing.
"""

from __future__ import annotations

import bisect
import datetime as dt
import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from whoosh import query as whoosh_query

from indexer.engine.whoosh.columns.article_columns import UNDATED
from indexer.engine.whoosh.evaluation import nodes
from indexer.engine.whoosh.evaluation.article_set import ArticleSet
from indexer.engine.whoosh.evaluation.collection import Collection
from indexer.engine.whoosh.evaluation.deadline import Deadline
from indexer.engine.whoosh.evaluation.expand import PATTERNS, term_runs
from indexer.engine.whoosh.evaluation.nearness import NearRuns, articles_near
from indexer.engine.whoosh.evaluation.nodes import Node
from indexer.engine.whoosh.evaluation.own_queries import AnyField, Nearby, WhooshQuery
from indexer.engine.whoosh.evaluation.phrases import PhraseRuns, articles_with_phrase
from indexer.engine.whoosh.evaluation.query_words import QueryWord, QueryWords
from indexer.engine.whoosh.evaluation.terms import Scores
from indexer.engine.whoosh.schema import DATE_FIELD, text_field
from indexer.fields import Field

__all__ = ["Found", "evaluate"]


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """What a query finds. For one evaluation, in one thread."""

    articles: ArticleSet
    words: Sequence[QueryWord]  # that the query wants, in its order
    _node: Node

    def scores(self, articles: ArticleSet) -> Scores | None:
        """float32 [len(articles)]: the scores of some of the articles found; None where nothing scores."""
        return self._node.scores(articles)


def evaluate(query: WhooshQuery, collection: Collection, *, scored: bool, among: ArticleSet | None = None) -> Found:
    """Find the articles, deleted ones among them; `scored` says that the scores of most will be asked for.

    Where `among` is given, articles outside of it may be left out, and scores are of some within it.

    Raises `QueryError` for patterns that too many words fit and for a query that takes too long,
    `TypeError` for a kind of node that Carrel's translation never makes.
    """
    evaluation = _Evaluation(collection)
    node = evaluation.node(query)
    return Found(node.articles(among, scored=scored), evaluation.words, node)


class _Evaluation:
    """Makes the nodes of one query."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._count = collection.count
        self._words = QueryWords(collection)
        self._deadline = Deadline()

    @property
    def words(self) -> Sequence[QueryWord]:
        """What the query wants, in its order."""
        return self._words.wanted

    def node(self, query: WhooshQuery) -> Node:
        match query:
            case AnyField():
                return self._in_fields(query.subqueries, query.boost)
            case whoosh_query.And():
                return self._all_of(query.subqueries, query.boost)
            case whoosh_query.Or():
                return nodes.AnyOf(self._count, [self.node(part) for part in query.subqueries], query.boost)
            case whoosh_query.Not():
                return nodes.NoneOf(self._count, self._unwanted(query.query))
            case whoosh_query.AndMaybe():
                return nodes.Preferring(self.node(query.a), self.node(query.b), query.boost)
            case whoosh_query.ConstantScoreQuery():
                return nodes.Constant(self.node(query.child), query.score)
            case _:
                return self._leaf(query)

    def _unwanted(self, query: WhooshQuery) -> Node:
        """What is shut out: its words are not wanted."""
        known = len(self._words.wanted)
        node = self.node(query)
        del self._words.wanted[known:]
        return node

    def _leaf(self, query: WhooshQuery) -> Node:
        match query:
            case whoosh_query.Every():
                return nodes.Set(self._having_field(query.fieldname))
            case whoosh_query.Term() | whoosh_query.Phrase() | whoosh_query.MultiTerm():
                return self._days(query) if query.fieldname == DATE_FIELD else self._in_fields([query], query.boost)
            case _ if query == whoosh_query.NullQuery:
                return nodes.Set(ArticleSet.none(self._count))
        raise _unknown(query)

    def _all_of(self, queries: Sequence[WhooshQuery], boost: float) -> Node:
        parts = [self.node(query) for query in queries]
        excluded = [part.part for part in parts if isinstance(part, nodes.NoneOf)]
        wanted = [part for part in parts if not isinstance(part, nodes.NoneOf)]
        return nodes.AllOf(self._count, wanted, excluded, boost)

    def _in_fields(self, queries: Sequence[WhooshQuery], boost: float) -> Node:
        """The same word, pattern or phrase in some fields, a query for each."""
        self._deadline.check()
        if isinstance(queries[0], Nearby):
            return self._near(queries[0], [query.searched for query in queries], boost)
        fields = [text_field(query.fieldname)[0] for query in queries]
        match queries[0]:
            case whoosh_query.Phrase(slop=slop) as phrase:
                words = self._words.words(phrase, fields)
                places = self._phrase_places(words, fields)
                return self._placed(functools.partial(articles_with_phrase, places, slop), words, boost)
            case query if isinstance(query, (whoosh_query.Term, *PATTERNS)):
                return nodes.Timed(nodes.TermNode(self._words.word(query, fields).term, boost), self._deadline)
        raise _unknown(queries[0])

    def _near(self, query: Nearby, fields: Sequence[Field], boost: float) -> Node:
        """Words and phrases near one another in one of the fields."""
        parts = [self._words.words(part, fields) for part in query.subqueries]
        places = []
        for number, segment in enumerate(self._collection.segments):
            for field in fields:
                postings = segment.fields[field]
                runs = tuple(tuple(tuple(term_runs(postings, word.forms[number])) for word in part) for part in parts)
                if all(all(part) for part in runs):
                    places.append(NearRuns(segment, field, runs))
        words = [word for part in parts for word in part]
        return self._placed(functools.partial(articles_near, places, query.reach), words, boost)

    def _placed(self, find: Callable[[ArticleSet], ArticleSet], words: Sequence[QueryWord], boost: float) -> Node:
        terms = [word.term for word in words]
        return nodes.Timed(nodes.PlacedNode(self._count, find, terms, boost), self._deadline)

    def _phrase_places(self, words: Sequence[QueryWord], fields: Sequence[Field]) -> list[PhraseRuns]:
        """Where all words of a phrase occur: the segments and fields."""
        places = []
        for number, segment in enumerate(self._collection.segments):
            forms = [word.forms[number] for word in words]
            if all(map(len, forms)):
                for field in fields:
                    postings = segment.fields[field]
                    bounds = tuple(postings.term_bounds(int(one[0]), int(one[-1]) + 1) for one in forms)
                    if all(begin < end for begin, end in bounds):
                        places.append(PhraseRuns(segment.base, segment.count, postings, bounds))
        return places

    def _having_field(self, name: str | None) -> ArticleSet:
        """The articles with any word in a field, or with a date; all where no field is named."""
        columns = self._collection.columns
        if name is None:
            return ArticleSet.every(self._count)
        if name == DATE_FIELD:
            return ArticleSet(self._count, mask=columns.days != UNDATED)
        return ArticleSet(self._count, mask=columns.lengths(text_field(name)[0]) > 0)

    def _days(self, query: WhooshQuery) -> Node:
        """The articles of some days, which are compared as they are written: 20191230."""
        match query:
            case whoosh_query.Term(text=day):
                first, last = _day_from(lambda one: one >= day), _day_from(lambda one: one > day)
            case whoosh_query.Prefix(text=prefix):
                size = len(prefix)
                first, last = _day_from(lambda one: one >= prefix), _day_from(lambda one: one[:size] > prefix)
            case whoosh_query.TermRange(start=start, end=end, startexcl=after, endexcl=before):
                first = _day_from(lambda one: start is None or one > start or (one == start and not after))
                last = _day_from(lambda one: end is not None and (one > end or (one == end and before)))
            case _:
                raise _unknown(query)
        days = self._collection.columns.days
        return nodes.Set(ArticleSet(self._count, mask=(days >= max(first, 1)) & (days < last)))


def _day_from(is_reached: Callable[[str], bool]) -> int:
    """The first day, as its ordinal, at which a condition on its text holds that then goes on holding."""
    days = range(1, dt.date.max.toordinal() + 1)
    return 1 + bisect.bisect_left(
        days, x=True, key=lambda day: is_reached(dt.date.fromordinal(day).isoformat().replace("-", ""))
    )


def _unknown(query: WhooshQuery) -> TypeError:
    return TypeError(f"The evaluation does not know {type(query).__name__}.")
