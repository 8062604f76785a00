"""Every match of what is found is a line, once, in the order that was asked for, and as the article's page has it."""

import dataclasses
import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer import Archive
from indexer.analysis import forms
from indexer.concordance import ConcordanceOrder
from indexer.engine.whoosh.concordance import concordancer
from indexer.errors import QueryError, UsageError
from indexer.fields import BODY, NOTE
from indexer.line_context import NEIGHBOURS, sorting_key
from indexer.query.query import Query

WORDS = ["oil", "oils", "Oil", "gas", "gas", "price", "prices", "café", "the", "the", "the", "of", "O’Neill", "e-mail"]
WORDS += ["東京", "12", "1,200", "zone.", "“zone”", "x" * 80, "=cmd", "<b>", "\u202eabc", "re\u0301sume\u0301"]
SIGNS = [" ", " ", " ", " ", ", ", ". ", " — ", "\t"]


def made_text(rng, most=40):
    return "".join(rng.choice(WORDS) + rng.choice(SIGNS) for _ in range(rng.randint(1, most))).strip()


def made_articles(seed, count):
    rng = random.Random(seed)
    for number in range(count):
        yield {
            "id": f"a{number}",
            "title": made_text(rng, 4),
            "date": rng.choice([None, "2012", "2012-03", "2015-06-01", "2019-12-30"]),
            "source": rng.choice(["Wire", "Desk"]),
            "authors": rng.choice([[], ["Ann Oil"], ["Ann Oil", "Ben Price"]]),
            "body": "\n\n".join(made_text(rng) for _ in range(rng.randint(1, 4))),
            "note": rng.choice(["", made_text(rng, 8)]),
        }


def build(folder, articles):
    (folder / "articles.jsonl").write_text("\n".join(map(json.dumps, articles)), encoding="utf-8")
    Archive.build(folder / "index", [folder / "articles.jsonl"], root=folder)
    return folder / "index"


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    return build(tmp_path_factory.mktemp("concordance"), made_articles(1, 60))


@pytest.fixture(scope="module")
def archive(index):
    with Archive.open(index) as opened:
        yield opened


words = st.sampled_from(
    ["oil", "=oil", "gas", "price", "cafe", "the", "oneill", "mail", "pric*", "*il", "zone~1", "12"]
)
phrases = st.lists(st.sampled_from(["oil", "gas", "the", "price"]), min_size=2, max_size=3).map(
    lambda run: f'"{" ".join(run)}"'
)
asked = st.one_of(
    words,
    phrases,
    phrases.map(lambda phrase: f"{phrase}~3"),
    st.tuples(words, words).map(" OR ".join),
    st.tuples(words, words).map(" -".join),
    words.map("note:".__add__),
    words.map("title:".__add__),
    st.sampled_from(["(oil gas)~s", "(price the)~p", "author:oil", "author:oil gas", "oil[-oils]", '"the the"']),
)


def expected_lines(archive, query):
    """By the article's page: id, number, paragraph and place of each match in the text of each article found."""
    hits = archive.search(query, limit=1000, facets=[]).hits
    for rank, hit in enumerate(hits):
        article = archive.article(hit.id)
        matches = archive.matches(query, article)
        in_text = [match for field in (BODY, NOTE) for match in matches if match.field == field]
        for place, match in enumerate(in_text, 1):
            yield rank, hit.id, place, article.texts(match.field)[match.part], match.start, match.end


