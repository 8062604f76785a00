"""Articles and archives at the edges: very long, very short, very many values, all alike."""

import dataclasses
import json
import os
import subprocess
import sys
from collections import Counter

import pytest

from indexer import Archive
from indexer.analysis import forms
from tests.indexer.whole_answers import SEARCHES, everything, records, searched


def built(folder, articles, **arguments):
    (folder / "inputs.jsonl").write_text("".join(f"{json.dumps(one)}\n" for one in articles), "utf-8")
    report = Archive.build(
        folder / "index", [folder / "inputs.jsonl"], **{"max_input_bytes": 1 << 30, "workers": 1} | arguments
    )
    assert report.problems == ()
    assert Archive.check(folder / "index") == ()
    return Archive.open(folder / "index")


def marked(hit):
    """The marked words of a hit's snippets."""
    return [segment.text for snippet in hit.snippets for segment in snippet.segments if segment.marked]


LETTERS = {"latin": "a", "digits": "7", "cyrillic": "ж", "accented": "é", "wide": "\U0001d4b3", "apostrophes": "o’"}


@pytest.mark.parametrize("letter", LETTERS.values(), ids=LETTERS)
@pytest.mark.parametrize("length", [200, 201, 1_500, 40_000])
def test_a_word_longer_than_a_kilobyte_is_found_marked_and_kept_whole(tmp_path, letter, length):
    word = f"b{letter * length}z"
    with built(
        tmp_path, [{"id": "a", "title": "Long", "body": f"Before {word} after."}, {"title": "Other"}]
    ) as archive:
        assert archive.article("a").body == f"Before {word} after."
        (hit,) = archive.search("before").hits
        assert marked(hit) == ["Before"]
        for text in (f"b{letter * 120}*", f'"before {word[:800]} after"' if length < 700 else "bef* aft*"):
            (hit,) = archive.search(text).hits
            assert hit.id == "a"
            assert marked(hit)
        if length < 700:
            assert marked(archive.search(word).hits[0]) == [word]
            assert archive.search(f"={word}").total == 1


LAST = 65_535  # the last position that two bytes hold


@pytest.fixture(scope="module")
def long(tmp_path_factory):
    """An archive with an article of 170,000 words, of which 100,000 are one word, and a short one."""
    words = [f"w{number % 5_000}" for number in range(70_000)]
    words[LAST - 1 : LAST + 3] = ["green", "needle", "in", "hay"]  # a needle at 65,535
    words[LAST + 1_000 : LAST + 1_003] = ["a", "blue", "thread"]
    words[100] = "green"
    words[40_000] = "needle"
    words += ["often"] * 100_000 + ["end"]
    body = "\n\n".join(" ".join(words[start : start + 500]) for start in range(0, len(words), 500))
    articles = [
        {"id": "long", "title": "Long", "body": body, "date": "2011"},
        {"id": "short", "title": "Short", "body": "A green needle, often in hay, and the end.", "date": "2012"},
    ]
    with built(tmp_path_factory.mktemp("long"), articles) as archive:
        yield archive


@pytest.mark.parametrize(
    ("text", "found", "first"),
    [
        ('"green needle"', {"long", "short"}, "green needle"),
        ('"needle in hay"', {"long"}, "needle in hay"),
        ('"green needle in hay"', {"long"}, "green needle in hay"),
        ('"a blue thread"', {"long"}, "a blue thread"),
        ('body:"hay w3"', set(), None),
        ('"thread blue"', set(), None),
        ('"often end"', {"long"}, None),
        ('"often often often"', {"long"}, None),
        ("=end often", {"long", "short"}, None),
        ("w4999", {"long"}, "w4999"),
        ("w499*", {"long"}, None),
        ("often -hay", set(), None),
    ],
)
def test_words_and_phrases_beyond_the_65_535th_word_are_found_and_marked(long, text, found, first):
    results = long.search(text)
    assert {hit.id for hit in results.hits} == found
    assert results.total == len(found)
    for hit in results.hits:
        assert marked(hit), hit.id
        if hit.id == "long" and first:
            assert " ".join(marked(hit)).startswith(first)


