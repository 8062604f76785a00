"""Where a query matches in an article."""

import itertools
import sys
import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.analysis import MAX_WORD, forms, stem, tokenize
from indexer.articles.article import Article, Paragraph
from indexer.articles.serial import article_to_json, stored_texts
from indexer.fields import AUTHOR, BODY, DEFAULT_FIELDS, NOTE, TEXT_FIELDS, TITLE, FieldKind
from indexer.matching import compile_matcher, find_matches
from indexer.query.parser import parse
from indexer.query.tree import And, Everything, InField, Maybe, Not, Or, Phrase, Prefix, Word
from tests.examples import examples

ARTICLE = Article(
    id="one",
    title="Liberating O’Brien’s café",
    paragraphs=(
        Paragraph("The liberation of e-mail, of the zone; Liberated zones were many."),
        Paragraph("not offence, for defense,"),
        Paragraph("not offense. Demilitarized zone, and demilitarized again; zone."),
    ),
    authors=("Map Room", "History Desk"),
    note=(Paragraph("A note on liberation."),),
)


def marked(query, field=BODY):
    return [
        ARTICLE.texts(field)[match.part][match.start : match.end]
        for match in find_matches(parse(query), ARTICLE)
        if match.field == field
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("liberate", ["liberation", "Liberated"]),
        ("=liberation", ["liberation"]),
        ("liberat*", ["liberation", "Liberated"]),
        ('"demilitarized zone"', ["Demilitarized zone"]),
        ("demilitarized zone", ["zone", "zones", "Demilitarized zone"[:13], "zone", "demilitarized", "zone"]),
        ("e-mail", ["e-mail"]),
        ("liberate -zone", ["liberation", "Liberated"]),
        ("NOT liberate", []),
        ("title:liberate", []),
        ("note:liberation zone", ["zone", "zones", "zone", "zone"]),
        ('"for defense not offense"', ["for defense", "not offense"]),
        ('"of the zone" OR "the zone"', ["of the zone"]),
        ("", []),
        ("absent", []),
    ],
)
def test_exactly_what_the_query_means_is_marked(query, expected):
    assert marked(query) == expected


def test_a_phrase_that_runs_on_is_a_match_in_each_paragraph():
    matches = find_matches(parse('"defense not"'), ARTICLE)
    assert [(match.part, match.start) for match in matches] == [(1, 17), (2, 0)]


def test_a_phrase_runs_on_over_a_paragraph_without_a_word():
    article = Article(id="x", title="t", paragraphs=tuple(map(Paragraph, ("for defense", "* * *", "not offense"))))
    assert [(match.part, match.start) for match in find_matches(parse('"defense not"'), article)] == [(0, 4), (2, 0)]


def test_matches_stand_in_every_field_that_a_word_searches():
    assert marked("liberate", TITLE) == ["Liberating"]
    assert marked("obrien's OR o'brien cafe", TITLE) == ["O’Brien’s", "café"]
    assert marked("desk", AUTHOR) == ["Desk"]
    assert marked("liberation", NOTE) == []
    assert marked("note:liberation", NOTE) == ["liberation"]


def test_no_phrase_joins_two_values():
    assert marked('author:"room history"', AUTHOR) == []


def test_each_match_says_which_words_of_the_query_stand_there():
    article = Article(id="x", title="t", paragraphs=(Paragraph("oil sanctions: oil, and sanctions on oil"),))
    wanted = [match.wanted for match in find_matches(parse('"oil sanctions" oil sanction'), article)]
    oil, sanctions = wanted[1:3]
    assert wanted == [oil | sanctions, oil, sanctions, oil]
    assert oil.bit_count() == sanctions.bit_count() == 1
    assert not oil & sanctions


def test_what_an_archive_has_no_form_of_is_not_looked_for():
    class Archive:
        def forms_of_stem(self, stem):
            return {"liber": frozenset({"liberation", "liberating"})}.get(stem, frozenset())

    matcher = compile_matcher(parse('liberate zone "liberated zones" =many'), Archive())
    matches = matcher.matches(ARTICLE)
    assert [ARTICLE.texts(match.field)[match.part][match.start : match.end] for match in matches] == [
        "Liberating",
        "liberation",
        "many",
    ]


