"""The forms that a pattern stands for are the same by work on arrays as one at a time."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from made_generation import made_generation

from indexer.analysis import forms
from indexer.articles.article import Article, Paragraph
from indexer.engine.whoosh.evaluation.expand import forms_meant
from indexer.patterns import means
from indexer.query.tree import Fuzzy, Prefix, Wildcard
from tests.examples import examples

TEXTS = [
    "oil oils oiled soil toil o’il O'Brien o’brien’s obrien dogs’ rock’n’roll l'oil",
    "café Cafés CAFE naïve naive é éé e ee Straße ﬁn ½ Ａ",
    "東 京 タワー ไทย हिन्दी Москва Москвы Ἀθῆναι שָׁלוֹם",
    f"{'x' * 199} {'x' * 200} {'x' * 200}y {'x' * 199}’s {'é' * 260} {'x' * 150}a{'x' * 90}",
    "a ab abc abd b ba bab 1 2 2019 2010 b2b",
]
FORMS = sorted({form for text in TEXTS for form in forms(text)})


@pytest.fixture(scope="module")
def collection(tmp_path_factory):
    """Three segments, which share some words; one has a field that the others have not."""
    articles = [Article(id=f"a{at}", title="a", paragraphs=(Paragraph(text),)) for at, text in enumerate(TEXTS)]
    note = Article(id="n", title="oil", paragraphs=(), note=(Paragraph("oil noted"),), authors=("Ba Ab",))
    groups = [articles[:2], articles[2:], [note]]
    return made_generation(tmp_path_factory.mktemp("forms"), groups).collection


PIECES = st.one_of(st.text("abcoilxé’'東京я2", min_size=1, max_size=5), st.sampled_from(FORMS), st.just("x" * 250))
WORDS = PIECES.filter(lambda text: len(forms(text)) == 1)
WITHOUT = st.lists(st.sampled_from([*FORMS, "absent"]), max_size=3, unique=True).map(tuple)


def is_one_word(glob):
    letters = glob.replace("*", "").replace("?", "")
    return bool(forms(letters)) and len(forms(glob.replace("*", "x").replace("?", "x"))) == 1


GLOBS = st.one_of(
    st.text("**??abcoilxé’'2", min_size=1, max_size=6),
    st.builds(
        lambda form, place, sign: form[: place % len(form)] + sign + form[place % len(form) + 1 :],
        st.sampled_from(FORMS),
        st.integers(0, 300),
        st.sampled_from(["*", "?", "**", "*?"]),
    ),
).filter(is_one_word)
PATTERNS = st.one_of(
    st.builds(Prefix, WORDS, WITHOUT),
    st.builds(Wildcard, GLOBS, WITHOUT),
    st.builds(Fuzzy, WORDS, st.integers(1, 2), WITHOUT),
)


@given(pattern=PATTERNS)
@example(pattern=Prefix("x" * 250))
@example(pattern=Wildcard("x" * 198 + "?*"))
@example(pattern=Fuzzy("x" * 199 + "’s", 2))
@examples(100)
def test_arrays_find_the_forms_that_looking_at_each_finds(pattern, collection):
    everything = {*FORMS, "noted"}
    assert forms_meant(collection, pattern) == set(filter(means(pattern), everything))


def test_what_no_form_fits_is_no_form(collection):
    assert forms_meant(collection, Prefix("zz")) == forms_meant(collection, Fuzzy("q" * 20, 2)) == frozenset()