@given(asked, st.sampled_from([None, ("2012", "2015")]), st.integers(0, 100))
def test_every_match_of_what_is_found_is_a_line_once(archive, text, dates, context):
    query = Query.of(text, dates=dates)
    concordance = archive.concordance(query, limit=10_000, context=context)
    expected = {(found, place): case for _, found, place, *case in expected_lines(archive, query)}
    assert {(line.article_id, line.place) for line in concordance.lines} == set(expected)
    assert len(concordance.lines) == concordance.total == len(expected)
    assert concordance.matched == len({found for found, _ in expected})
    assert concordance.found == concordance.read == archive.search(query, limit=0).total
    assert concordance.is_whole
    assert concordance.likely_total == concordance.total
    for line in concordance.lines:
        paragraph, start, end = expected[line.article_id, line.place]
        left, right = start - len(line.left), end + len(line.right)
        assert line.match == paragraph[start:end]
        assert line.left + line.match + line.right == paragraph[left:right]
        assert (line.opened, line.closed) == (left == 0, right == len(paragraph))
        assert max(len(line.left), len(line.right)) <= context


def plain_key(archive, order, case):
    """What a line is sorted by, in plain Python."""
    rank, article_id, place, paragraph, start, end = case
    before, after = forms(paragraph[:start])[::-1][:NEIGHBOURS], forms(paragraph[end:])[:NEIGHBOURS]
    left, right = ([*side, *[""] * (NEIGHBOURS - len(side))] for side in (before, after))
    match = " ".join(forms(paragraph[start:end]))
    by_words = {
        "match": [match, *right, *left],
        **{f"left{skip + 1 or ''}" if skip else "left": [*left[skip:], match, *right] for skip in range(3)},
        **{f"right{skip + 1 or ''}" if skip else "right": [*right[skip:], match, *left] for skip in range(3)},
    }.get(order, [])
    date = archive.article(article_id).date
    day = date.day.toordinal() if date else 10**7
    by_day = -day if order == "newest" and date else day
    return [*map(sorting_key, by_words), rank if order == "relevance" else 0, by_day, article_id.encode(), place]


@pytest.mark.parametrize("order", list(ConcordanceOrder))
@pytest.mark.parametrize("text", ["oil", "the price", '"the price" OR gas', "pric*"])
def test_lines_stand_in_the_order_that_is_asked_for(archive, text, order):
    cases = sorted(expected_lines(archive, Query(text)), key=lambda case: plain_key(archive, order, case))
    lines = archive.concordance(text, order=order, limit=10_000).lines
    assert [(line.article_id, line.place) for line in lines] == [(case[1], case[2]) for case in cases]


def test_pages_are_pieces_of_the_whole(archive):
    whole = archive.concordance("the", order="right2", limit=10_000).lines
    pages = [archive.concordance("the", order="right2", offset=first, limit=7).lines for first in range(0, 100, 7)]
    assert tuple(line for page in pages for line in page) == whole[:105]
    assert archive.concordance("the", offset=len(whole)).lines == ()
    assert archive.concordance("the", limit=0).total == len(whole)


def test_a_line_says_where_it_is_from(archive):
    for line in archive.concordance("oil", limit=10_000).lines:
        article = archive.article(line.article_id)
        assert (line.title, line.authors, line.date, line.source) == (
            article.title, article.authors, article.date, article.source,
        )  # fmt: skip


@pytest.mark.parametrize("text", ["", "-oil", "title:oil", "author:oil", "date:2012", "nothingofthekind"])
def test_what_has_no_match_in_a_text_has_no_line(archive, text):
    concordance = archive.concordance(text)
    assert (concordance.lines, concordance.total, concordance.matched) == ((), 0, 0)
    assert concordance.found == concordance.read == archive.search(text).total
    assert concordance.is_whole


@pytest.fixture
def anew(index):
    """The same archive, opened with nothing remembered."""
    with Archive.open(index) as opened:
        yield opened


def test_of_more_lines_than_can_be_shown_there_are_all_of_some_articles(anew, monkeypatch):
    whole = anew.concordance(Query("the", exact=True), limit=10_000)
    monkeypatch.setattr(concordancer, "MAX_LINES", 40)
    some = anew.concordance("the", limit=10_000)
    assert 20 < some.total <= 40
    assert not some.is_whole
    assert (some.cut, some.hurried) == (False, False)
    assert some.read < some.found
    assert some.found == whole.found
    assert some.likely_total == round(some.total * some.found / some.read)
    shown = {line.article_id for line in some.lines}
    assert len(shown) == some.matched
    for article_id in shown:
        lines, all_lines = ([one for one in c.lines if one.article_id == article_id] for c in (some, whole))
        assert len(lines) == len(all_lines)


