"""Marks of patterns, of forms taken out and of words near one another: exactly those that trying all places finds."""

import itertools
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_matching import overlaps_made_one

from indexer.analysis import MAX_WORD, forms, stem, tokenize
from indexer.articles.article import Article, Paragraph
from indexer.fields import AUTHOR, BODY, DEFAULT_FIELDS, NOTE, TEXT_FIELDS, TITLE, FieldKind
from indexer.looked_for import Looked, RunPattern, Wanted
from indexer.matching import compile_matcher, find_matches
from indexer.patterns import means
from indexer.query.parser import parse
from indexer.query.tree import (
    And,
    Fuzzy,
    InField,
    Maybe,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Unit,
    Wildcard,
    Word,
)


def article_of(*paragraphs, title="t", authors=(), note=()):
    return Article(
        id="x",
        title=title,
        paragraphs=tuple(map(Paragraph, paragraphs)),
        authors=tuple(authors),
        note=tuple(map(Paragraph, note)),
    )


def shown(query, article, field=BODY):
    """The texts of a field with their marks in brackets."""
    tree = parse(query) if isinstance(query, str) else query
    matches = [match for match in find_matches(tree, article) if match.field == field]
    for part, text in enumerate(article.texts(field)):
        cursor, pieces = 0, []
        for match in matches:
            if match.part == part:
                pieces += [text[cursor : match.start], "[", text[match.start : match.end], "]"]
                cursor = match.end
        yield "".join([*pieces, text[cursor:]])


MARKS = [
    ("wom?n", "A woman; women, womans.", "A [woman]; [women], womans."),
    ("*eration", "Liberation, a deliberation; erations, ration.", "[Liberation], a [deliberation]; erations, ration."),
    ("?il OR ?él", "Oil, soil, fil, é, bél.", "[Oil], soil, [fil], é, [bél]."),
    ("treaty~", "Treaty, treaties, treat, traety, treat’y.", "[Treaty], treaties, [treat], traety, [treat’y]."),
    ("oil[-oiled]", "Oil, oils, oiled; Oiling.", "[Oil], [oils], oiled; [Oiling]."),
    ("oil*[-oils]", "Oil, oils, oily.", "[Oil], oils, [oily]."),
    ("o*l[-oil,-ol]", "Oil, ol, ovel.", "Oil, ol, [ovel]."),
    ("oil~[-soil]", "Oil, soil, coil.", "[Oil], soil, [coil]."),
    ('"oil sanctions"~0', "Sanctions, oil. Oil, or sanctions.", "[Sanctions], [oil]. Oil, or sanctions."),
    ('"oil sanctions"~1', "Oil or sanctions. Oil or no sanctions.", "[Oil] or [sanctions]. [Oil] or no sanctions."),
    ('"a b"~2', "a x x x b x a x x b a", "a x x x [b] x [a] x x [b] [a]"),
    ('"a b"~0', "a a b b", "a [a] [b] b"),
    ("(“a b” c)~1", "c a b a b x c a b x x c", "[c] [a b] [a b] x [c] [a b] x x c"),
    ('("a b" b)~0', "a b. x b a b b", "[a b]. x [b] [a b] [b]"),
    ("(o?l gas*)~1", "Oil, gasoline; gas and all the oil.", "[Oil], [gasoline]; [gas] and all the oil."),
    ("(oil[-oils] gas)~0", "Oils gas. Gas oil.", "Oils gas. [Gas] [oil]."),
    ('"e-mail list"~1', "E-mail a list. List e mail. mail list", "[E-mail] a [list]. [List] [e mail]. mail [list]"),
    ('"oil gas"~s', "Oil. Gas? Gas, oil! Oil and gas", "Oil. Gas? [Gas], [oil]! [Oil] and [gas]"),
    ('"oil gas"~s', "Mr. Oil of B. Gas.", "Mr. [Oil] of B. [Gas]."),
    ('("oil gas" war)~s', "Oil. Gas war. War, oil gas.", "Oil. Gas war. [War], [oil gas]."),
    ('("oil. gas" war)~s', "War oil. Gas war.", "War oil. Gas war."),
    ('"oil gas"~3 -coal', "coal, oil, gas", "coal, [oil], [gas]"),
]


@pytest.mark.parametrize(("query", "text", "marked"), MARKS)
def test_exactly_what_is_meant_is_marked(query, text, marked):
    assert list(shown(query, article_of(text))) == [marked]


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ('"oil gas"~s', ["oil", "gas. Oil", "[gas] and [oil]"]),
        ('"oil gas"~p', ["oil", "[gas]. [Oil]", "[gas] and [oil]"]),
        ('"oil gas"~0', ["[oil]", "[gas]. [Oil]", "[gas] and oil"]),
        ('("oil gas" and)~1', ["oil", "gas. [Oil]", "[gas] [and] oil"]),
        ('("oil gas" and)~p', ["oil", "gas. Oil", "gas and oil"]),
    ],
)
def test_a_window_runs_on_into_the_next_paragraph_and_a_unit_does_not(query, marked):
    assert list(shown(query, article_of("oil", "gas. Oil", "gas and oil"))) == marked


