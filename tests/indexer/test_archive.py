"""Building, opening, updating and checking an archive, over real files."""

import dataclasses
import itertools
import json
import os
import shutil

import pytest

from indexer import Archive, Query
from indexer.errors import (
    BuildError,
    BusyError,
    DamagedError,
    NoArchiveError,
    QueryError,
    UsageError,
)
from indexer.generations import Generations
from indexer.manifest import digest_of
from indexer.results import Sort

ARTICLES = {
    "one.md": "# One oil\n\nBy [Map Room](#)\n\nThe Mail, 4 March 2016\n\nRegion: [Asia](#)\n\nOil in the text.\n",
    "two.md": "# Two peace\n\nBy Law Desk and Map Room\n\nThe Mail, 2012\n\nTheme: [Law](#)\n\nPeace in the text.\n",
    "sub/three.txt": "Three plain\n\nPlain text without a date, on oil.\n",
}


def write(folder, articles):
    for name, text in articles.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


@pytest.fixture
def inputs(tmp_path):
    return write(tmp_path / "articles", ARTICLES)


@pytest.fixture
def index(tmp_path):
    return tmp_path / "index"


@pytest.fixture
def built(index, inputs):
    Archive.build(index, [inputs])
    return index


def generations(index):
    return sorted(path.name for path in index.glob("g-*"))


def test_a_build_makes_a_folder_of_articles_searchable(index, inputs):
    report = Archive.build(index, [inputs])
    assert (report.articles, report.copies, report.problems) == (3, 0, ())
    with Archive.open(index) as archive:
        results = archive.search("oil")
        assert {hit.id for hit in results.hits} == {"one", "sub-three"}
        assert results.archive_count == archive.article_count == 3
        assert archive.version == report.version
        assert archive.article("two").authors == ("Law Desk", "Map Room")


def test_the_arguments_of_a_search_are_those_of_the_contract(built):
    with Archive.open(built) as archive:
        results = archive.search(
            "text",
            filters={"author": ["Map Room"]},
            exclude={"theme": ["Environment"]},
            dates=("2012", "2019-12"),
            match="any",
            sort="newest",
            offset=0,
            limit=1,
            facets=["author", "source"],
        )
        assert (results.total, [hit.title for hit in results.hits]) == (2, ["One oil"])
        assert list(results.facets) == ["author", "source"]
        assert [(one.value, one.count, one.selected) for one in results.facets["author"].values] == [
            ("Map Room", 2, True),
            ("Law Desk", 1, False),
        ]
        assert results.histogram.undated == 0
        assert results.sort is Sort.NEWEST


def test_a_query_object_brings_its_own_filters(built):
    with Archive.open(built) as archive:
        query = Query.of("text", filters={"region": [None]})
        assert archive.search(query).total == 2
        with pytest.raises(UsageError, match="Query"):
            archive.search(query, filters={"region": ["Asia"]})
        with pytest.raises(UsageError, match="Query"):
            archive.search(query, match="any")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"filters": {"colour": ["red"]}}, "no facet 'colour'"),
        ({"facets": ["colour"]}, "no facet 'colour'"),
        ({"filters": {"region": "Asia"}}, "are a list"),
        ({"dates": ("yesterday", None)}, "not a date"),
        ({"dates": ("2019-02-30", None)}, "not a date"),
        ({"dates": ("2019", "2012")}, "before they begin"),
        ({"dates": "2012"}, "are a pair"),
        ({"filters": {"region": [7]}}, "are a list"),
        ({"match": "most"}, "'all' or 'any'"),
        ({"sort": "size"}, "relevance, newest, oldest"),
        ({"offset": -1}, "0 or more"),
    ],
)
def test_an_argument_that_makes_no_sense_is_named(built, arguments, message):
    with Archive.open(built) as archive, pytest.raises(UsageError, match=message):
        archive.search("oil", **arguments)


def test_exact_copies_are_one_article_with_its_copies_listed(index, inputs):
    shutil.copy(inputs / "one.md", inputs / "sub/copy.md")
    report = Archive.build(index, [inputs])
    assert (report.articles, report.copies) == (3, 1)
    with Archive.open(index) as archive:
        assert archive.article("one").copies == ("sub/copy.md",)
        assert archive.search("oil").hits[0].copies + archive.search("oil").hits[1].copies == 1


