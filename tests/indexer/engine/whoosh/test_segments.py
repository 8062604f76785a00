"""A segment holds exactly the words of its articles, where they stand; merged, exactly those that stay."""

import itertools
import random
from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis import Divider, fold_signs, forms, stem
from indexer.articles.article import Article, Paragraph
from indexer.articles.serial import article_from_json, article_to_json
from indexer.blocks import claimed_sum
from indexer.engine.whoosh.segments import postings, word_numbers
from indexer.engine.whoosh.segments.collector import WhooshCollector
from indexer.engine.whoosh.segments.merge_policy import due_merges
from indexer.engine.whoosh.segments.merging import MergePart, SegmentMerge, merge
from indexer.engine.whoosh.segments.segment import Segment
from indexer.engine.whoosh.segments.texts import TEXTS_FILE, TextReader, train
from indexer.engine.whoosh.segments.word_numbers import FIRST_FORM, WordNumbers
from indexer.engine.whoosh.segments.words import VALUE_GAP
from indexer.fields import BODY, TEXT_FIELDS, FieldKind
from tests.examples import examples

TEXTS = st.text(
    alphabet=st.one_of(st.sampled_from("ab Oé’'.!?…\"”»)]ßæ東 \u0301−–-\n"), st.characters(exclude_categories=["Cs"])),
    max_size=60,
)
DIVIDERS = "".join(map(chr, Divider))


def without_dividers(text):
    return text.translate({ord(divider): " " for divider in DIVIDERS})


def numbered(*texts):
    """The forms of each text, empty for what is none, and its dividers, as one list a text."""
    numbers = WordNumbers()
    tokens, counts = numbers.of([fold_signs(text) for text in texts])
    words = [numbers.forms[token - FIRST_FORM] if token >= FIRST_FORM else bytes([token][:token]) for token in tokens]
    ends = np.cumsum(counts).tolist()
    return [words[start:end] for start, end in itertools.pairwise([0, *ends])]


def forms_in_index(*texts):
    return [[word.decode() for word in words if word and word != Divider.SENTENCE.word] for words in numbered(*texts)]


@given(texts=st.lists(TEXTS.map(without_dividers), min_size=1, max_size=4))
@examples(150)
def test_the_words_of_the_index_are_the_words_of_the_query_side(texts):
    assert forms_in_index(*texts) == [forms(text) for text in texts]


@given(words=st.lists(st.text(alphabet="ab'é", min_size=1, max_size=20), max_size=40), slot_bits=st.integers(0, 3))
def test_words_that_contend_for_a_slot_are_told_apart(words, slot_bits):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(word_numbers, "_SLOT_BITS", slot_bits)
        numbers = WordNumbers()
        for first in range(0, len(words) + 1, 10):
            text = " ".join(words[first : first + 10])
            tokens, _ = numbers.of([fold_signs(text)])
            assert [numbers.forms[token - FIRST_FORM].decode() for token in tokens if token] == forms(text)


def test_a_word_that_is_cut_at_an_apostrophe_is_not_the_word_that_ends_in_one():
    for text in ("k" * 199 + "'s " + "k" * 199 + "' x", "k" * 199 + "' " + "k" * 199 + "'s " + "k" * 199 + "'s"):
        assert forms_in_index(text) == [forms(text)]
        assert len(set(forms(text))) > 1


def test_many_words_are_looked_up_in_stretches(monkeypatch):
    monkeypatch.setattr(word_numbers, "_STRETCH", 3)
    texts = ["a bb. 'ccc' dd", "", "a e f g " + "h" * 40, "bb"]
    assert forms_in_index(*texts) == [forms(text) for text in texts]
    assert forms_in_index("", " ") == [[], []]


def test_a_word_is_cut_at_its_characters_not_at_its_bytes():
    text = "é" * 5 + "東" + "ж" * 300
    assert forms_in_index(text) == [forms(text)]
    assert len(forms(text)[-1]) == 200


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("One. Two", 1),
        ("One! Two? Three", 2),
        ("He said “Go.” Then he went", 1),
        ("He said ‘Go.’ Then he went", 1),
        ('(It rained.) "Did it?" It did', 2),
        ("It cost 3.5 dollars. ", 1),
        ("Wait… Then", 1),
        ("What?! No", 1),
        ('It was I...." She left', 1),
        ("no end", 0),
    ],
)
def test_a_sentence_ends_at_its_sign_before_a_space(text, ends):
    assert numbered(text)[0].count(Divider.SENTENCE.word) == ends


