"""The page of articles drawn by lot from what a search finds."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.results import Segment
from indexer.sample import Sample
from webui.addresses import Addresses
from webui.paths import SAMPLE
from webui.presenters.chip import Chip, chips
from webui.presenters.link import Choice, Link, SearchBox
from webui.presenters.onward import back_to, onward
from webui.presenters.results_page import HitView, hit_view, search_box
from webui.presenters.understood import understood
from webui.presenters.wording import counted, number
from webui.sample_state import SAMPLE_SIZES, SampleState

__all__ = ["SamplePage", "SeedForm", "sample_page"]


@dataclass(frozen=True, slots=True)
class SeedForm:
    """The form that asks for a seed, and what it passes on besides."""

    seed: str
    hidden: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SamplePage:
    """Everything that the page of a sample shows. `whole` says that nothing was left to draw from."""

    title: str
    box: SearchBox
    understood: tuple[Segment, ...]
    chips: tuple[Chip, ...]
    clearing: str
    heading: str
    of_all: str
    whole: str
    seed_form: SeedForm
    another: Link | None
    sizes: tuple[Choice, ...]
    export: str
    hits: tuple[HitView, ...]
    back: Link
    onward: tuple[Choice, ...]


def sample_page(sample: Sample, state: SampleState, base: str) -> SamplePage:
    """The page for a state and what was drawn; `base` is what comes before paths where an address stands alone."""
    search = state.search
    addresses = Addresses(search)
    drawn = len(sample.hits)
    is_part = drawn < sample.total
    filters = chips(search, lambda other: state.searching(other).address)
    return SamplePage(
        title=f"A random sample, seed {state.seed}",
        box=search_box(search),
        understood=understood(search),
        chips=filters,
        clearing=state.searching(search.without_filters()).address if len(filters) > 1 else "",
        heading=f"{number(drawn)} of {counted(sample.total, 'article')}" if is_part else counted(drawn, "article"),
        of_all=f"drawn with seed {state.seed}" if drawn else "",
        whole=_why_whole(sample, drawn),
        seed_form=SeedForm(str(state.seed), state.form_fields()),
        another=Link("Another sample", state.with_next_seed().address) if is_part else None,
        sizes=tuple(Choice(str(size), state.with_size(size).address, size == state.size) for size in SAMPLE_SIZES),
        export=state.export_address if drawn else "",
        hits=tuple(hit_view(hit, addresses, base) for hit in sample.hits),
        back=back_to(search, sample.total),
        onward=onward(SAMPLE, search),
    )


def _why_whole(sample: Sample, drawn: int) -> str:
    if not sample.total:
        return "Nothing was found, so there is nothing to draw from."
    return "" if drawn < sample.total else "These are all articles that the search finds, in the order of their lots."
