"""Near copies: what is almost the same text is found, and what only sounds like it is not."""

import random
import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.engine.whoosh.columns.near_copies import SIGNATURE, groups, signatures

PAD = 0xFFFF_FFFF
VOCABULARY = [f"word{number}" for number in range(3_000)]


def sketch(texts):
    """Signatures and lengths of texts, each a list of words."""
    hashes = np.array([zlib.crc32(word.encode()) for text in texts for word in text], np.uint32)
    lengths = np.array([len(text) for text in texts], np.int64)
    return signatures(hashes, np.cumsum(lengths)), lengths


def grouped(texts):
    return groups(*sketch(texts)).tolist()


def made(seed, length=400):
    """A text of words as frequent as in a language."""
    chooser = random.Random(seed)
    return [VOCABULARY[int(3_000 ** chooser.random()) - 1] for _ in range(length)]


def shingles(text):
    return {tuple(text[place : place + 3]) for place in range(max(len(text) - 2, 1))} if text else set()


def with_a_sentence_changed(text):
    return [*text[:200], *made(77, 12), *text[212:]]


def with_another_head(text):
    return [*made(78, 14), *text[8:]]


SHORT = made(5, 18)


@pytest.mark.parametrize(
    "copy",
    [lambda text: text, with_a_sentence_changed, with_another_head, lambda text: text[:-10], lambda text: text[10:]],
    ids=["exact", "a sentence changed", "another head", "the end cut off", "the beginning cut off"],
)
def test_a_copy_with_small_changes_is_near(copy):
    text = made(1)
    assert grouped([made(2), text, made(3), copy(text), made(4)]) == [0, 1, 2, 1, 4]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (made(1), made(2)),
        (made(1, 300) + made(9, 60), made(2, 300) + made(9, 60)),
        (made(1, 300) + made(2, 300), made(2, 300) + made(3, 300)),
        (SHORT, [*SHORT[:-1], "other"]),
        (SHORT, SHORT + SHORT),
        (["one"], ["two"]),
        (["one", "two"], ["two", "one"]),
        (["one"], ["one", "one"]),
        ([], []),
    ],
    ids=[
        "the same words", "the same tail", "half the text", "short, a word changed", "short, twice over",
        "one word", "two words in another order", "a word and twice the word", "no words",
    ],
)  # fmt: skip
def test_what_shares_only_a_part_is_not_near(one, other):
    assert grouped([one, other]) == [0, 1]


@pytest.mark.parametrize("text", [["one"], ["one", "two"], ["one", "two", "three"], SHORT, ["a"] * 500])
def test_equal_texts_are_near_however_short(text):
    assert grouped([made(1), text, text]) == [0, 1, 1]


def test_near_copies_of_near_copies_are_one_group():
    text = made(1, 600)
    drifting = [text]
    for step in range(8):
        drifting.append([*drifting[-1][: step * 60], *made(100 + step, 8), *drifting[-1][step * 60 + 8 :]])
    assert grouped(drifting) == [0] * 9


@given(st.lists(st.lists(st.sampled_from("abcde"), max_size=60), max_size=12))
def test_a_signature_is_the_smallest_hashes_of_the_distinct_shingles(texts):
    found, _ = sketch(texts)
    assert found.shape == (len(texts), SIGNATURE)
    known = {}
    for text, signature in zip(texts, found.tolist(), strict=True):
        hashes = [one for one in signature if one != PAD]
        assert signature == sorted(hashes) + [PAD] * (SIGNATURE - len(hashes))
        assert len(set(hashes)) == len(hashes) == min(len(shingles(text)), SIGNATURE)
        assert known.setdefault(tuple(text), signature) == signature


@pytest.mark.parametrize("length", [39, 40, 41, 1_000, 70_000])
def test_a_signature_does_not_depend_on_the_neighbours(length):
    text = made(1, length)
    alone, _ = sketch([text])
    among, _ = sketch([made(2, 3), [], text, ["one"], made(3, 90_000)])
    assert among[2].tolist() == alone[0].tolist()


def test_a_long_text_of_few_words_has_all_its_shingles():
    found, _ = sketch([["a", "b"] * 5_000, made(1)])
    assert np.count_nonzero(found[0] != PAD) == 2


def test_no_articles_have_no_groups():
    assert grouped([]) == []
    assert signatures(np.zeros(0, np.uint32), np.zeros(0, np.int64)).shape == (0, SIGNATURE)


def test_groups_do_not_depend_on_the_order_of_the_articles():
    chooser = random.Random(3)
    texts = []
    for seed in range(60):
        text = made(seed, chooser.choice([15, 60, 300]))
        texts += [text] + [chooser.choice([list, with_a_sentence_changed, with_another_head])(text) for _ in range(3)]
    found = groups(*sketch(texts))
    for seed in range(5):
        order = list(range(len(texts)))
        random.Random(seed).shuffle(order)
        shuffled = groups(*sketch([texts[number] for number in order]))
        together = {frozenset(np.flatnonzero(found == group).tolist()) for group in found}
        assert {
            frozenset(order[place] for place in np.flatnonzero(shuffled == group)) for group in shuffled
        } == together
        assert all(group == np.flatnonzero(shuffled == group)[0] for group in shuffled)


def test_many_articles_that_share_their_smallest_shingles_cost_no_square():
    # 50,000 texts with four hashes in common, in pairs that are near: a list of all pairs would not fit the memory.
    chooser = np.random.default_rng(1)
    found = np.sort(chooser.integers(1 << 20, PAD, (50_000, SIGNATURE), dtype=np.uint32), axis=1)
    found[:, :4] = [1, 2, 3, 4]
    found[25_000:] = found[:25_000]
    found[25_000:, -1] += 1
    names = groups(found, np.full(50_000, 400))
    assert names[25_000:].tolist() == list(range(25_000))


def test_many_equal_articles_are_one_group():
    found, lengths = sketch([made(1)])
    assert not groups(np.repeat(found, 50_000, axis=0), np.repeat(lengths, 50_000)).any()