def test_matches_are_looked_for_in_the_fields_that_are_asked_for():
    matches = find_matches(parse("liberate OR desk OR note:liberate"), ARTICLE)
    matcher = compile_matcher(parse("=liberating OR =liberation OR =desk OR note:=liberation"), None)
    assert {match.field for match in matches} == {TITLE, BODY, AUTHOR, NOTE}
    assert [match.field for match in matcher.matches(ARTICLE, (BODY, TITLE))] == [TITLE, BODY]


@pytest.mark.parametrize("query", ["liberate", '"defense not"', "zon* OR note:liberate", "title:cafe", "-zone"])
def test_a_stored_article_has_the_matches_of_the_article(query):
    stored = stored_texts(article_to_json(ARTICLE))
    matches = find_matches(parse(query), stored)
    assert matches == tuple(
        match for match in find_matches(parse(query), ARTICLE) if match.field in {TITLE, BODY, NOTE}
    )


def test_a_word_of_very_many_forms_is_found_all_the_same():
    class Archive:
        def forms_of_stem(self, stem):
            return frozenset(f"{stem}{number}" for number in range(50_000))

    article = Article(id="x", title="t", paragraphs=(Paragraph("the zone7 and zone50000, zone49999 zonex"),))
    matches = compile_matcher(Word("zone"), Archive()).matches(article)
    assert [article.body[match.start : match.end] for match in matches] == ["zone7", "zone49999"]


@pytest.mark.parametrize("length", [MAX_WORD - 1, MAX_WORD, MAX_WORD + 1, 900])
@pytest.mark.parametrize("query", ["=w", "w*", "=w =end", '"w end"'])
def test_a_word_longer_than_the_limit_is_marked_whole(length, query):
    word = "w" * length
    article = Article(id="x", title="t", paragraphs=(Paragraph(f"A “{word}” end."),))
    matches = find_matches(parse(query.replace("w", word)), article)
    assert (matches[0].start, matches[-1].end) in {(3, 3 + length), (3, len(article.body) - 1)}


def test_words_that_differ_beyond_the_limit_are_one():
    article = Article(id="x", title="t", paragraphs=(Paragraph("w" * MAX_WORD + "x"),))
    assert len(find_matches(Word("w" * MAX_WORD + "y"), article)) == 1


