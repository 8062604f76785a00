"""The front page: what the archive holds, and ways into it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from indexer.fields import REGION, REPORT, THEME
from indexer.results import Results
from webui.addresses import Addresses
from webui.presenters.facet import FacetList, facet_list, is_telling
from webui.presenters.histogram import HistogramChart, histogram_chart
from webui.presenters.link import SearchBox
from webui.presenters.results_page import HitView, hit_view
from webui.presenters.wording import counted, number
from webui.search_state import SearchState

__all__ = ["HomePage", "holdings", "home_page"]

_NEWEST: Final = 5
_ENTRIES: Final = (REGION, THEME, REPORT)


@dataclass(frozen=True, slots=True)
class HomePage:
    """Everything that the front page shows."""

    title: str
    box: SearchBox
    holdings: str
    chart: HistogramChart
    entries: tuple[FacetList, ...]
    newest: tuple[HitView, ...]
    all_articles: str


def home_page(results: Results) -> HomePage:
    """The front page, from a search for everything."""
    state = SearchState()
    addresses = Addresses(state)
    facets = [results.facets[field.name] for field in _ENTRIES]
    bars = results.histogram.bars
    years = (bars[0].first.year, bars[-1].first.year) if bars else None
    return HomePage(
        title="Search",
        box=SearchBox(),
        holdings=holdings(results.total, years, results.histogram.undated),
        chart=histogram_chart(results.histogram, state),
        entries=tuple(facet_list(facet, state) for facet in facets if is_telling(facet)),
        newest=tuple(hit_view(hit, addresses) for hit in results.hits[:_NEWEST]),
        all_articles=state.address,
    )


def holdings(article_count: int, years: tuple[int, int] | None, undated_count: int) -> str:
    """One sentence: 1,284 articles from 2001 to 2024, 3 of them undated."""
    sentence = counted(article_count, "article")
    if years:
        first, last = years
        sentence += f" of {first}" if first == last else f" from {first} to {last}"
    if undated_count:
        sentence += f", {number(undated_count)} of them undated" if years else ", undated"
    return f"{sentence}."
