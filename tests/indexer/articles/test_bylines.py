"""Names in a byline, and values behind a label."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.articles.bylines import split_names, split_values, without_by


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By X, Y and Z", ("X", "Y", "Z")),
        ("By Map Room, Law Desk, and History Desk", ("Map Room", "Law Desk", "History Desk")),
        ("By Prof Michel Chossudovsky and Ann Lee", ("Prof Michel Chossudovsky", "Ann Lee")),
        ("Par Anne Dupont et Marc Petit", ("Anne Dupont", "Marc Petit")),
        ("by: Stephen Lendman", ("Stephen Lendman",)),
        ("Posted by Science Desk", ("Science Desk",)),
        ("By Global Research News", ("Global Research News",)),
        ("Zero Hedge", ("Zero Hedge",)),
        ("By John Smith, Jr., and Ann Lee, PhD", ("John Smith, Jr.", "Ann Lee, PhD")),
        ("By Ann Lee, M.D. and Bo Chen", ("Ann Lee, M.D.", "Bo Chen")),
        ("Smith and Sons, Inc.", ("Smith", "Sons, Inc.")),
        ("Ann Lee; Bo Chen", ("Ann Lee", "Bo Chen")),
        ("Ann Lee, Ann Lee", ("Ann Lee",)),
        ("Ann Lee et al.", ("Ann Lee et al.",)),
        ("Byron Sandler and Andy Parsons", ("Byron Sandler", "Andy Parsons")),
        ("Smith & Wesson", ("Smith & Wesson",)),
        ("By", ()),
        ("By ,", ()),
        ("", ()),
    ],
)
def test_a_byline_is_split_at_commas_and_at_and(line, names):
    assert split_names(line) == names


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Europe, Asia", ("Europe", "Asia")),
        ("Law and Justice, Media", ("Law and Justice", "Media")),
        ("Middle East & North Africa", ("Middle East & North Africa",)),
        ("Europe; Asia; Europe", ("Europe", "Asia")),
        (" , ", ()),
    ],
)
def test_values_behind_a_label_are_split_at_commas_alone(text, values):
    assert split_values(text) == values


def test_only_the_word_by_is_taken_away():
    assert without_by("By Hand and Eye") == "Hand and Eye"
    assert without_by("Bystander") == "Bystander"


@given(st.text())
def test_a_name_is_never_blank_and_never_doubled(text):
    for names in (split_names(text), split_values(text)):
        assert all(name.strip() for name in names)
        assert len(set(names)) == len(names)


@pytest.mark.parametrize("split", [split_names, split_values])
def test_much_white_space_is_read_at_once(split):
    # Quadratic work would take minutes here.
    assert split("A" + " " * 200_000 + "B") == ("A B",)
