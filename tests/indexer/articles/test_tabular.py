"""JSON Lines and CSV: one article a record, each record for itself."""

import contextlib
import csv
import datetime as dt
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.articles.article import Paragraph, Precision
from indexer.articles.draft import Draft
from indexer.articles.encodings import text_stream
from indexer.articles.records import find_json_lines, find_rows
from indexer.articles.tabular import parse_record
from indexer.errors import CarrelError, InputError


def read(find, data, max_bytes=10_000):
    """Drafts and faults: both steps of reading."""
    data = data if isinstance(data, bytes) else data.encode()
    return list(map(outcome, find(text_stream(io.BytesIO(data)), max_bytes=max_bytes)))


def outcome(found):
    try:
        return found if isinstance(found, InputError) else parse_record(found)
    except InputError as error:
        return error


def read_one(record):
    (draft,) = read(find_json_lines, json.dumps(record))
    return draft


def kinds(outcomes):
    return [outcome.kind if isinstance(outcome, InputError) else outcome.title for outcome in outcomes]


RECORD = {
    "id": "20061020/exxon",
    "url": "http://example.org/exxon",
    "title": "Exxon Mobil offers plan",
    "authors": ["Yereth Rosen", "Smith, Wesson and Sons"],
    "source": "Reuters",
    "date": "2006-10-20T18:15:00",
    "regions": ["Anchorage"],
    "themes": ["energy", "exxonmobil"],
    "reports": [],
    "body": "ANCHORAGE (Reuters) - One. \n\n Two,\nwrapped.",
}


def test_a_record_with_all_keys_is_read_in_full():
    draft = read_one(RECORD)
    assert draft.date.day == dt.date(2006, 10, 20)
    assert (draft.date.precision, draft.date.time) == (Precision.TIME, dt.time(18, 15))
    assert draft == Draft(
        title="Exxon Mobil offers plan",
        paragraphs=(Paragraph("ANCHORAGE (Reuters) - One."), Paragraph("Two, wrapped.")),
        authors=("Yereth Rosen", "Smith, Wesson and Sons"),
        source="Reuters",
        date=draft.date,
        regions=("Anchorage",),
        themes=("energy", "exxonmobil"),
        url="http://example.org/exxon",
        given_id="20061020/exxon",
    )


@pytest.mark.parametrize(
    ("keys", "part", "expected"),
    [
        (("title", "headline", "Headline", "TITLE"), "title", "X"),
        (("body", "text", "content", "article", "articleBody", "full_text"), "paragraphs", (Paragraph("X"),)),
        (("authors", "author", "by", "byline", "Author"), "authors", ("X",)),
        (("source", "publication", "publisher", "newspaper"), "source", "X"),
        (("regions", "region", "location", "places"), "regions", ("X",)),
        (("themes", "theme", "tags", "topics", "keywords", "subject"), "themes", ("X",)),
        (("reports", "report"), "reports", ("X",)),
        (("url", "link", "permalink"), "url", "X"),
        (("id", "_id", "guid", "uuid"), "given_id", "X"),
    ],
)
def test_a_field_goes_by_many_keys(keys, part, expected):
    assert [getattr(read_one({key: "X"}), part) for key in keys] == [expected] * len(keys)


@pytest.mark.parametrize(
    "key",
    ["date", "published", "pubDate", "date_published", "datePublished", "published-at", "Publication Date", "created"],
)
def test_a_date_goes_by_many_keys_and_knows_its_own(key):
    date = read_one({key: "December 30, 2019"}).date
    assert (date.day, date.origin) == (dt.date(2019, 12, 30), f"key {key}")


def test_the_best_key_wins_wherever_it_stands_and_empty_ones_do_not_count():
    assert read_one({"subject": "second", "tags": [], "theme": "first"}).themes == ("first",)
    assert read_one({"headline": "second", "title": "", "lang": "en", "other": {}}).title == "second"


@pytest.mark.parametrize(
    ("written", "authors"),
    [
        ("By Jane Doe and John Roe", ("Jane Doe", "John Roe")),
        ("Doe, Jane; Roe, John", ("Doe, Jane", "Roe, John")),
        ([{"name": "Jane Doe"}, {"url": "x"}, "John Roe"], ("Jane Doe", "John Roe")),
        ({"@type": "Person", "name": "Jane Doe"}, ("Jane Doe",)),
        (None, ()),
    ],
)
def test_authors_are_a_list_or_a_byline(written, authors):
    assert read_one({"title": "T", "author": written}).authors == authors


@pytest.mark.parametrize(("written", "title"), [(1984, "1984"), (["First", "Second"], "First"), ([], ""), ([[1]], "")])
def test_a_single_value_may_be_written_as_something_else(written, title):
    assert read_one({"title": written}).title == title


def test_a_body_may_be_a_list_of_paragraphs():
    assert read_one({"body": ["One.", "Two."]}).paragraphs == (Paragraph("One."), Paragraph("Two."))


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("2019-02-31", "impossible date: 2019-02-31"),
        ("2990-01-01", "date in the future: 2990-01-01"),
        ("soon", "unreadable date: soon"),
        (" ", ""),
    ],
)
def test_a_date_that_is_none_leaves_the_record_undated_with_a_problem(written, problem):
    draft = read_one({"title": "T", "date": written})
    assert draft.date is None
    assert draft.problems == ((problem,) if problem else ())