def test_a_word_that_stands_100_000_times_in_an_article_counts_so_often(long):
    results = long.search("often")
    assert (results.total, results.hits[0].score > 0) == (2, True)
    assert forms(long.article("long").body).count("often") == 100_000


def test_places_beyond_65_535_survive_updates_and_merges(tmp_path, long):
    articles = [long.article("long"), long.article("short")]
    index = tmp_path / "index"
    with built(tmp_path, [{"title": f"Base {number}", "body": "Much needed."} for number in range(9)]):
        pass
    for number in range(8):  # eight segments of one size are merged
        Archive.update(index, articles=[articles[number]] if number < 2 else [renamed(articles[1], number)])
    assert Archive.check(index) == ()
    with Archive.open(index) as archive:
        assert len(archive._snapshot._segments) == 2
        assert archive.search('"green needle in hay"').total == 1
        assert archive.search('"green needle"').total == 8
        assert archive.article("long").body == articles[0].body


def renamed(article, number):
    return dataclasses.replace(article, id=f"s{number}", title=f"Short {number}")


def test_an_article_may_have_500_themes(tmp_path):
    themes = [f"Theme {number:03}" for number in range(500)]
    articles = [{"id": "all", "themes": themes, "title": "All"}, {"id": "two", "themes": themes[7:9], "title": "Two"}]
    with built(tmp_path, articles) as archive:
        assert archive.article("all").themes == tuple(themes)
        theme = archive.search("", facet_limit=600).facets["theme"]
        assert (theme.distinct, len(theme.values)) == (500, 500)
        assert [(one.value, one.count) for one in theme.values[:3]] == [
            ("Theme 007", 2),
            ("Theme 008", 2),
            ("Theme 000", 1),
        ]
        assert archive.search('theme:"theme 499"').total == 1
        assert archive.search('theme:"499 theme"').total == 0  # no phrase joins two values
        assert archive.search("", filters={"theme": ["theme 008", "THEME 499"]}).total == 2
        assert archive.search("", exclude={"theme": ["Theme 499"]}).hits[0].id == "two"


