"""The page that offers articles as files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from indexer.export.formats import FORMATS
from webui.export_state import ExportState
from webui.exporting import ChosenArticles
from webui.presenters.link import Link, SearchBox
from webui.presenters.onward import back_to
from webui.presenters.results_page import search_box
from webui.presenters.wording import counted
from webui.sample_state import SampleState

__all__ = ["ExportPage", "OfferedFormat", "export_page", "export_words"]

# By the name of a format: what reads it, and what is in it.
_READERS: Final = {
    "csv": "Excel, LibreOffice, R, pandas",
    "csv-text": "R, pandas, text analysis",
    "jsonl": "programs; pandas.read_json(…, lines=True)",
    "ris": "Zotero, EndNote, Mendeley",
    "bibtex": "LaTeX, JabRef",
    "csl": "Zotero, pandoc",
}
_CONTENTS: Final = {
    "csv": """One article a row: title, authors, date, publication, region, theme, report, number of words and
        addresses. No cell can run as a formula.""",
    "csv-text": """The same, with the whole text of each article in one more column. Excel cuts a cell after 32,767
        characters.""",
    "jsonl": """One whole article a line, as the API gives it: paragraphs with their kinds and links, notes, copies,
        and the file that it was read from.""",
    "ris": "Citations of newspaper articles, with their keywords.",
    "bibtex": "The same for BibTeX and biblatex. Titles keep their capitals.",
    "csl": "The same for citation processors, with dates as exact as they are known.",
}


@dataclass(frozen=True, slots=True)
class OfferedFormat:
    """A format: its name in a form, what it is called, what reads it, what is in it, and where the file is."""

    name: str
    label: str
    readers: str
    content: str
    address: str


@dataclass(frozen=True, slots=True)
class ExportPage:
    """Everything that the page of exports shows; with `hidden`, formats are chosen by a form and not by links."""

    title: str
    box: SearchBox
    back: Link | None
    heading: str
    query: str
    search: str
    version: str
    formats: tuple[OfferedFormat, ...]
    hidden: tuple[tuple[str, str], ...]


def export_page(chosen: ChosenArticles, state: ExportState) -> ExportPage:
    """The page for a state and the articles that it means."""
    return ExportPage(
        title="Export",
        box=search_box(state.search),
        back=_back(chosen, state),
        heading=counted(chosen.total, "article"),
        query=chosen.provenance.text,
        search=chosen.provenance.in_words,
        version=chosen.provenance.version,
        formats=tuple(
            OfferedFormat(one.name, one.label, _READERS[one.name], _CONTENTS[one.name], state.in_format(one).address)
            for one in FORMATS
        )
        if chosen.total
        else (),
        hidden=state.form_fields(),
    )


def _back(chosen: ChosenArticles, state: ExportState) -> Link | None:
    """The way back to the search, or to the sample of it; None from chosen articles."""
    if state.sample:
        return Link("The sample", SampleState(state.search, state.sample, state.seed).address)
    return None if state.ids else back_to(state.search, chosen.total)


def export_words(state: ExportState) -> str:
    """What a file is called after."""
    if state.ids:
        return state.ids[0] if len(state.ids) == 1 else f"{len(state.ids)} articles"
    return state.search.query.text or "articles"
