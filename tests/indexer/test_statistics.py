"""An archive in numbers."""

import datetime as dt
import json

import pytest

from indexer import Archive
from indexer.answer import answer
from indexer.export.records import answer_record
from indexer.export.statistics_record import statistics_record
from indexer.query.date_range import DateRange
from indexer.query.query import Query
from indexer.statistics import Statistics

RECORDS = [
    {"id": "a", "title": "Oil", "body": "Oil and gas.", "source": "The Mail", "date": "2001-02-03"},
    {"id": "b", "title": "Gas", "body": "Gas.", "source": "The Mail", "date": "2001-02-03"},
    {"id": "c", "title": "War", "body": "War.", "source": "The Post", "date": "2004"},
    {"id": "d", "title": "Peace", "body": "Peace."},
    {"id": "e", "title": "Peace", "body": "Peace."},
]


@pytest.fixture
def built(tmp_path):
    (tmp_path / "articles.jsonl").write_text("\n".join(map(json.dumps, RECORDS)), "utf-8")
    (tmp_path / "broken.pdf").write_text("no article", "utf-8")
    Archive.build(tmp_path / "index", [tmp_path], root=tmp_path, workers=1)
    return tmp_path / "index"


def test_an_archive_is_counted_by_years_and_publications(built):
    with Archive.open(built) as archive:
        numbers = archive.statistics()
        assert (numbers.article_count, numbers.copy_count, numbers.undated_count) == (4, 1, 1)
        assert numbers.years == ((2001, 2), (2002, 0), (2003, 0), (2004, 1))
        assert numbers.publications == (("The Mail", 2), ("The Post", 1), (None, 1))
        assert (numbers.first_day, numbers.last_day) == (dt.date(2001, 2, 3), dt.date(2004, 1, 1))
        assert numbers.version == archive.version
        assert numbers.sources == (str(built.parent.absolute()),)
        assert numbers.word_count > 0
        assert numbers.publication_years == ((2, 0, 0, 0), (0, 0, 0, 1), (0, 0, 0, 0))
        assert numbers.coverage == archive.coverage
        assert numbers.source_names == (built.parent.name,)


def test_near_copies_are_those_beyond_one_of_each_group(tmp_path):
    words = [f"word{number}" for number in range(60)]
    texts = [words, [*words, "more"], ["one", "less", *words], ["alone", *reversed(words)]]
    records = [{"id": f"a{place}", "title": "T", "body": " ".join(text)} for place, text in enumerate(texts)]
    (tmp_path / "articles.jsonl").write_text("\n".join(map(json.dumps, records)), "utf-8")
    Archive.build(tmp_path / "index", [tmp_path / "articles.jsonl"], root=tmp_path, workers=1)
    with Archive.open(tmp_path / "index") as archive:
        assert archive.statistics().near_copy_count == 2
    Archive.update(tmp_path / "index", delete=["a0"])
    with Archive.open(tmp_path / "index") as archive:
        assert archive.statistics().near_copy_count == 1


def test_gaps_are_of_all_articles_that_are_there(tmp_path):
    days = [str(dt.date(2001, 1, 1) + dt.timedelta(days=day)) for day in range(177)]
    records = [{"id": day, "title": "T", "body": day, "date": day} for day in days if day[5:7] != "04"]
    (tmp_path / "articles.jsonl").write_text("\n".join(map(json.dumps, records)), "utf-8")
    Archive.build(tmp_path / "index", [tmp_path / "articles.jsonl"], root=tmp_path, workers=1)
    with Archive.open(tmp_path / "index") as archive:
        gap = DateRange.of("2001-04", "2001-04")
        assert archive.coverage.gaps == (gap,)
        assert answer(archive, Query.of(dates=("2001-04", "2001-05"))).missing == (gap,)
        assert answer(archive, Query.of(dates=("2001-05", "2001-06"))).missing == (
            DateRange.of("2001-06-27", "2001-06-30"),
        )
        record = statistics_record(archive.statistics())
        assert (record["gap_unit"], record["gaps"]) == ("day", [{"first": "2001-04-01", "last": "2001-04-30"}])
        assert answer_record(answer(archive, Query.of(dates=("2001-04", "2001-05"))))["missing"] == record["gaps"]


def test_deleted_articles_count_no_more(built):
    Archive.update(built, delete=["a", "c"])
    with Archive.open(built) as archive:
        numbers = archive.statistics()
        assert (numbers.article_count, numbers.years) == (2, ((2001, 1),))
        assert numbers.publications == (("The Mail", 1), (None, 1))


def test_without_dated_articles_there_are_no_years(built):
    Archive.update(built, delete=["a", "b", "c"])
    with Archive.open(built) as archive:
        numbers = archive.statistics()
        assert isinstance(numbers, Statistics)
        assert (numbers.years, numbers.first_day, numbers.last_day, numbers.undated_count) == ((), None, None, 1)
