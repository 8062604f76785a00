"""A tree's parts, and a tree with every leaf changed."""

import dataclasses

import pytest

from indexer.fields import TITLE
from indexer.query.parser import parse
from indexer.query.tree import Everything, InField, Not, Phrase, Prefix, Word, has_pattern, mapped, parts_of


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        ("oil gas", ["oil", "gas"]),
        ("oil OR gas OR war", ["oil", "gas", "war"]),
        ("(oil ga*)~3", ["oil", "ga*"]),
        ('"oil gas"~s', ["oil", "gas"]),
        ("-(oil gas)", ["oil AND gas"]),
        ("title:(oil gas)", ["oil AND gas"]),
        ("oil", []),
        ('"oil gas"', []),
        ("oil~", []),
        ("date:2001", []),
        ("", []),
    ],
)
def test_a_tree_is_made_of_its_parts(query, parts):
    assert [str(part) for part in parts_of(parse(query))] == parts


def test_what_is_better_with_something_has_both_as_parts():
    assert parts_of(parse("+oil gas", match="any")) == (Word("oil"), Word("gas"))


@pytest.mark.parametrize("match", ["all", "any"])
@pytest.mark.parametrize(
    "query", ['+oil "gas war" -(o* OR w?r) title:oil~ (oil "a b" o*)~3', "date:2001 oil", "", "oil", "NOT date:2001"]
)
def test_every_leaf_is_changed_and_nothing_else(query, match):
    tree = parse(query, match=match)
    changed = []

    def change(leaf):
        changed.append(leaf)
        return dataclasses.replace(leaf, text=leaf.text + "x")

    made = mapped(tree, change)
    assert list(leaves(made)) == [dataclasses.replace(leaf, text=leaf.text + "x") for leaf in changed]
    assert changed == list(leaves(tree))
    assert mapped(made, lambda leaf: dataclasses.replace(leaf, text=leaf.text[:-1])) == tree


def leaves(tree):
    if hasattr(tree, "text"):
        yield tree
    for part in parts_of(tree):
        yield from leaves(part)


def test_a_leaf_may_become_another_kind():
    tree = InField(TITLE, Not(Word("oil")))
    assert mapped(tree, lambda leaf: Prefix(leaf.text)) == InField(TITLE, Not(Prefix("oil")))
    assert mapped(Phrase("a b"), lambda leaf: Word("a")) == Word("a")
    assert mapped(Everything(), lambda leaf: Word("a")) == Everything()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("oil", False),
        ('"oil gas" -war', False),
        ("", False),
        ("oil ga*", True),
        ("-(title:w?r)", True),
        ("(a bc~)~3", True),
    ],
)
def test_a_tree_with_a_pattern_is_known(query, expected):
    assert has_pattern(parse(query)) is expected
