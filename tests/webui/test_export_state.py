"""An ExportState says which articles are exported, and in which format."""

from __future__ import annotations

import pytest

from indexer.errors import UsageError
from indexer.export.formats import FORMATS, format_named
from webui.export_state import MAX_CHOSEN, ExportState
from webui.search_state import AddressError

SEARCH = (("q", "idlib"), ("region", "Europe"), ("not_theme", "History"), ("from", "2001"), ("match", "any"))


@pytest.mark.parametrize(
    ("pairs", "address"),
    [
        ((), "/export"),
        (SEARCH, "/export?q=idlib&region=Europe&not_theme=History&from=2001&match=any"),
        ((("q", "idlib"), ("sort", "newest"), ("page", "3"), ("per_page", "50")), "/export?q=idlib&sort=newest"),
        ((("q", "idlib"), ("format", "ris")), "/export?q=idlib&format=ris"),
        ((("q", "idlib"), ("sample", "50"), ("seed", "7")), "/export?q=idlib&sample=50&seed=7"),
        ((("id", "a"), ("id", "b"), ("id", "a"), ("format", "csl")), "/export?format=csl&id=a&id=b"),
    ],
)
def test_an_address_is_read_and_written(pairs, address):
    state = ExportState.of(pairs)
    assert state.address == address
    assert state.form_fields() == tuple(pair for pair in dict.fromkeys(pairs) if pair[0] == "id")


@pytest.mark.parametrize(
    ("pair", "told"),
    [
        (("format", "xls"), "format takes csv, csv-text, jsonl, ris, bibtex or csl"),
        (("sample", "1001"), "sample takes a number from 0 to 1000"),
        (("seed", "x"), "seed takes a number"),
        (("from", "garbage"), "is not a date"),
    ],
)
def test_a_malformed_parameter_is_told(pair, told):
    with pytest.raises(AddressError, match=told):
        ExportState.of((("q", "idlib"), pair))


def test_there_is_an_end_to_the_articles_that_are_named():
    ids = [("id", f"a{number}") for number in range(MAX_CHOSEN + 1)]
    assert len(ExportState.of(ids[:-1]).ids) == MAX_CHOSEN
    with pytest.raises(UsageError, match="in parts"):
        ExportState.of(ids)


@pytest.mark.parametrize("chosen", FORMATS, ids=lambda chosen: chosen.name)
def test_a_state_is_given_a_format(chosen):
    state = ExportState.of(SEARCH).in_format(chosen)
    assert ExportState.of((*SEARCH, ("format", chosen.name))) == state
    assert format_named(chosen.name) is chosen
