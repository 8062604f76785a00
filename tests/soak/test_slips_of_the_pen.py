"""Words of real articles, misspelled by rule: what is meant is what is suggested first."""

import itertools
import lzma
import random
from collections import Counter
from pathlib import Path

import pytest

from indexer import Archive
from indexer.analysis import stem
from indexer.fields import DEFAULT_FIELDS

CORPUS = Path(__file__).parents[3] / "shared" / "corpora" / "newswire-105k.jsonl.xz"
MANY = 20_000
WORDS = 200
FEW = 5  # hits, from which on nobody asks for corrections
BESIDE = {"a": "qs", "e": "wr", "i": "uo", "o": "ip", "u": "yi", "t": "ry", "n": "bm", "r": "et", "s": "ad", "l": "k"}
BY_EAR = (("ph", "f"), ("ie", "ei"), ("ei", "ie"), ("ck", "k"), ("ent", "ant"), ("ant", "ent"), ("able", "ible"),
          ("c", "s"), ("ea", "ee"), ("y", "i"), ("ss", "s"), ("ll", "l"))  # fmt: skip
# What people write, and what they mean: the floor of `Corrector` was chosen by these, at 20,000 and 105,360 articles.
SLIPS = (
    ("Vladmir", "Vladimir"), ("Ahmedinejad", "Ahmadinejad"), ("Barak Obama", "Barack Obama"), ("teh war", "the war"),
    ("Dominque Strauss-Kahn", "Dominique Strauss-Kahn"), ("Lehman Borthers", "Lehman Brothers"), ("recieve", "receive"),
    ("Lehmann Brothers", "Lehman Brothers"), ("North Koera", "North Korea"), ("Berlusconni", "Berlusconi"),
    ("inflaton", "inflation"), ("goverment", "government"), ("Fukishima", "Fukushima"), ("Sarkosy", "Sarkozy"),
)  # fmt: skip
# Names and words that are meant as they are, however little the query finds.
GOOD = (
    "Recep Tayyip Erdogan", "women on boards Norway quota", "Swiss miss out as Arab capital flies to London",
    "Lech Wałęsa", "Strauss-Kahn", "Arab women Norway", "Swiss quota miss", "Kahn Norway", "boards of women",
)  # fmt: skip

pytestmark = [
    pytest.mark.soak,
    pytest.mark.skipif(not CORPUS.exists(), reason="the newswire archive is not beside the checkout"),
]


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    folder = tmp_path_factory.mktemp("newswire")
    with lzma.open(CORPUS, "rb") as file:
        (folder / "articles.jsonl").write_bytes(b"".join(itertools.islice(file, MANY)))
    Archive.build(folder / "index", [folder / "articles.jsonl"], max_input_bytes=2**40)
    with Archive.open(folder / "index") as opened:
        yield opened


@pytest.mark.parametrize(("written", "meant"), SLIPS)
def test_a_slip_is_known_for_one(archive, written, meant):
    assert [one.query.text for one in archive.corrections(written, limit=1)] == [meant]


@pytest.mark.parametrize("query", GOOD)
def test_good_words_are_left_as_they_are(archive, query):
    assert [one.query.text for one in archive.corrections(query)] == []


def misspelled(word, rng):
    """One misspelling of each kind that the word has room for."""
    place = rng.choice([place for place, letter in enumerate(word) if place and letter in BESIDE] or [1])
    yield "key", word[:place] + rng.choice(BESIDE.get(word[place], word[place])) + word[place + 1 :]
    place = rng.randrange(1, len(word))
    yield "doubled", word[:place] + word[place] + word[place:]
    place = rng.randrange(1, len(word))
    yield "dropped", word[:place] + word[place + 1 :]
    place = rng.randrange(1, len(word) - 1)
    yield "exchanged", word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    for heard, written in BY_EAR:
        if heard in word[1:]:
            yield "by ear", word[0] + word[1:].replace(heard, written, 1)
            return


def test_the_first_correction_of_a_frequent_word_is_the_word(archive):
    frequent = archive._snapshot._frequent_forms.beginning_with("", DEFAULT_FIELDS, 2_000)
    words = [one.form for one in frequent if one.form.isascii() and one.form.isalpha() and len(one.form) > 4][:WORDS]
    asked, right = Counter(), Counter()
    rng = random.Random(1)
    for word in words:
        for kind, slip in misspelled(word, rng):
            if archive.search(slip, limit=0, facets=[]).total < FEW:
                asked[kind] += 1
                corrections = archive.corrections(slip, limit=1)
                right[kind] += bool(corrections) and stem(corrections[0].query.text) == stem(word)
    assert asked.total() > 3 * WORDS
    assert right.total() > 0.95 * asked.total(), (right, asked)
    assert all(right[kind] > 0.85 * asked[kind] for kind in asked), (right, asked)