def test_json_lines_are_read_around_broken_ones():
    lines = [
        b'{"title": "one"}',
        b"",
        b"   ",
        b'{"title": "two"',
        b'["title"]',
        b'"title"',
        b"[" * 5_000,
        b'{"title": ' + b"9" * 5_000 + b"}",
        b'{"title": "caf\xe9"}',
        '{"title": "café"}'.encode(),
    ]
    broken = ["broken JSON"] * 5
    assert kinds(read(find_json_lines, b"\r\n".join(lines))) == ["one", *broken, "café", "café"]


def test_a_broken_line_says_where():
    (error,) = read(find_json_lines, '{"title": one}')
    assert error.detail == "Expecting value, column 11"


@pytest.mark.parametrize("find", [find_json_lines, find_rows])
def test_a_record_that_is_too_long_is_skipped(find):
    long = "x" * 200_000
    rows = {
        find_json_lines: f'{{"title": "one"}}\n{{"title": "{long}"}}\n{{"title": "two"}}\n',
        find_rows: f"title,body\none,\n{long},\ntwo,\n",
    }
    assert kinds(read(find, rows[find])) == ["one", "record too long", "two"]
    assert kinds(read(find, rows[find], max_bytes=300_000)) == ["one", long, "two"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_csv_is_read_with_any_usual_delimiter(delimiter):
    rows = [
        ["Title", "Body", "Authors", "Themes"],
        ["A, b; c", 'One "1".\n\nTwo\t2|3.', "Jane Doe, John Roe", "x; y|z"],
    ]
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter).writerows(rows)
    (draft,) = read(find_rows, buffer.getvalue().encode("utf-8-sig"))
    assert draft == Draft(
        title="A, b; c",
        paragraphs=(Paragraph('One "1".'), Paragraph("Two\t2|3.")),
        authors=("Jane Doe", "John Roe"),
        themes=("x", "y", "z"),
    )


def test_utf_16_as_spreadsheets_write_it_is_read():
    (draft,) = read(find_rows, "title\tauthor\r\nÉté\tŁ\r\n".encode("utf-16"))
    assert (draft.title, draft.authors) == ("Été", ("Ł",))


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("", []),
        ("\n\n", []),
        ("title,body\n", []),
        ("\n\ntitle,body\n\n,\none,\n\n", ["one"]),
        ("title,body\rone,x\rtwo,y\r", ["one", "two"]),
        ("title,body\none\ntwo,x,,\n", ["one", "two"]),
        ('title, body\none, "x, y"\n', ["one"]),
        ("title,body\none,x,y\ntwo,x\n", ["broken CSV", "two"]),
        ('title,body\n"one"x,y\ntwo,x\n', ["broken CSV", "two"]),
        ('title,body\none,"x\ntwo,x\nthree,"x"\n', ["broken CSV", "two", "three"]),
        ('title,body\none,"x\ntwo,x\n', ["broken CSV", "two"]),
        ('title,body\none,5" wide\n', ["one"]),
    ],
)
def test_csv_is_read_around_broken_records(text, outcomes):
    assert kinds(read(find_rows, text)) == outcomes


def test_a_quote_that_is_never_closed_costs_one_record_even_in_a_long_file():
    rows = [f"t{number},x" for number in range(300)]
    text = "\n".join(["title,body", 't,"x', *rows])
    assert kinds(read(find_rows, text, max_bytes=1_000)) == [
        "record too long",
        *(f"t{number}" for number in range(300)),
    ]


def test_a_line_too_long_within_quotes_costs_its_record_and_itself():
    text = f'title,body\none,"x\n{"y" * 500}"\ntwo,x\n'
    assert kinds(read(find_rows, text, max_bytes=200)) == ["record too long", "record too long", "two"]


def test_a_field_may_be_larger_than_csv_allows_by_itself():
    (draft,) = read(find_rows, f"title,body\none,{'x ' * 100_000}\n", max_bytes=1_000_000)
    assert len(draft.paragraphs[0].text) == 199_999


@pytest.mark.parametrize("text", ["name,value\n1,2\n", "x" * 20_000])
def test_a_csv_file_without_a_column_for_title_or_body_is_refused_as_a_whole(text):
    with pytest.raises(InputError) as caught:
        read(find_rows, text)
    assert caught.value.kind in ("broken CSV", "record too long")


FRAGMENTS = st.lists(
    st.sampled_from(
        [*'",;\n\r\t|{}[]:\\ ', "title", "body", "date", '{"title":', '"x"', "\\ud800", "null", "1e999", "é", "2019"]
    )
).map("".join)


@pytest.mark.parametrize("find", [find_json_lines, find_rows])
@given(data=st.binary() | FRAGMENTS.map(str.encode), named=st.booleans())
def test_any_bytes_are_records_or_faults(find, data, named):
    with contextlib.suppress(CarrelError):
        for outcome in read(find, b"title,body\n" * named + data, max_bytes=50):
            assert isinstance(outcome, Draft | InputError)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda values: st.lists(values) | st.dictionaries(st.text() | st.just("name"), values),
    max_leaves=6,
)
KEYS = st.sampled_from(["id", "url", "title", "authors", "source", "date", "region", "tags", "report", "text", "note"])


@given(st.dictionaries(KEYS, JSON))
def test_any_values_make_a_draft(record):
    assert isinstance(read_one(record), Draft)


def test_a_file_whose_every_quotation_mark_stays_open_is_given_up():
    # Quadratic work would take minutes here.
    with pytest.raises(InputError, match="broken CSV: too many of its quotation marks are never closed"):
        read(find_rows, "title,body\n" + 'x","""y\n' * 20_000, max_bytes=1_000_000)