HOSTILE = {
    "many words": "oil and " * 50_000,
    "apostrophes": "'" * 50_000 + "oil" + "'" * 50_000 + "x" + "' '" * 10_000,
    "apostrophes within": "oil" + "'" * 100_000 + "x",
    "a huge word": "o" * 100_000 + " oil",
    "spaces": "oil" + " -" * 50_000 + "oil",
    "a phrase almost": "oil oil oil oil " * 10_000,
    "not ASCII": "oil “½”… " * 10_000,
    "accents": "oil" + "\u0301" * 100_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("query", ["oil", "o*", '"oil and oil"', '"oil oil oil oil x"', '"x oil"'])
def test_any_text_is_searched_in_linear_time(text, query):
    # Quadratic work would take minutes here.
    article = Article(id="x", title="t", paragraphs=(Paragraph(text),))
    matches = find_matches(parse(query), article)
    assert all(earlier.end <= later.start for earlier, later in itertools.pairwise(matches))


def test_threads_share_a_matcher():
    matcher = compile_matcher(parse("=zone OR =liberation OR =café"), None)
    expected = matcher.matches(ARTICLE)
    wrong = []

    def search():
        for _ in range(200):
            wrong.extend(match for match in matcher.matches(ARTICLE) if match not in expected)

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        threads = [threading.Thread(target=search) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(interval)
    assert expected
    assert not wrong


@pytest.mark.parametrize(
    "paragraphs", [("a",) * 60_000, ("a " * 60_000,)], ids=["many paragraphs", "one paragraph of many words"]
)
@pytest.mark.parametrize("query", ["a", '"a a"', "a " * 200, "a*"])
def test_an_article_of_many_matches_is_marked_at_once(paragraphs, query):
    # Quadratic work would take minutes here.
    article = Article(id="x", title="t", paragraphs=tuple(map(Paragraph, paragraphs)))
    matches = find_matches(parse(query), article)
    assert len(matches) in {1, 60_000}


@given(text=st.text(alphabet="ab -'é½\n“"), words=st.text(alphabet="ab é½"))
@settings(deadline=None)
def test_matches_are_in_order_and_never_overlap(text, words):
    article = Article(id="x", title="a", paragraphs=(Paragraph(text or "a"),))
    matches = find_matches(parse(f'"{words}a" {words}b a*'), article)
    for earlier, later in itertools.pairwise(matches):
        assert (earlier.field, earlier.part) != (later.field, later.part) or earlier.end <= later.start
    assert all(match.start < match.end for match in matches)


# What a match is, word by word: slow, and plain to see.


def plain_matches(tree, article):
    patterns = list(plain_patterns(tree, DEFAULT_FIELDS))
    for field in TEXT_FIELDS:
        runs = [run for fields, run in patterns if field in fields]
        texts = article.texts(field)
        groups = [texts] if field.kind is FieldKind.TEXT else [(text,) for text in texts]
        part = 0
        for group in groups:
            yield from (
                (field, first_part + part, start, end) for first_part, start, end in plain_matches_in(group, runs)
            )
            part += len(group)


def plain_patterns(tree, fields):
    match tree:
        case Word(text, exact) | Phrase(text, exact):
            if forms(text):
                yield (
                    fields,
                    [(lambda word, form=form: word == form) if exact else same_stem(form) for form in forms(text)],
                )
        case Prefix(text):
            yield fields, [lambda word: word.startswith(forms(text)[0])]
        case And(parts) | Or(parts):
            for part in parts:
                yield from plain_patterns(part, fields)
        case Maybe(required, optional):
            yield from plain_patterns(And((required, optional)), fields)
        case InField(field, part):
            yield from plain_patterns(part, (field,))


def same_stem(form):
    return lambda word: stem(word) == stem(form)


def plain_matches_in(texts, runs):
    words = [(part, token) for part, text in enumerate(texts) for token in tokenize(text)]
    matched = set()  # runs [begin, end) of words
    for run in runs:
        for begin in range(len(words) - len(run) + 1):
            if all(met_by(words[begin + place][1].form) for place, met_by in enumerate(run)):
                matched.add((begin, begin + len(run)))
    found = []
    for begin, end in overlaps_made_one(sorted(matched)):
        for part in range(len(texts)):
            tokens = [token for in_part, token in words[begin:end] if in_part == part]
            if tokens:
                found.append((part, tokens[0].start, tokens[-1].end))
    # Once more, as two words may be one character: ½.
    for part in range(len(texts)):
        for start, end in overlaps_made_one((start, end) for in_part, start, end in found if in_part == part):
            yield part, start, end


def overlaps_made_one(runs):
    merged = []
    for begin, end in runs:
        if merged and begin < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((begin, end))
    return merged


LETTERS = "aabbs -'’é½ßﬁ…“京\u0301\n𝐀😀İ"
WORDS = st.text(alphabet="abs'é½1ß京", min_size=1, max_size=4).filter(forms)
TREES = st.recursive(
    st.one_of(
        st.builds(Word, WORDS, st.booleans()),
        st.builds(Phrase, st.lists(WORDS, min_size=1, max_size=4).map(" ".join), st.booleans()),
        WORDS.filter(lambda word: len(forms(word)) == 1).map(Prefix),
        st.just(Everything()),
    ),
    lambda part: st.one_of(
        st.builds(Not, part),
        st.builds(Maybe, part, part),
        st.builds(InField, st.sampled_from(TEXT_FIELDS), part),
        st.builds(lambda *parts: And(parts), part, part),
        st.builds(lambda *parts: Or(parts), part, part, part),
    ),
    max_leaves=5,
)
LINES = st.lists(st.text(alphabet=LETTERS, min_size=1, max_size=20), max_size=4)


@given(tree=TREES, title=st.text(alphabet=LETTERS, min_size=1), body=LINES, authors=LINES, note=LINES)
@examples(80)
def test_matches_are_those_that_looking_word_by_word_finds(tree, title, body, authors, note):
    article = Article(
        id="x",
        title=title,
        paragraphs=tuple(map(Paragraph, body)),
        authors=tuple(authors),
        note=tuple(map(Paragraph, note)),
    )
    assert [match[:4] for match in find_matches(tree, article)] == list(plain_matches(tree, article))


def test_a_phrase_of_one_word_again_and_again_is_looked_for_with_a_bound(monkeypatch):
    monkeypatch.setattr("indexer.looked_for._MOST_STEPS", 100)
    article = Article(id="x", title="t", paragraphs=(Paragraph("ha " * 1_000),))
    (match,) = find_matches(Phrase("ha " * 10), article)
    assert match.start == 0
    assert match.end < len("ha " * 30)