def test_in_other_fields_a_unit_is_the_title_or_one_name():
    article = article_of("Oil. Gas", title="Oil. Gas war", authors=("Oil war", "Gas", "Gas. Oil"))
    for unit in ("s", "p"):
        assert list(shown(f'"oil gas"~{unit}', article, TITLE)) == ["[Oil]. [Gas] war"]
        assert list(shown(f'"oil gas"~{unit}', article, AUTHOR)) == ["Oil war", "Gas", "[Gas]. [Oil]"]
    assert list(shown('author:"oil gas"~500', article, AUTHOR)) == ["Oil war", "Gas", "[Gas]. [Oil]"]
    assert list(shown('"oil gas"~s', article)) == list(shown('title:"oil gas"~s', article)) == ["Oil. Gas"]


def test_a_sentence_of_cjk_ends_at_its_own_full_stop():
    assert list(shown('"東 京"~s', article_of("東の。 京 東！ 京"))) == ["東の。 [京] [東]！ 京"]


def test_each_part_that_is_near_says_which_words_stand_there():
    article = article_of("oil x gas, oil gas x x x oil")
    wanted = [match.wanted for match in find_matches(parse('("oil gas" gas)~1'), article)]
    assert [one.bit_count() for one in wanted] == [1, 2]
    assert wanted[0] & wanted[1]


def test_very_many_places_near_one_another_are_all_marked():
    article = article_of("the oil " * 3_000 + "x " * 600 + "oil", title="t")
    matches = find_matches(parse('"the oil"~500'), article)
    assert len(matches) == 6_000


@pytest.mark.parametrize("query", ['"a b"~500', '"a b c"~0', "(a* b)~3", '("a a" b)~9', '"a b"~p', '(?b "a b")~s'])
@pytest.mark.parametrize("paragraphs", [("a b " * 40_000,), ("a",) * 30_000 + ("b",), ("a b.",) * 20_000])
def test_hostile_texts_are_looked_through_at_once(query, paragraphs):
    # Quadratic work would take minutes here.
    matches = find_matches(parse(query), article_of(*paragraphs))
    assert all(one[:2] != other[:2] or one.end <= other.start for one, other in itertools.pairwise(matches))


def test_nearness_is_looked_for_with_a_bound(monkeypatch):
    monkeypatch.setattr("indexer.looked_for._MOST_STEPS", 10)
    matches = find_matches(parse('"a b"~0'), article_of("a b x x " * 100))
    assert len(matches) == 6  # of five places, the last an "a" with its "b"


def test_words_without_a_common_beginning_are_looked_for_one_by_one():
    wanted = Wanted.among(frozenset({"oil", "gas", "w" * MAX_WORD}))
    assert (wanted.beginning, wanted.is_certain) == ("", False)
    looked = Looked([f"Oil, gases & gas; {'w' * MAX_WORD}x"], has_sentences=True)
    found = [looked.words[start:end] for start, end in wanted.places(looked.words)]
    assert found == ["oil", "gas", "w" * MAX_WORD + "x"]
    run = RunPattern.of(frozenset(), [wanted, Wanted.among(frozenset({"gas"}))], 1)
    assert run.places(Looked(["gas oil gas gas coal"], has_sentences=True).words) == [(7, 14), (11, 18)]


# Marks, by trying all stretches of words: slow, and plain to see.


def plain_marks(tree, article):
    for field in TEXT_FIELDS:
        texts = article.texts(field)
        groups = [texts] if field.kind is FieldKind.TEXT else [(text,) for text in texts]
        part = 0
        for group in groups:
            words = [(number, token) for number, text in enumerate(group) for token in tokenize(text)]
            runs = set(plain_runs(tree, field, DEFAULT_FIELDS, words, group))
            for number in range(len(group)):
                pieces = []
                for begin, end in overlaps_made_one(sorted(runs)):
                    tokens = [token for in_part, token in words[begin:end] if in_part == number]
                    pieces += [(tokens[0].start, tokens[-1].end)] if tokens else []
                yield from ((field, part + number, *piece) for piece in overlaps_made_one(sorted(pieces)))
            part += len(group)


def plain_runs(tree, field, fields, words, texts):
    """[begin, end) of all words that a tree marks in a field."""
    match tree:
        case Near(parts, reach) if field in fields:
            places = [list(plain_places(part, words)) for part in parts]
            stretches = [
                (first, last)
                for first, last in plain_stretches(field, words, texts, sum(map(size, parts)), reach)
                if all(any(first <= begin and end <= last for begin, end in one) for one in places)
            ]
            for begin, end in itertools.chain(*places):
                if any(first <= begin and end <= last for first, last in stretches):
                    yield begin, end
        case And(parts) | Or(parts):
            for part in parts:
                yield from plain_runs(part, field, fields, words, texts)
        case Maybe(required, optional):
            yield from plain_runs(And((required, optional)), field, fields, words, texts)
        case InField(own, part):
            yield from plain_runs(part, field, (own,), words, texts)
        case Word() | Phrase() | Prefix() | Wildcard() | Fuzzy() if field in fields:
            yield from plain_places(tree, words)