def test_as_many_lines_as_can_be_shown_are_all_shown(archive, anew, monkeypatch):
    whole = archive.concordance("gas", limit=10_000)
    monkeypatch.setattr(concordancer, "MAX_LINES", whole.total)
    assert anew.concordance("gas", limit=10_000) == whole
    assert whole.is_whole


def test_the_sample_is_of_all_articles_and_the_same_in_every_order_and_each_time(index, anew, monkeypatch):
    monkeypatch.setattr(concordancer, "MAX_LINES", 60)
    lines = {order: anew.concordance("gas", order=order, limit=100).lines for order in ConcordanceOrder}
    ids = {order: sorted((line.article_id, line.place) for line in own) for order, own in lines.items()}
    assert all(own == ids["relevance"] for own in ids.values())
    assert len({line.date.day.year if line.date else None for line in lines["newest"]}) >= 3
    with Archive.open(index) as again:
        assert again.concordance("gas", limit=100).lines == lines["relevance"]


def test_no_more_articles_are_read_than_may_be(anew, monkeypatch):
    monkeypatch.setattr(concordancer, "_MOST_READ", 5)
    some = anew.concordance("gas", limit=100)
    assert (some.read, some.is_whole) == (5, False)


def test_when_the_time_is_over_it_says_so(anew, monkeypatch):
    monkeypatch.setattr(concordancer, "_MOST_SECONDS", -1.0)
    some = anew.concordance("gas", limit=100)
    assert (some.read, some.hurried, some.is_whole) == (1, True, False)


def test_of_an_article_that_has_too_many_by_itself_there_are_the_first(tmp_path):
    with Archive.open(build(tmp_path, [{"id": "one", "title": "One", "body": "oil " * 10_100}])) as archive:
        some = archive.concordance("oil", order="newest", limit=10_000)
        assert (some.total, some.cut, some.is_whole, some.read, some.found) == (10_000, True, False, 1, 1)
        assert [line.place for line in some.lines] == list(range(1, 10_001))


def test_deleted_articles_have_no_lines(tmp_path):
    articles = list(made_articles(2, 12))
    with Archive.open(build(tmp_path, articles)) as archive:
        before = archive.concordance("the", limit=10_000)
    (tmp_path / "articles.jsonl").write_text("\n".join(map(json.dumps, articles[:6])), encoding="utf-8")
    Archive.update(tmp_path / "index", [tmp_path / "articles.jsonl"], root=tmp_path)
    with Archive.open(tmp_path / "index") as archive:
        after = archive.concordance("the", limit=10_000)
    kept = {article["id"] for article in articles[:6]}
    key = ("article_id", "place", "left", "match", "right")
    texts = [
        sorted(tuple(getattr(line, name) for name in key) for line in one.lines if line.article_id in kept)
        for one in (before, after)
    ]
    assert texts[0] == texts[1]
    assert len(texts[1]) == after.total


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"order": "sideways"}, "sideways"),
        ({"offset": -1}, "offset"),
        ({"limit": -1}, "limit"),
        ({"context": -1}, "context"),
    ],
)
def test_what_makes_no_sense_is_refused(archive, arguments, says):
    with pytest.raises(UsageError, match=says):
        archive.concordance("oil", **arguments)


def test_a_mistake_in_the_query_is_one_here_too(archive):
    with pytest.raises(QueryError):
        archive.concordance("(oil")


def test_lines_are_frozen(archive):
    line = archive.concordance("oil").lines[0]
    with pytest.raises(dataclasses.FrozenInstanceError):
        line.left = ""
