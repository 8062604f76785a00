"""Counts of terms as a table and as records."""

import csv
import datetime as dt
import io

from indexer.errors import QueryError
from indexer.export.provenance import Provenance
from indexer.export.term_counts import term_table_csv, term_table_record
from indexer.fields import REGION
from indexer.query.date_range import DateRange
from indexer.query.query import Query
from indexer.term_table import PeriodUnit, TermCount, TermRow, TermTable

MISTAKE = QueryError("A parenthesis is never closed.", position=0, suggestions=("(gas)",))


def table(by, columns):
    counts = (1, 2)[: len(columns)]
    rows = (TermRow(Query("=1+1"), TermCount(9, 5, counts, 3)), TermRow(Query("(gas"), None, MISTAKE))
    return TermTable(Query("peace"), by, columns, rows, TermCount(9, 5, counts, 3), 40, 100)


def read(made):
    provenance = Provenance(made.query, "v1", dt.datetime(2026, 1, 2, tzinfo=dt.UTC))
    return list(csv.reader(io.StringIO("".join(term_table_csv(made, provenance)).removeprefix("\ufeff"))))


def test_a_term_is_a_row_and_any_of_them_the_last():
    header, *rows = read(table(REGION, ("=Asia()", None)))
    assert header[:6] == ["term", "archive", "found", "'=Asia()", "none given", "in none of these columns"]
    assert header[6:] == ["mistake", "query", "search", "exported", "corpus_version"]
    assert rows[0] == ["'=1+1", "9", "5", "1", "2", "3", "", "peace", "Articles with a form of peace", *rows[0][-2:]]
    assert rows[1][:8] == ["(gas", "", "", "", "", "", str(MISTAKE), "peace"]
    assert rows[2][0] == "any of the terms"
    assert {len(row) for row in rows} == {len(header)}


def test_periods_are_named_by_their_years():
    header, *_ = read(table(PeriodUnit.DECADE, (DateRange.of("1990", "1999"), DateRange.of("2000", "2000"))))
    assert header[3:5] == ["1990–1999", "2000"]


def test_without_a_division_there_are_two_counts():
    header, *rows = read(table(None, ()))
    assert header[:4] == ["term", "archive", "found", "mistake"]
    assert [row[:4] for row in rows[:2]] == [["'=1+1", "9", "5", ""], ["(gas", "", "", str(MISTAKE)]]


def test_a_record_says_the_same():
    record = term_table_record(table(REGION, ("Asia", None)))
    assert record["by"] == "region"
    assert record["columns"] == [{"value": "Asia"}, {"value": None}]
    assert record["terms"] == [
        {
            "term": "=1+1",
            "counts": {"archive_total": 9, "total": 5, "columns": [1, 2], "others": 3},
            "mistake": None,
            "suggestions": [],
        },
        {"term": "(gas", "counts": None, "mistake": str(MISTAKE), "suggestions": ["(gas)"]},
    ]
    assert (record["total"], record["archive_count"], record["query"]) == (40, 100, "peace")
    years = term_table_record(table(PeriodUnit.YEAR, (DateRange.of("1990", "1990"),)))
    assert (years["by"], years["columns"]) == ("year", [{"from": "1990-01-01", "to": "1990-12-31"}])
    assert term_table_record(table(None, ()))["together"] == {"archive_total": 9, "total": 5}