def plain_stretches(field, words, texts, least, reach):
    if isinstance(reach, int):
        yield from ((start, start + least + reach) for start in range(len(words)))
    elif field != BODY:
        yield 0, len(words)
    else:
        before = 0
        for text in texts:
            for piece in re.split(r"(?<=[.!?]) ", text) if reach is Unit.SENTENCE else [text]:
                yield before, before + len(forms(piece))
                before += len(forms(piece))


def size(leaf):
    return len(forms(leaf.text)) if isinstance(leaf, Word | Phrase) else 1


def plain_places(leaf, words):
    tests = list(plain_tests(leaf))
    for begin in range(len(words) - len(tests) + 1):
        if all(test(words[begin + place][1].form) for place, test in enumerate(tests)):
            yield begin, begin + len(tests)


def plain_tests(leaf):
    match leaf:
        case Word(text, exact) | Phrase(text, exact):
            out = leaf.without if isinstance(leaf, Word) else ()
            for form in forms(text):
                if exact:
                    yield lambda word, form=form: word == form
                else:
                    yield lambda word, form=form: stem(word) == stem(form) and word not in out
        case _:
            yield means(leaf)


VOCABULARY = ["oil", "oils", "oiled", "soil", "of", "the", "é", "o’il", "e-mail", "東", "w" * 201]
WITHOUT = st.lists(st.sampled_from(["oil", "oils", "of", "absent"]), max_size=2, unique=True).map(tuple)
LEAVES = st.one_of(
    st.builds(Word, st.sampled_from([*VOCABULARY, "absent"]), st.booleans()),
    st.builds(Word, st.sampled_from(["oil", "of"]), without=WITHOUT),
    st.builds(Phrase, st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=3).map(" ".join), st.booleans()),
    st.builds(Prefix, st.sampled_from(["o", "oil", "t", "zz", "w" * 200]), WITHOUT),
    st.builds(Wildcard, st.sampled_from(["o?l", "?", "*il", "*e*", "o*", "o'*"]), WITHOUT),
    st.builds(Fuzzy, st.sampled_from(["oil", "tea", "off"]), st.integers(1, 2), WITHOUT),
)
REACHES = st.one_of(st.integers(0, 6), st.sampled_from(Unit))
NEARS = st.builds(Near, st.lists(LEAVES, min_size=2, max_size=3, unique=True).map(tuple), REACHES)
TREES = st.recursive(
    st.one_of(
        LEAVES,
        NEARS,
        NEARS,
        st.builds(InField, st.sampled_from(TEXT_FIELDS), LEAVES),
        st.builds(InField, st.sampled_from([field for field in TEXT_FIELDS if field != NOTE]), NEARS),
    ),
    lambda trees: st.one_of(
        st.builds(lambda *parts: And(parts), trees, trees),
        st.builds(lambda *parts: Or(parts), trees, trees),
        st.builds(Not, trees),
        st.builds(Maybe, trees, trees),
    ),
    max_leaves=3,
)
TEXTS = st.lists(
    st.builds(
        lambda words, signs: " ".join(
            word + sign * (len(forms(word)[-1]) > 1) for word, sign in zip(words, signs, strict=False)
        ),
        st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=12),
        st.lists(st.sampled_from(["", "", "", ".", "!", "?", ","]), min_size=12, max_size=12),
    ),
    max_size=3,
)


def check_marks(tree, title, body, authors, note):
    article = article_of(*body, title=title, authors=authors, note=note)
    assert [match[:4] for match in find_matches(tree, article)] == list(plain_marks(tree, article))


LOOKED_AT = {
    "tree": TREES,
    "title": TEXTS.map(lambda texts: " ".join(["t", *texts])),
    "body": TEXTS,
    "authors": TEXTS,
    "note": TEXTS,
}


@given(**LOOKED_AT)
@settings(deadline=None, max_examples=80)
def test_marks_are_those_that_trying_all_stretches_finds(tree, title, body, authors, note):
    check_marks(tree, title, body, authors, note)


@pytest.mark.soak
@given(**LOOKED_AT)
@settings(deadline=None, max_examples=10_000)
def test_marks_of_thousands_of_trees_are_those_that_trying_all_stretches_finds(tree, title, body, authors, note):
    check_marks(tree, title, body, authors, note)


@given(**LOOKED_AT)
@settings(deadline=None, max_examples=25)
def test_a_greater_vocabulary_marks_the_same(tree, title, body, authors, note):
    """That of an archive, which has the article's words and many more."""

    class Archive:
        words = frozenset(form for text in [*VOCABULARY, "oiling", "treaty", "off", "ea"] for form in forms(text))

        def forms_of_stem(self, wanted):
            return frozenset(form for form in {*self.words, "t"} if stem(form) == wanted)

        def forms_meant(self, pattern):
            return frozenset(filter(means(pattern), {*self.words, "t"}))

    article = article_of(*body, title=title, authors=authors, note=note)
    by_archive = compile_matcher(tree, Archive()).matches(article)
    assert [match[:4] for match in by_archive] == [match[:4] for match in find_matches(tree, article)]