def test_one_bad_input_loses_nothing_else(index, inputs):
    (inputs / "empty.md").write_text("")
    (inputs / "binary.txt").write_bytes(bytes(range(256)))
    (inputs / "records.jsonl").write_text(
        '{"id": "r1", "title": "Record", "body": "oil"}\nnot json\n{"id": "r1", "body": "x"}\n'
    )
    report = Archive.build(index, [inputs])
    assert report.articles == 4
    assert {(one.where, one.kind) for one in report.problems} == {
        ("empty.md", "empty file"),
        ("binary.txt", "binary file"),
        ("records.jsonl#2", "broken JSON"),
        ("records.jsonl#3", "repeated id"),
    }
    assert [(one.kind, one.count) for one in report.problem_counts] == sorted(
        (one.kind, one.count) for one in report.problem_counts
    )
    with Archive.open(index) as archive:
        assert {one.kind for one in archive.statistics().problems} == {one.kind for one in report.problems}


def test_an_impossible_date_is_reported_and_the_article_undated(index, inputs):
    write(inputs, {"four.md": "# Four\n\nBy [X](#)\n\nThe Mail, February 31, 2019\n\nText.\n"})
    report = Archive.build(index, [inputs])
    assert [(one.where, one.kind) for one in report.problems] == [("four.md", "impossible date")]
    with Archive.open(index) as archive:
        assert archive.article("four").date is None


@pytest.mark.parametrize("content", [{}, {"a.md": ""}, {"README.md": "# Not an article"}])
def test_nothing_to_index_is_an_error_and_the_live_index_stays(built, tmp_path, content):
    before = generations(built)
    empty = write(tmp_path / "empty", content)
    empty.mkdir(exist_ok=True)
    with pytest.raises(BuildError, match="nothing to index"):
        Archive.build(built, [empty])
    assert generations(built) == before
    with Archive.open(built) as archive:
        assert archive.article_count == 3


def test_no_sources_and_sources_that_are_not_there_are_usage_errors(index):
    with pytest.raises(UsageError, match="Name a folder"):
        Archive.build(index, [])
    with pytest.raises(UsageError, match="no-such-folder"):
        Archive.build(index, [index / "no-such-folder"])
    assert not generations(index)


def test_an_open_archive_stays_as_it_was_while_a_new_one_goes_live(built, inputs):
    with Archive.open(built) as archive:
        assert archive.is_current()
        write(inputs, {"four.md": "# Four\n\nOil again.\n"})
        Archive.build(built, [inputs])
        assert not archive.is_current()
        assert archive.search("oil").total == 2
        with Archive.open(built) as newer:
            assert newer.search("oil").total == 3
            assert newer.version != archive.version


def test_only_the_live_generation_and_the_one_before_are_kept(built, inputs):
    first = generations(built)
    Archive.build(built, [inputs])
    second = generations(built)
    Archive.build(built, [inputs])
    third = generations(built)
    assert len(second) == len(third) == 2
    assert not set(first) & set(third)


def test_what_a_dead_build_left_is_cleared_by_the_next(built, inputs):
    debris = built / "g-20200101T000000-abcdef"
    debris.mkdir()
    (debris / "half").write_text("x")
    Archive.build(built, [inputs])
    assert not debris.exists()


def test_one_writer_at_a_time(built, inputs):
    with Generations(built).writing(), pytest.raises(BusyError, match="Another process"):
        Archive.build(built, [inputs])


def test_a_build_that_is_interrupted_once_it_is_live_stays_live(built, inputs, monkeypatch):
    def interrupted(_):
        raise KeyboardInterrupt

    write(inputs, {"four.md": "# Four\n\nOil again.\n"})
    monkeypatch.setattr(Generations, "clear", lambda self: interrupted(self) if self.named() != before else None)
    before = Generations(built).named()
    with pytest.raises(KeyboardInterrupt):
        Archive.build(built, [inputs])
    monkeypatch.undo()
    with Archive.open(built) as archive:
        assert archive.search("oil").total == 3
    assert Archive.check(built) == ()


@pytest.mark.parametrize("moment", ["writing", "publishing"])
def test_a_full_disk_loses_nothing(built, inputs, monkeypatch, moment):
    def full(*_):
        raise OSError(28, "No space left on device")

    before = generations(built)
    if moment == "writing":
        monkeypatch.setattr("indexer.block_writer.BlockFileWriter.add", full)
    else:
        monkeypatch.setattr("os.fsync", full)
    with pytest.raises(BuildError, match="No space left"):
        Archive.build(built, [inputs])
    monkeypatch.undo()
    assert generations(built) == before
    with Archive.open(built) as archive:
        assert archive.search("oil").total == 2


def test_an_error_of_our_own_is_not_swallowed_and_leaves_nothing(built, inputs, monkeypatch):
    def wrong(*_):
        raise ZeroDivisionError

    before = generations(built)
    monkeypatch.setattr("indexer.engine.whoosh.segments.collector.WhooshCollector.add", wrong)
    with pytest.raises(ZeroDivisionError):
        Archive.build(built, [inputs])
    assert generations(built) == before


