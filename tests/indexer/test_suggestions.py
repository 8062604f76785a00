"""What is suggested while a query is being typed."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer import Archive, SuggestionKind, UsageError
from indexer.analysis import forms
from indexer.fields import AUTHOR, REGION, THEME, TITLE
from indexer.query.parser import parse
from indexer.query.unfinished import Unfinished

WORD, VALUE, TITLES = SuggestionKind.WORD, SuggestionKind.VALUE, SuggestionKind.TITLE

RECORDS = [
    {
        "title": "Libya and its oil",
        "themes": ["Oil", "Liberation"],
        "authors": ["Stephen Lendman"],
        "date": "2011-03-01",
    },
    {"title": "The liberation of Idlib", "authors": ["Stephen Lendman", "Lena Libby"], "date": "2019-05-01"},
    {"title": "Liberal economics", "authors": ["Map Room"], "regions": ["Libya"], "date": "2012"},
    {"title": "Libraries under fire", "themes": ["Libraries"], "regions": ["Libya", "Middle East & North Africa"]},
    {
        "title": "Libraries under fire",
        "authors": ["Ann O\u2019Brien"],
        "body": "Books, and nothing but liberated books.",
    },
    {"title": "Oil for Libya", "themes": ["Oil"], "authors": ["\u00c9mile Durand"], "date": "2015"},
    {"title": "Caf\u00e9 society", "body": "A caf\u00e9 of Libyans. \u6771\u4eac \ud55c\uad6d", "date": "2001"},
]


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    folder = tmp_path_factory.mktemp("suggestions")
    lines = [json.dumps({"body": "Text.", "id": f"a{place}", **record}) for place, record in enumerate(RECORDS)]
    (folder / "articles.jsonl").write_text("\n".join(lines), "utf-8")
    Archive.build(folder / "index", [folder / "articles.jsonl"])
    with Archive.open(folder / "index") as opened:
        yield opened


@pytest.fixture(scope="module")
def suggested(archive):
    """Gives what is suggested for a text, of one kind: its texts."""
    return lambda text, kind, **options: [one.text for one in archive.suggest(text, **options) if one.kind is kind]


def test_words_begin_as_typed_and_count_the_articles_that_a_search_for_them_finds(archive):
    words = [one for one in archive.suggest("lib") if one.kind is WORD]
    assert [(one.text, one.count, one.query) for one in words] == [
        ("liberation", 4, "liberation"),
        ("libya", 4, "libya"),
        ("libraries", 2, "libraries"),
        ("libby", 1, "libby"),
    ]
    assert all(one.count == archive.search(one.text).total for one in words)


def test_forms_of_one_stem_are_one_suggestion(suggested):
    assert len({"liberation", "liberal", "liberated"} & set(suggested("liber", WORD))) == 1


def test_a_word_that_is_whole_stands_for_its_stem(suggested):
    assert "library" not in suggested("librar", WORD)
    assert suggested("liberal", WORD) == ["liberal"]
    assert suggested("libraries", WORD) == ["libraries"]


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("liberation Idl", "liberation Idlib"),
        ("liberation AND idl", "liberation AND idlib"),
        ("(oil OR idl", "(oil OR idlib)"),
        ('"liberation of idl', '"liberation of idlib"'),
        ("oil -idl", "oil -idlib"),
        ("title:idl", "title:idlib"),
        ("=idl", "=idlib"),
        ("caf", "cafe"),
        ("Caf\u00e9", "Caf\u00e9"),
        ("ann o\u2019b", "ann o\u2019brien"),
        ("ann o'", "ann o'brien"),
        ("ID", "IDLIB"),
    ],
)
def test_the_last_word_is_completed_and_the_rest_kept(archive, text, query):
    assert query in [one.query for one in archive.suggest(text) if one.kind is WORD]


def test_words_count_the_articles_that_have_those_before_them_too(archive):
    def words(text):
        return [(one.text, one.count) for one in archive.suggest(text) if one.kind is WORD]

    assert words("oil lib") == [("libya", 2), ("liberation", 1)]
    assert "libya" not in dict(words("idlib lib"))
    assert all(count == archive.search(f"oil {word}").total for word, count in words("oil lib"))


def test_words_that_are_rare_but_go_with_those_before_are_suggested(tmp_path):
    often = " ".join(f"m{letter}" for letter in "bcdfghjklmnpqrstvwxz")
    bodies = ["Angela Merkel spoke."] * 3 + [often] * 9 + [f"Angela said: {often}"]
    lines = [json.dumps({"title": f"{place}", "body": body, "id": f"{place}"}) for place, body in enumerate(bodies)]
    (tmp_path / "articles.jsonl").write_text("\n".join(lines), "utf-8")
    Archive.build(tmp_path / "index", [tmp_path / "articles.jsonl"])
    with Archive.open(tmp_path / "index") as archive:
        assert [(one.text, one.count) for one in archive.suggest("Angela m")][:1] == [("merkel", 3)]
        assert "merkel" not in [one.text for one in archive.suggest("m")]


def test_behind_an_equals_sign_the_form_itself_is_counted(archive):
    def words(text):
        return [(one.text, one.count) for one in archive.suggest(text) if one.kind is WORD]

    assert dict(words("=liber")) == {"liberation": 2, "liberal": 1, "liberated": 1}
    assert dict(words('="and its oi')) == {"oil": 1}


def test_what_was_typed_gives_way_to_a_form_that_is_much_more_frequent(tmp_path):
    bodies = ["wale"] * 2 + ["Wales"] * 5
    lines = [json.dumps({"title": f"{place}", "body": body, "id": f"{place}"}) for place, body in enumerate(bodies)]
    (tmp_path / "articles.jsonl").write_text("\n".join(lines), "utf-8")
    Archive.build(tmp_path / "index", [tmp_path / "articles.jsonl"])
    with Archive.open(tmp_path / "index") as archive:
        assert [(one.text, one.count) for one in archive.suggest("wale") if one.kind is WORD] == [("wales", 7)]


def test_values_are_found_by_the_beginning_of_any_of_their_words(archive):
    def values(text):
        return [(one.text, one.field, one.count, one.query) for one in archive.suggest(text) if one.kind is VALUE]

    lendman = ("Stephen Lendman", AUTHOR, 2, "")
    assert values("lend") == values("stephen le") == values("Steph") == [lendman]
    assert values("oil stephen le") == [("Stephen Lendman", AUTHOR, 2, "oil")]
    assert values("north af") == values("middle east & no") == [("Middle East & North Africa", REGION, 1, "")]
    assert values("emile") == [("\u00c9mile Durand", AUTHOR, 1, "")]
    assert values("o'br") == [("Ann O\u2019Brien", AUTHOR, 1, "")]


def test_values_that_begin_so_come_first_then_those_of_more_articles(suggested):
    assert suggested("lib", VALUE)[:1] == ["Libya"]
    assert suggested("author:l", VALUE) == ["Lena Libby", "Stephen Lendman"]


def test_a_field_that_is_named_gives_its_values_alone(archive):
    authors = archive.suggest("author:le")
    assert [(one.text, one.field) for one in authors] == [("Lena Libby", AUTHOR), ("Stephen Lendman", AUTHOR)]
    assert {one.field for one in archive.suggest("theme:li")} == {THEME}
    words = [one for one in archive.suggest("title:lib") if one.kind is WORD]
    assert words
    assert all(one.field == TITLE and one.count == archive.search(f"title:{one.text}").total for one in words)


@pytest.mark.parametrize(
    "text", ["oil OR lend", "-lend", "NOT lend", "(oil lend", "=lend", '"oil lend', "oil -author:lend"]
)
def test_where_a_filter_would_mean_another_thing_no_value_is_suggested(suggested, text):
    assert suggested(text, VALUE) == []
    assert suggested(text, WORD)


def test_titles_have_all_words_typed_those_first_that_begin_with_them_then_the_newest(archive):
    def titles(text):
        return [(one.text, one.article_id) for one in archive.suggest(text, limit=20) if one.kind is TITLES]

    assert titles("libya") == [("Libya and its oil", "a0"), ("Oil for Libya", "a5")]
    assert titles("liberation of idl") == titles("the liberation of idl") == [("The liberation of Idlib", "a1")]
    assert titles("oil lib") == [("Oil for Libya", "a5"), ("Libya and its oil", "a0")]
    assert [title for title, _ in titles("libraries un")] == []  # two letters are too few
    assert [title for title, _ in titles("libraries und")] == ["Libraries under fire"]  # once, though two have it
    assert titles('"liberation of idl') == titles("title:idl") == [("The liberation of Idlib", "a1")]
    assert titles("oil AND lib") == titles("author:lib") == titles("body:lib") == titles("-lib") == []


@pytest.mark.parametrize("text", ["", "lib ", "oil OR", "lib*", "?!", "\u3000", "zzz", "date:20", '"oil"'])
def test_nothing_is_suggested_where_no_word_is_being_typed(archive, text):
    assert archive.suggest(text) == ()


def test_of_each_kind_there_are_some(archive):
    kinds = [one.kind for one in archive.suggest("lib", limit=8)]
    assert kinds == sorted(kinds, key=list(SuggestionKind).index)
    assert set(kinds) == set(SuggestionKind)
    assert len(kinds) == 8


@pytest.mark.parametrize("limit", [0, 1, 2, 5, 8, 20, 10_000])
def test_no_more_than_the_limit(archive, limit):
    assert len(archive.suggest("l", limit=limit)) <= limit
    assert archive.suggest("lib", limit=limit)[:1] == archive.suggest("lib", limit=8)[: min(limit, 1)]


def test_a_negative_limit_is_refused(archive):
    with pytest.raises(UsageError, match="limit"):
        archive.suggest("lib", limit=-1)


ALPHABET = st.sampled_from(
    [
        "lib",
        "oil ",
        "ste",
        "\u00e9",
        '"',
        "\u201c",
        "(",
        ")",
        "-",
        "+",
        "=",
        "author:",
        "title:",
        " OR ",
        "*",
        "\u2019",
        "\u6771",
        "\u1112",
    ]
)


@given(text=st.text() | st.lists(ALPHABET, max_size=8).map("".join))
def test_whatever_is_typed_each_suggestion_finds_what_it_says(archive, text):
    for one in archive.suggest(text):
        assert one.count > 0
        parse(one.query)
        match one.kind:
            case SuggestionKind.WORD:
                prefix = "" if one.field is None else f"{one.field.name}:"
                typed = Unfinished.of(text)
                prefix += "=" if typed.is_exact else ""
                together = " ".join(prefix + word for word in (*typed.before, one.text))
                assert archive.search(together, limit=0).total == one.count
                assert forms(one.query)[-1:] == forms(one.text)
            case SuggestionKind.VALUE:
                assert archive.search(filters={one.field.name: [one.text]}, limit=0).total == one.count
            case SuggestionKind.TITLE:
                assert archive.article(one.article_id).title == one.text