def many_authors(count):
    """Articles of ten authors each, all of them different ones."""
    return [
        {"id": f"a{number}", "title": "By many", "authors": [f"Author {number * 10 + one:06}" for one in range(10)]}
        for number in range(count // 10)
    ]


@pytest.mark.parametrize("count", [3_000, pytest.param(200_000, marks=pytest.mark.soak)])
def test_as_many_authors_as_there_are_can_be_counted_searched_and_chosen(tmp_path, count):
    with built(tmp_path, many_authors(count)) as archive:
        results = archive.search("", facet_limit=3)
        author = results.facets["author"]
        assert author.distinct == count
        assert [(one.value, one.count) for one in author.values] == [(f"Author {number:06}", 1) for number in range(3)]
        last = f"Author {count - 1:06}"
        assert archive.search("", filters={"author": [last.upper()]}).hits[0].authors[-1] == last
        assert archive.search(f'author:"{last}"').total == 1
        assert archive.search("author:0001*").total == 10
    Archive.update(tmp_path / "index", delete=["a0"])
    with Archive.open(tmp_path / "index") as archive:
        author = archive.search("", facet_limit=1).facets["author"]
        assert (author.distinct, author.values[0].value) == (count - 10, "Author 000010")


@pytest.mark.parametrize("body", ["", "word", "Word word.", "’", "東京", "—"])
@pytest.mark.parametrize("count", [1, 2, 9])
def test_archives_of_one_article_and_articles_of_one_word(tmp_path, body, count):
    articles = [{"id": f"a{number}", "title": f"T{number}", "body": body} for number in range(count)]
    with built(tmp_path, articles) as archive:
        assert [hit.id for hit in archive.search("").hits] == [f"a{number}" for number in range(count)]
        assert archive.search("t0").total == 1
        for word in forms(body)[:1]:
            assert archive.search(word).total == count
            assert archive.search(f"-{word}").total == 0
            assert archive.search(f'"{word} {word}"').total == (count if forms(body)[1:] == [word] else 0)
        everything(archive)
        assert archive.statistics().undated_count == count


def test_what_is_left_when_all_but_one_are_deleted_answers_and_takes_new_ones(tmp_path):
    articles = list(records(40))
    built(tmp_path, articles).close()
    index = tmp_path / "index"
    Archive.update(index, delete=[f"a{number}" for number in range(1, 40)])
    assert Archive.check(index) == ()
    (tmp_path / "fresh").mkdir()
    with Archive.open(index) as archive, built(tmp_path / "fresh", articles[:1]) as fresh:
        assert archive.article_count == 1
        left = archive.articles()
        assert [one.id for one in left] == ["a0"]
        for (text, _), results, wanted in zip(SEARCHES, searched(archive), searched(fresh), strict=True):
            assert results.total == wanted.total, text
            assert [hit.id for hit in results.hits] == [hit.id for hit in wanted.hits], text
            assert results.facets == wanted.facets, text
            assert results.histogram == wanted.histogram, text
    (tmp_path / "inputs.jsonl").write_text("".join(f"{json.dumps(one)}\n" for one in articles[1:]), "utf-8")
    Archive.update(index, workers=1)
    with Archive.open(index) as archive:
        assert archive.article_count == 39
        assert archive.search("-a").archive_count == 39


def test_thousands_of_articles_that_differ_in_a_word_are_one_group_and_answer(tmp_path):
    body = " ".join(f"word{number}" for number in range(150))
    articles = [
        {"id": f"a{number:04}", "title": "The same", "body": f"{body} unlike{number} {body}"} for number in range(3_000)
    ]
    with built(tmp_path, articles) as archive:
        results = archive.search("word7")
        assert results.total == 3_000
        assert [hit.id for hit in results.hits] == [f"a{number:04}" for number in range(10)]
        assert len({hit.score for hit in results.hits}) == 1
        assert [hit.id for hit in archive.search("unlike2345").hits] == ["a2345"]
        assert archive.search('"word149 unlike7 word0"').total == 1
        assert archive.search("unlike2*").total == 1_111
        (_, most), *_ = Counter(archive._snapshot.columns.groups.tolist()).most_common(1)
        assert most > 2_990  # a resemblance is estimated, and of so many not all are compared


def test_the_answers_do_not_depend_on_the_number_of_workers(tmp_path, monkeypatch):
    monkeypatch.setattr("indexer.build._SMALL", 0)
    answers = []
    for workers in (1, 2, 3):
        folder = tmp_path / str(workers)
        folder.mkdir()
        with built(folder, records(300), workers=workers) as archive:
            answers.append((searched(archive), list(archive.articles()), archive.version))
    assert answers[0] == answers[1] == answers[2]


WITHOUT_PICKLE = """
import _pickle, pickle, sys

class Refused:
    def __init__(self, *_, **__):
        raise AssertionError("a pickle was read")

for module in (pickle, _pickle):
    module.load = module.loads = module.Unpickler = Refused
pickle._Unpickler = pickle._load = pickle._loads = Refused

from indexer import Archive
from tests.indexer.whole_answers import everything

for index in sys.argv[1:]:
    assert Archive.check(index) == ()
    with Archive.open(index) as archive:
        everything(archive)
    Archive.update(index, delete=["a2"])
    with Archive.open(index) as archive:
        everything(archive)
"""


def test_no_pickle_is_read_from_an_index(tmp_path):
    built(tmp_path, records(200)).close()
    Archive.update(tmp_path / "index", delete=["a1"])
    subprocess.run(
        [sys.executable, "-c", WITHOUT_PICKLE, tmp_path / "index"],
        check=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    with Archive.open(tmp_path / "index") as archive:
        assert archive.article_count == 198
