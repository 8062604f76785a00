"""The API's operations: what each path reads and answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from indexer.export.record_types import ExplanationRecord
from indexer.export.research_record_types import StatisticsRecord
from webui import paths
from webui.openapi import answers
from webui.openapi import parameter as given
from webui.openapi.parameter import Parameter

__all__ = ["OPERATIONS", "Operation"]


@dataclass(frozen=True, slots=True)
class Operation:
    """A path that is asked by GET. `answer` is the type of its record; `faults` are the statuses besides 200."""

    path: str
    name: str
    summary: str
    parameters: tuple[Parameter, ...]
    answer: Any
    faults: tuple[int, ...] = (400, 414, 503)

    @property
    def parameters_of_the_path(self) -> tuple[Parameter, ...]:
        """Those without which there is no path."""
        return tuple(one for one in self.parameters if one.is_in_path)


_OF_AN_ARTICLE: Final = (400, 404, 414, 503)

OPERATIONS: Final = (
    Operation(
        paths.API_SEARCH, "search", "Articles found, with facets, dates and forms", (*given.SEARCH, *given.RESULTS),
        answers.SearchAnswer,
    ),
    Operation(
        paths.API_ARTICLES + "{id}", "article", "A whole article, and where a query matches in it",
        (given.ARTICLE_ID, *given.SEARCH), answers.ArticleAnswer, _OF_AN_ARTICLE,
    ),
    Operation(
        paths.API_FACETS + "{field}", "facet", "All values of a facet, page by page", given.FACET, answers.FacetAnswer,
        _OF_AN_ARTICLE,
    ),
    Operation(
        paths.API_TIMELINE, "timeline", "Up to five queries over time", given.TIMELINE, answers.TimelineAnswer,
    ),
    Operation(
        paths.API_CONCORDANCE, "concordance", "Matches in their context, one a line", given.CONCORDANCE,
        answers.ConcordanceAnswer,
    ),
    Operation(
        paths.API_KEYWORDS, "keywords", "The words that keep company with a search", given.KEYWORDS,
        answers.KeywordsAnswer,
    ),
    Operation(
        paths.API_SAMPLE, "sample", "A random sample that can be drawn again", given.SAMPLE, answers.SampleAnswer,
    ),
    Operation(paths.API_TERMS, "terms", "Many terms counted at once", given.TERMS, answers.TermsAnswer),
    Operation(
        paths.API_SIMILAR + "{id}", "similar", "The articles most like one", (given.ARTICLE_ID, *given.SIMILAR),
        answers.SimilarAnswer, _OF_AN_ARTICLE,
    ),
    Operation(
        paths.API_EXPLAIN + "{id}", "explain", "How the score of an article in a search came about",
        (given.ARTICLE_ID, *given.SEARCH), ExplanationRecord, _OF_AN_ARTICLE,
    ),
    Operation(
        paths.API_SUGGEST, "suggest", "What may be meant by what has been typed", given.SUGGESTED,
        answers.SuggestAnswer, (414, 503),
    ),
    Operation(paths.API_STATISTICS, "stats", "What the archive holds", (), StatisticsRecord, (414, 503)),
    Operation(paths.HEALTH, "health", "Whether there is an archive to search", (), answers.HealthAnswer, (414, 503)),
)  # fmt: skip
