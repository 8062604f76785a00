"""Updates with the articles that a program gives, and by ids."""

import datetime as dt
import json
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer import Archive
from indexer.articles.article import Article, ArticleDate, Paragraph, Precision
from indexer.errors import BusyError, NoArchiveError, UsageError
from indexer.generations import Generations
from tests.examples import examples


def article(article_id, title, text="Text of it."):
    return Article(article_id, title, (Paragraph(text),))


def write(path, *records):
    path.write_text("".join(f"{json.dumps(record)}\n" for record in records), "utf-8")


@pytest.fixture
def index(tmp_path):
    """An index of three articles, one of them with a copy."""
    write(
        tmp_path / "inputs.jsonl",
        {"id": "a", "title": "Oil", "body": "Text of oil."},
        {"id": "b", "title": "Tin", "body": "Text of tin."},
        {"id": "again", "title": "Tin", "body": "Text of tin."},
        {"id": "c", "title": "Zinc", "body": "Text of zinc."},
    )
    Archive.build(tmp_path / "index", [tmp_path / "inputs.jsonl"], root=tmp_path)
    return tmp_path / "index"


def titles(index):
    with Archive.open(index) as archive:
        assert archive.search("text").total == archive.article_count == archive.search("").total
        return {one.id: one.title for one in archive.articles()}


def copies(index, article_id):
    with Archive.open(index) as archive:
        return archive.article(article_id).copies


def changes(report):
    return report.added, report.replaced, report.deleted, report.unknown


def test_articles_are_added_behind_the_others_replaced_and_deleted(index):
    report = Archive.update(
        index, articles=[article("new", "Lead"), article("a", "More oil")], delete=["c", "no such article"]
    )
    assert changes(report) == (1, 1, 1, 1)
    assert (report.articles, report.copies, report.problems) == (3, 1, ())
    assert titles(index) == {"b": "Tin", "new": "Lead", "a": "More oil"}
    with Archive.open(index) as archive:
        assert archive.version == report.version
        assert archive.search("lead").hits[0].id == "new"
        assert archive.statistics().word_count == report.words
    assert copies(index, "b") == ("inputs.jsonl#3",)
    assert Archive.check(index) == ()


def test_what_is_there_already_writes_nothing(index):
    articles = [article("new", "Lead"), article("newer", "Salt")]
    Archive.update(index, articles=articles)
    named = Generations(index).named()
    with Archive.open(index) as archive:
        stored = list(archive.articles())
    for again in (articles, stored, []):
        report = Archive.update(index, articles=again)
        assert not report.is_changed
        assert changes(report) == (0, 0, 0, 0)
    assert not Archive.update(index, delete=["no such article"]).is_changed
    assert Generations(index).named() == named


def test_the_same_content_under_another_id_is_a_copy(index):
    first = article("x", "Salt")
    report = Archive.update(index, articles=[first, replace(first, id="y")])
    assert changes(report) == (1, 0, 0, 0)
    assert copies(index, "x") == ("y",)
    with Archive.open(index) as archive:
        tin = archive.article("b")
    report = Archive.update(index, articles=[replace(tin, id="z"), replace(tin, id="x")])
    assert changes(report) == (0, 0, 1, 0)
    assert copies(index, "b") == ("inputs.jsonl#3", "z", "x")
    assert report.copies == 3


def test_contents_may_be_exchanged(index):
    with Archive.open(index) as archive:
        a, b = archive.article("a"), archive.article("b")
    report = Archive.update(index, articles=[replace(b, id="a"), replace(a, id="b")])
    assert changes(report) == (0, 2, 0, 0)
    assert titles(index) == {"c": "Zinc", "a": "Tin", "b": "Oil"}


def test_of_two_with_one_id_the_last_counts(index):
    Archive.update(index, articles=[article("x", "First"), article("x", "Last")])
    assert titles(index)["x"] == "Last"


def test_what_is_deleted_may_be_given_again_at_once(index):
    with Archive.open(index) as archive:
        oil = archive.article("a")
    assert changes(Archive.update(index, articles=[oil], delete=["a"])) == (0, 1, 0, 0)


def test_a_digest_is_made_of_what_an_article_holds(index):
    articles = [replace(article(name, name), digest="00" * 16) for name in ("x", "y")]
    assert changes(Archive.update(index, articles=articles)) == (2, 0, 0, 0)


def test_the_version_is_that_of_the_content_whichever_way_it_came_about(index):
    with Archive.open(index) as archive:
        version = archive.version
    assert Archive.update(index, articles=[article("new", "Lead")]).version != version
    assert Archive.update(index, delete=["new"]).version == version


def test_an_update_from_inputs_leaves_given_articles_alone(index, tmp_path):
    Archive.update(index, articles=[article("new", "Lead"), article("again", "Lead")], delete=["c"])
    write(
        tmp_path / "inputs.jsonl",
        {"id": "b", "title": "Tin", "body": "Text of new tin."},
        {"id": "new", "title": "Not to be had", "body": "Text."},
        {"id": "c", "title": "Zinc", "body": "Text of zinc."},
    )
    report = Archive.update(index)
    assert titles(index) == {"b": "Tin", "c": "Zinc", "new": "Lead"}
    assert copies(index, "new") == ("again",)
    assert [(one.where, one.kind) for one in report.problems] == [("inputs.jsonl#2", "repeated id")]
    assert not Archive.update(index).is_changed
    assert Archive.build(index, [tmp_path / "inputs.jsonl"], root=tmp_path).articles == 3
    assert titles(index)["new"] == "Not to be had"


