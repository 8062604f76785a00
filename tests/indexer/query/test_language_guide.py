"""The language guide tells the truth: every example is read, and finds something in the sample archive."""

from pathlib import Path

import pytest

from indexer import Archive, Query
from indexer.engine.whoosh.evaluation.expand import MOST_FORMS
from indexer.errors import QueryError
from indexer.fields import TEXT_FIELDS, field_named
from indexer.query.guide import text_segments
from indexer.query.language_guide import DATES, FIELDS, GUIDE, LIMITS, PHRASES
from indexer.query.parser import parse
from indexer.query.tokens import MAX_CHARACTERS, MAX_LEVELS, MAX_WORDS
from indexer.query.tree import (
    And,
    Dated,
    Everything,
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
    parts_of,
)

ROOT = Path(__file__).parents[3]
EXAMPLES = [example for section in GUIDE.sections if not section.are_mistakes for example in section.examples]
MISTAKEN = [example for section in GUIDE.sections if section.are_mistakes for example in section.examples]
TEXTS = [
    GUIDE.introduction,
    GUIDE.about_examples,
    *(section.introduction for section in GUIDE.sections),
    *(example.finds for example in (*EXAMPLES, *MISTAKEN)),
]


def typed(example):
    return example.typed


def query_of(example):
    return Query.of(example.typed, match=example.match, exact=example.exact)


def nodes(tree):
    yield tree
    for part in parts_of(tree):
        yield from nodes(part)


def marked(text):
    return [segment.text for segment in text_segments(text) if segment.marked]


ALL_NODES = [node for example in EXAMPLES for node in nodes(query_of(example).tree)]


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    index = tmp_path_factory.mktemp("seeds") / "index"
    Archive.build(index, [ROOT / "seeds"], root=ROOT)
    with Archive.open(index) as archive:
        yield archive


@pytest.mark.parametrize("example", EXAMPLES, ids=typed)
def test_an_example_finds_something(archive, example):
    assert archive.search(query_of(example), limit=0, facets=[]).total > 0


@pytest.mark.parametrize("example", EXAMPLES, ids=typed)
def test_an_example_leaves_something_out_unless_it_only_ranks(archive, example):
    total = archive.search(query_of(example), limit=0, facets=[]).total
    assert total < archive.article_count or example.match == "any"


@pytest.mark.parametrize("example", MISTAKEN, ids=typed)
def test_a_mistake_is_refused_and_what_is_meant_is_said(archive, example):
    with pytest.raises(QueryError) as error:
        archive.search(query_of(example))
    assert error.value.suggestion in marked(example.finds)
    assert archive.search(error.value.suggestion).total > 0


@pytest.mark.parametrize("section", [PHRASES, DATES], ids=lambda section: section.name)
def test_another_way_to_type_an_example_means_the_same(section):
    others = [(parse(text), example) for example in section.examples for text in marked(example.finds)]
    assert others
    for tree, example in others:
        assert tree in nodes(parse(example.typed))


def test_no_example_is_shown_twice_in_a_section():
    for section in GUIDE.sections:
        assert len(set(section.examples)) == len(section.examples)


@pytest.mark.parametrize(
    "kind",
    [Word, Phrase, Prefix, Wildcard, Fuzzy, Near, Dated, And, Or, Not, Maybe, InField],
    ids=lambda kind: kind.__name__,
)
def test_everything_that_a_query_can_be_made_of_is_shown(kind):
    assert any(isinstance(node, kind) for node in ALL_NODES)


def test_all_that_can_be_asked_of_words_is_shown():
    assert {Unit.SENTENCE, Unit.PARAGRAPH} < {node.reach for node in ALL_NODES if isinstance(node, Near)}
    assert {node.distance for node in ALL_NODES if isinstance(node, Fuzzy)} == {1, 2}
    assert any(node.exact for node in ALL_NODES if isinstance(node, Word))
    assert any(node.exact for node in ALL_NODES if isinstance(node, Phrase))
    assert any(node.without for node in ALL_NODES if isinstance(node, Word))
    assert any(isinstance(part, Phrase) for node in ALL_NODES if isinstance(node, Near) for part in node.parts)
    assert {(example.match, example.exact) for example in EXAMPLES} == {("all", False), ("any", False), ("all", True)}
    assert not any(isinstance(node, Everything) for node in ALL_NODES)


def test_every_field_that_has_words_is_named_by_all_names_that_it_has():
    assert [field.label for field in FIELDS.fields] == [field.label for field in TEXT_FIELDS]
    for named, field in zip(FIELDS.fields, TEXT_FIELDS, strict=True):
        assert {field.name, *field.aliases} <= {name.removesuffix(":") for name in named.names}
        assert named.is_default == field.default
        for name in named.names:
            assert parse(f"{name}oil") == InField(field_named(field.name), Word("oil"))


def test_limits_are_those_in_force():
    for limit in (f"{MAX_CHARACTERS:,}", f"{MAX_WORDS}", f"{MAX_LEVELS}", f"{MOST_FORMS:,}"):
        assert f" {limit} " in LIMITS.introduction


def test_sections_have_names_for_addresses_and_something_to_say():
    names = [section.name for section in GUIDE.sections]
    assert len(set(names)) == len(names)
    assert all(name.replace("-", "").isalpha() and name.islower() for name in names)
    assert all(section.heading and section.introduction for section in GUIDE.sections)


@pytest.mark.parametrize("text", TEXTS)
def test_what_one_types_stands_between_two_backticks(text):
    assert text.strip() == text != ""
    assert text.count("`") % 2 == 0
    assert "".join(segment.text for segment in text_segments(text)) == text.replace("`", "")
