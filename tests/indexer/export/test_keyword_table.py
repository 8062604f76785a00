"""The words of a search as a table and as records."""

import csv
import datetime as dt
import io

from indexer.export.keyword_table import keywords_csv, keywords_record
from indexer.export.provenance import Provenance
from indexer.keywords import Keyword, Keywords
from indexer.query.query import Query

KEYWORDS = Keywords(
    Query("oil"),
    (Keyword("tankers", "tanker", 3, 1, 4, 12.3456), Keyword("-5", "-5", 2, 0, 2, 1.0)),
    total=2_500,
    archive_count=9_000,
)
PROVENANCE = Provenance(KEYWORDS.query, "20260101-abc", dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC))


def test_each_row_has_the_four_counts_and_what_they_were_made_of():
    text = "".join(keywords_csv(KEYWORDS, PROVENANCE))
    first, second = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    assert first == {
        "word": "tankers",
        "stem": "tanker",
        "log_likelihood": "12.35",
        "found_with_word": "3",
        "found": "2500",
        "others_with_word": "1",
        "others": "6500",
        "archive_with_word": "4",
        "archive": "9000",
        "query": "oil",
        "search": "Articles with oil",
        "exported": "2026-01-02T03:04:05Z",
        "corpus_version": "20260101-abc",
    }
    assert second["word"] == "'-5"


def test_a_record_says_the_same():
    record = keywords_record(KEYWORDS)
    assert (record["query"], record["total"], record["archive_count"]) == ("oil", 2_500, 9_000)
    assert record["words"][0] == {
        "word": "tankers",
        "stem": "tanker",
        "count": 3,
        "other_count": 1,
        "archive_count": 4,
        "score": 12.3456,
    }
