"""Carrel's indexer: a library that builds and searches an archive of articles.

    from indexer import Archive

    Archive.build("index_data", sources=["seeds"])
    with Archive.open("index_data") as archive:
        results = archive.search("idlib", filters={"region": ["Middle East & North Africa"]})
        print(results.total, [hit.title for hit in results.hits])

The command line (`indexer.cli`) and the web (`webui`) are thin over it.
"""

from indexer.archive import Archive
from indexer.articles.article import Article
from indexer.concordance import Concordance, ConcordanceLine, ConcordanceOrder
from indexer.corrections import Correction, Replacement
from indexer.errors import (
    ArchiveError,
    BuildError,
    BusyError,
    CarrelError,
    DamagedError,
    InputError,
    NoArchiveError,
    QueryError,
    SettingsError,
    UnknownArticleError,
    UsageError,
)
from indexer.explanation import Explanation, Figure
from indexer.facet_page import FacetOrder, FacetPage
from indexer.keywords import Keyword, Keywords
from indexer.query.query import Query
from indexer.query.relaxing import Relaxation
from indexer.reports import BuildReport, UpdateReport
from indexer.results import Facet, FacetValue, Histogram, Hit, Results, Segment, Snippet, Sort
from indexer.sample import Sample
from indexer.statistics import Statistics
from indexer.suggestions import Suggestion, SuggestionKind
from indexer.term_forms import FormCount, TermForms
from indexer.term_table import TermTable

__all__ = [
    "Archive",
    "ArchiveError",
    "Article",
    "BuildError",
    "BuildReport",
    "BusyError",
    "CarrelError",
    "Concordance",
    "ConcordanceLine",
    "ConcordanceOrder",
    "Correction",
    "DamagedError",
    "Explanation",
    "Facet",
    "FacetOrder",
    "FacetPage",
    "FacetValue",
    "Figure",
    "FormCount",
    "Histogram",
    "Hit",
    "InputError",
    "Keyword",
    "Keywords",
    "NoArchiveError",
    "Query",
    "QueryError",
    "Relaxation",
    "Replacement",
    "Results",
    "Sample",
    "Segment",
    "SettingsError",
    "Snippet",
    "Sort",
    "Statistics",
    "Suggestion",
    "SuggestionKind",
    "TermForms",
    "TermTable",
    "UnknownArticleError",
    "UpdateReport",
    "UsageError",
]