def made_article(number, rng, *, longest=30):
    def text(most):
        words = rng.choices(
            ["oil", "oils", "Oiled", "peace", "of", "the", "Café", "O’Brien", "e-mail", "x.", "1"], k=most
        )
        return " ".join(words)

    return Article(
        id=f"a{number}",
        title=text(rng.randrange(1, 5)),
        paragraphs=tuple(Paragraph(text(rng.randrange(1, longest))) for _ in range(rng.randrange(4))),
        authors=tuple(f"Author {rng.randrange(9)}" for _ in range(rng.randrange(3))),
        themes=tuple(f"Theme {place}" for place in range(rng.randrange(3))),
        note=(Paragraph("A note"),) if number % 5 == 0 else (),
        digest=f"{number:032x}",
    )


def segment_of(folder, name, articles, left_out=()):
    collector = WhooshCollector(folder)
    for article in articles:
        collector.add(article)
    ids = [None if article.id in left_out else article.id for article in articles]
    flushed = collector.flush(name, ids, range(len(articles)))
    return flushed, Segment(folder, name, flushed.payload.written, reader(folder))


def reader(folder):
    path = folder / TEXTS_FILE
    return TextReader(folder, claimed_sum(path) if path.exists() else None)


def expected_positions(articles, field):
    """By form: {article number: positions}."""
    gap = VALUE_GAP if field.kind is FieldKind.VALUES else 0
    found = defaultdict(lambda: defaultdict(list))
    for number, article in enumerate(articles):
        position = 0
        for text in article.texts(field):
            for form in forms(text):
                found[form][number].append(position)
                position += 1
            position += gap
    return found


def read_positions(segment, field):
    found = {}
    for term in segment.fields[field].terms.tolist():
        postings = segment.fields[field]
        run = postings.run_of_terms(*postings.term_bounds(term, term + 1))
        assert run.single
        cuts = np.cumsum(run.frequencies, dtype=np.int64)[:-1]
        places = [part.tolist() for part in np.split(run.positions(), cuts)]
        found[segment.forms[term].decode()] = dict(zip(run.articles.tolist(), places, strict=True))
    return found


def assert_holds(segment, articles):
    assert segment.count == len(articles)
    every_form = set()
    for field in TEXT_FIELDS:
        expected = expected_positions(articles, field)
        assert read_positions(segment, field) == expected, field.name
        every_form |= expected.keys()
    listed = [form.decode() for form in segment.forms]
    assert listed == sorted(every_form, key=lambda form: (stem(form).encode(), form.encode()))
    assert [listed[number] for number in segment.alphabet] == sorted(listed, key=str.encode)
    for form in listed:
        first, last = segment.stem_range(stem(form))
        assert form in listed[first:last]
        assert all(stem(other) == stem(form) for other in listed[first:last])
        assert listed[segment.form_range(form)[0]] == form
    assert segment.form_range("nowhere") == segment.stem_range("nowher") == (0, 0)
    for number, article in enumerate(articles):
        assert article_from_json(segment.stored(number)).digest == article.digest
        paragraphs = np.cumsum([0] + [len(forms(one.text)) for one in article.paragraphs])
        assert segment.paragraph_starts(number).tolist() == sorted(
            {*paragraphs[:-1].tolist(), 0} - {paragraphs[-1] or -1}
        )
        assert set(segment.paragraph_starts(number)) <= set(segment.sentence_starts(number))


@pytest.fixture
def articles():
    rng = random.Random(3)
    return [made_article(number, rng) for number in range(60)]


def test_a_segment_holds_every_word_where_it_stands(tmp_path, articles):
    flushed, segment = segment_of(tmp_path, "s", articles)
    assert flushed.articles == len(articles)
    assert flushed.words == sum(
        len(forms(text)) for one in articles for field in TEXT_FIELDS for text in one.texts(field)
    )
    assert_holds(segment, articles)


def test_articles_without_an_id_are_left_out_with_their_words(tmp_path, articles):
    alone = Article(id="alone", title="Unheardof", paragraphs=(), digest="ff" * 16)
    left_out = {"a3", "a0", "a59", "alone"}
    _, segment = segment_of(tmp_path, "s", [*articles, alone], left_out)
    assert_holds(segment, [article for article in articles if article.id not in left_out])


def test_a_collector_that_is_left_nothing_writes_nothing_and_begins_anew(tmp_path, articles):
    collector = WhooshCollector(tmp_path)
    collector.add(articles[0])
    assert collector.flush("none", [None], [0]) is None
    assert list(tmp_path.iterdir()) == []
    collector.add(articles[1])
    assert collector.articles == 1
    assert collector.flush("one", ["x"], [1]).articles == 1


def test_keys_too_wide_for_one_integer_are_sorted_all_the_same(tmp_path, articles, monkeypatch):
    monkeypatch.setattr(postings, "_KEY_BITS", 8)
    _, segment = segment_of(tmp_path, "s", articles)
    assert_holds(segment, articles)


