"""A CSV file is read back as it was, and runs nothing."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.export.spreadsheet import csv_text

cells = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20)


def read(lines):
    text = "".join(lines)
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:], newline="")))


@given(st.lists(st.tuples(cells, st.integers(), cells), max_size=5))
def test_rows_come_back(rows):
    header, *found = read(csv_text(("a", "b", "c"), rows))
    assert header == ["a", "b", "c"]
    assert [[cell.removeprefix("'") for cell in row] for row in found] == [
        [str(cell).removeprefix("'") for cell in row] for row in rows
    ]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"])
def test_a_text_is_no_formula(text):
    _, (cell,) = read(csv_text(("a",), [(text,)]))
    assert cell == "'" + text


def test_numbers_stay_numbers():
    _, row = read(csv_text(("a", "b"), [(-3, 0.5)]))
    assert row == ["-3", "0.5"]
