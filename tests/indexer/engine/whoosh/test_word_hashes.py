"""Words are hashed in texts as they are in a dictionary, whatever stands around them."""

from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis import MAX_WORD, fold_signs, forms
from indexer.engine.whoosh.typical.word_hashes import hashed_texts, table_hashes
from indexer.string_table import StringTable

TEXTS = st.lists(
    st.text(st.one_of(st.sampled_from("ab '’.\"-é東\n"), st.characters(exclude_categories=["Cs"])), max_size=40),
    max_size=5,
)


@given(TEXTS)
def test_the_words_of_texts_have_the_hashes_of_their_forms(texts):
    hashed = hashed_texts([fold_signs(text) for text in texts])
    expected = [form.encode() for text in texts for form in forms(text)]
    assert hashed.hashes.tolist() == table_hashes(StringTable.of(expected)).tolist()
    assert hashed.counts.tolist() == [len(forms(text)) for text in texts]


@given(st.lists(st.binary(min_size=1, max_size=30).map(lambda word: word.replace(b"\0", b"x")), unique=True))
def test_different_words_have_different_hashes(words):
    assert len(set(table_hashes(StringTable.of(words)).tolist())) == len(words)


def test_a_word_too_long_to_be_one_is_left_out():
    long = "x" * (MAX_WORD + 1)
    hashed = hashed_texts([fold_signs(f"a {long} b {long[1:]}")])
    assert hashed.hashes.tolist() == table_hashes(StringTable.of([b"a", b"b", long[1:].encode()])).tolist()


def test_many_apostrophes_take_no_time():
    assert hashed_texts([fold_signs("'" * 1_000_000 + "a" + "'" * 1_000_000 + " '" * 1_000)]).counts.tolist() == [1]