def test_what_is_deleted_by_its_id_comes_back_from_its_input(index):
    Archive.update(index, delete=["a", "b"])
    assert titles(index) == {"c": "Zinc"}
    assert Archive.update(index).added == 2
    assert titles(index) == {"a": "Oil", "b": "Tin", "c": "Zinc"}
    assert copies(index, "b") == ("inputs.jsonl#3",)


@pytest.mark.parametrize("article_id", ["", "Not a slug", "../up", "x" * 200])
def test_an_id_that_is_none_is_refused(index, article_id):
    named = Generations(index).named()
    with pytest.raises(UsageError, match="cannot be the id"):
        Archive.update(index, articles=[article("good", "Good"), article(article_id, "Bad")])
    assert Generations(index).named() == named


def test_a_given_article_is_made_clean_as_one_that_is_read(index):
    dirty = Article(
        "new",
        " Lead\x00 ",
        (Paragraph("Text\ud800  of\tit."), Paragraph(" ")),
        authors=("", "Ann", " ann "),
        themes=("\x1f",),
        url="javascript:x",
    )
    Archive.update(index, articles=[dirty])
    with Archive.open(index) as archive:
        found = archive.article("new")
        assert (found.title, found.body) == ("Lead", "Text\ufffd of it.")
        assert (found.authors, found.themes, found.url) == (("Ann",), (), "")
    assert not Archive.update(index, articles=[dirty, found]).is_changed
    Archive.update(index, articles=[article("untitled", "", "Text of salt.")])
    assert titles(index)["untitled"] == "Text of salt."


@pytest.mark.parametrize(
    "changes",
    [
        {"title": None},
        {"title": " ", "paragraphs": ()},
        {"title": 5},
        {"paragraphs": None},
        {"paragraphs": "Text"},
        {"paragraphs": ("Text",)},
        {"authors": "Ann"},
        {"authors": None},
        {"boilerplate": 0},
        {"authors": (None,)},
        {"themes": (5,)},
        {"source": None},
        {"date": "2020-01-01"},
        {"date": ArticleDate(dt.date(9000, 1, 1), Precision.DAY, "9000", "")},
        {"input": "caf\udce9"},
        {"input": None},
    ],
    ids=repr,
)
def test_what_is_no_article_is_refused_by_its_id(index, changes):
    named = Generations(index).named()
    with pytest.raises(UsageError, match=r"'bad' cannot be taken.*Give it"):
        Archive.update(index, articles=[article("good", "Good"), replace(article("bad", "Bad"), **changes)])
    for one in (None, replace(article("bad", "Bad"), id=None)):
        with pytest.raises(UsageError, match="is no article"):
            Archive.update(index, articles=[one])
    assert Generations(index).named() == named


def test_copies_go_with_their_article(index):
    """They are names, without a text of their own: who withdraws or replaces an article gives its copies again."""
    first = article("x", "Salt")
    Archive.update(index, articles=[first, replace(first, id="y")])
    assert Archive.update(index, articles=[article("x", "Lead")]).copies == 1
    assert titles(index)["x"] == "Lead"
    assert "Salt" not in titles(index).values()
    assert Archive.update(index, articles=[replace(first, id="y")]).added == 1
    assert titles(index)["y"] == "Salt"


def test_an_archive_is_never_left_empty(index):
    with pytest.raises(UsageError, match="without any article"):
        Archive.update(index, delete=["a", "b", "c"])
    assert len(titles(index)) == 3


def test_sources_and_given_articles_are_two_updates(index):
    with pytest.raises(UsageError, match="two updates"):
        Archive.update(index, ["inputs"], delete=["a"])


def test_there_has_to_be_an_index_and_no_other_writer(index, tmp_path):
    with pytest.raises(NoArchiveError, match="carrel build"):
        Archive.update(tmp_path / "nowhere", articles=[article("x", "X")])
    assert not (tmp_path / "nowhere").exists()
    with Generations(index).writing(), pytest.raises(BusyError):
        Archive.update(index, articles=[article("x", "X")])


def test_an_open_archive_does_not_see_an_update(index):
    with Archive.open(index) as archive:
        Archive.update(index, articles=[article("new", "Lead")], delete=["a"])
        Archive.update(index, delete=["b"])
        assert archive.article_count == 3
        assert archive.search("oil").hits[0].title == "Oil"
        assert not archive.is_current()


IDS = st.sampled_from(["a", "b", "c", "d"])
STEPS = st.lists(
    st.tuples(st.lists(st.builds(article, IDS, st.sampled_from(["Oil", "Tin", "Zinc"]))), st.lists(IDS)), max_size=5
)


@examples(10)
@given(STEPS)
def test_any_updates_leave_what_a_mapping_would_hold(steps):
    with tempfile.TemporaryDirectory() as name:
        index = Path(name) / "index"
        write(Path(name) / "inputs.jsonl", {"id": "always", "title": "Always", "body": "Text here."})
        Archive.build(index, [Path(name) / "inputs.jsonl"])
        held = {"always": "Always"}
        for articles, deleted in steps:
            Archive.update(index, articles=articles, delete=deleted)
            for gone in deleted:
                held.pop(gone, None)
            last = {one.id: one.title for one in articles}
            changed = {one: title for one, title in last.items() if held.get(one) != title}
            for one in changed:
                held.pop(one, None)
            for one, title in changed.items():
                if title not in held.values():  # else it is a copy
                    held[one] = title
            assert titles(index) == held
        assert Archive.check(index) == ()
