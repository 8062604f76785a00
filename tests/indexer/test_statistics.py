"""An archive in numbers."""

import datetime as dt
import json

import pytest

from indexer import Archive
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