def test_without_an_index_the_remedy_is_named(index):
    with pytest.raises(NoArchiveError, match="carrel build"):
        Archive.open(index)
    with pytest.raises(NoArchiveError):
        Archive.check(index)


def files_of(index):
    (folder,) = index.glob("g-*")
    return sorted(path for path in folder.iterdir())


def test_check_proves_a_sound_index(built):
    assert Archive.check(built) == ()


def test_any_flipped_byte_is_named_by_check(built):
    for path in files_of(built):
        data = path.read_bytes()
        for place in {0, len(data) // 2, len(data) - 1}:
            path.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
            try:
                named = any(path.name in fault for fault in Archive.check(built))
            except DamagedError as error:
                named = "manifest" in str(error) and path.name.startswith("manifest")
            assert named, (path.name, place)
        path.write_bytes(data)


def test_a_missing_or_shortened_file_is_refused_at_opening(built):
    for path in files_of(built):
        data = path.read_bytes()
        path.write_bytes(data[:-1])
        with pytest.raises(DamagedError, match="carrel build"):
            Archive.open(built)
        path.unlink()
        with pytest.raises(DamagedError, match="carrel build"):
            Archive.open(built)
        path.write_bytes(data)


@pytest.mark.parametrize(
    "content", [b"nonsense", b"../../etc/manifest-1\n", b"\xff\xfe", b"g-1-a/manifest-9", b"g-1-a/manifest-9 %032x" % 1]
)
def test_a_damaged_current_is_refused(built, content):
    (built / "CURRENT").write_bytes(content)
    with pytest.raises(DamagedError):
        Archive.open(built)


@pytest.mark.parametrize("content", [b"nonsense", b"\xff\xfe"])
def test_a_damaged_index_is_healed_by_the_next_build(built, inputs, content):
    (built / "CURRENT").write_bytes(content)
    Archive.build(built, [inputs])
    assert Archive.check(built) == ()


def test_a_manifest_of_another_format_or_engine_is_refused(built):
    (manifest,) = built.glob("g-*/manifest-1.json")
    record = json.loads(manifest.read_bytes())

    def rewrite(**changes):
        data = json.dumps(record | changes).encode()
        manifest.write_bytes(data)
        (built / "CURRENT").write_text(f"{manifest.parent.name}/manifest-1 {digest_of(data)}")

    rewrite(format=99)
    with pytest.raises(DamagedError, match="format 99"):
        Archive.open(built)
    rewrite(engine="other-1")
    with pytest.raises(DamagedError, match="other-1"):
        Archive.open(built)


def test_a_build_is_needed_only_where_there_is_none_or_its_own_sources_changed(index, inputs, tmp_path):
    assert Archive.needs_build(index, [inputs])
    Archive.build(index, [inputs])
    assert not Archive.needs_build(index, [inputs])
    os.utime(inputs / "one.md", (1, 1))
    assert Archive.needs_build(index, [inputs])
    Archive.build(index, [inputs])
    write(inputs, {"four.md": "# Four\n\nText.\n"})
    assert Archive.needs_build(index, [inputs])
    other = write(tmp_path / "other", ARTICLES)
    assert not Archive.needs_build(index, [other])


def test_statistics_tell_what_the_archive_holds(built, inputs):
    with Archive.open(built) as archive:
        statistics = archive.statistics()
    assert statistics.article_count == 3
    assert statistics.undated_count == 1
    assert statistics.years == ((2012, 1), (2013, 0), (2014, 0), (2015, 0), (2016, 1))
    assert (str(statistics.first_day), str(statistics.last_day)) == ("2012-01-01", "2016-03-04")
    assert statistics.publications == (("The Mail", 2), (None, 1))
    assert statistics.sources == (str(inputs),)
    assert statistics.built.tzinfo is not None


def test_progress_ends_at_the_whole(index, inputs):
    seen = []
    Archive.build(index, [inputs], on_progress=seen.append)
    last = dataclasses.asdict(seen[-1])
    assert (last["files_read"], last["files_total"], last["articles"]) == (3, 3, 3)
    assert last["bytes_read"] == last["bytes_total"]
    assert all(earlier.articles <= later.articles for earlier, later in itertools.pairwise(seen))


@pytest.mark.parametrize("text", ["oil", "a" * 1_500, "\x00 oil", "oil 🜁"])
def test_odd_text_is_answered(built, text):
    with Archive.open(built) as archive:
        assert archive.search(text).total >= 0


@pytest.mark.parametrize("text", ['"the zone', "(oil", "region:", "a" * 5_000, "🜁"])
def test_what_cannot_be_meant_is_refused_in_words(built, text):
    with Archive.open(built) as archive, pytest.raises(QueryError, match=r"\w+ \w+"):
        archive.search(text)