def test_positions_past_65_535_and_frequencies_past_254(tmp_path):
    body = " ".join(["common"] * 70_000 + ["last"])
    long = Article(id="long", title="t", paragraphs=(Paragraph(body),), digest="aa" * 16)
    short = Article(id="short", title="t", paragraphs=(Paragraph("common last " * 254),), digest="bb" * 16)
    _, segment = segment_of(tmp_path, "s", [short, long])
    postings = segment.fields[BODY]
    run = postings.run_of_terms(*postings.term_bounds(*segment.form_range("common")))
    assert run.frequencies.tolist() == [254, 70_000]
    run = postings.run_of_terms(*postings.term_bounds(*segment.form_range("last")))
    assert run.positions()[-1] == 70_000
    assert_holds(segment, [short, long])


def test_an_article_with_500_values_keeps_them_apart(tmp_path):
    article = Article(
        id="x", title="t", paragraphs=(), themes=tuple(f"Theme {n}" for n in range(500)), digest="aa" * 16
    )
    _, segment = segment_of(tmp_path, "s", [article])
    assert_holds(segment, [article])


def test_signs_of_our_own_in_a_text_divide_nothing(tmp_path):
    article = Article(
        id="x", title="a \x04 b", paragraphs=(Paragraph("c \x02 d \x01 e"),), authors=("f \x03 g",), digest="aa" * 16
    )
    _, segment = segment_of(tmp_path, "s", [article])
    assert_holds(segment, [article])


@pytest.mark.parametrize("share", [0, 0.4, 0.95])
def test_a_merged_segment_holds_what_lives_in_its_parts(share, tmp_path, articles):
    rng = random.Random(share)
    train(tmp_path, [article_to_json(article) for article in articles * 2])
    parts, kept = [], []
    for name, group in (("p", articles[:10]), ("q", articles[10:11]), ("r", articles[11:])):
        flushed, _ = segment_of(tmp_path, name, group)
        live = np.array([rng.random() >= share for _ in group])
        parts.append(MergePart(name, flushed.payload.written, None if live.all() else live))
        kept += [article for article, lives in zip(group, live, strict=True) if lives]
    flushed = merge(tmp_path, SegmentMerge("merged", tuple(parts)))
    assert flushed.articles == len(kept)
    assert flushed.words == sum(len(forms(text)) for one in kept for field in TEXT_FIELDS for text in one.texts(field))
    assert_holds(Segment(tmp_path, "merged", flushed.payload, reader(tmp_path)), kept)


@pytest.mark.parametrize(
    ("counts", "lives", "full", "groups"),
    [
        ([16_000] * 6, [16_000] * 6, True, [[0, 1, 2, 3], [4, 5]]),
        ([65_536, 1], [65_536, 1], True, []),
        ([5], [5], True, []),
        ([3] * 7, [3] * 7, False, []),
        ([3] * 8, [3] * 8, False, [[0, 1, 2, 3, 4, 5, 6, 7]]),
        ([3, 500, 3, 3, 3, 3, 3, 3, 3], [3, 500, 3, 3, 3, 3, 3, 3, 3], False, [[0, 2, 3, 4, 5, 6, 7, 8]]),
        ([100, 100], [69, 70], False, [[0]]),
        ([100], [0], False, []),
        ([32_000] * 8, [32_000] * 8, False, [[0, 1], [2, 3], [4, 5], [6, 7]]),
        ([40_000] * 9, [40_000] * 9, False, []),
        ([60_000] * 8 + [33_000, 32_500], [60_000] * 8 + [33_000, 32_500], False, []),
        ([4_000] * 7 + [600] * 8, [4_000] * 7 + [600] * 8, False, [[0, 1, 2, 3, 4, 5, 6, 7]]),
    ],
)
def test_segments_are_merged_when_it_is_due(counts, lives, full, groups):
    assert due_merges(counts, lives, full_build=full) == groups


def test_a_collector_is_full_of_words_of_forms_or_of_bytes(tmp_path, articles, monkeypatch):
    monkeypatch.setattr("indexer.engine.whoosh.segments.words._NUMBERED_AT_ONCE", 100)
    for bound in ("MOST_WORDS", "MOST_ARTICLES", "MOST_FORMS", "MOST_BYTES"):
        with monkeypatch.context() as patch:
            patch.setattr(f"indexer.engine.whoosh.segments.collector.{bound}", 5)
            collector = WhooshCollector(tmp_path)
            assert not collector.is_full
            for article in articles[:5]:
                collector.add(article)
            assert collector.is_full, bound


def test_overlong_words_are_not_remembered_as_they_stand():
    numbers = WordNumbers()
    numbers.of([b"x" * 100_000, b"x" * 100_001])
    assert len(numbers.forms) == 1
    assert max(map(len, numbers._number)) <= 200
