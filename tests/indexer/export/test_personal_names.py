"""Persons are told from organisations by their names."""

from __future__ import annotations

import pytest

from indexer.export.personal_names import PersonalName, inverted, personal_name


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Stephen Lendman", "Lendman, Stephen"),
        ("Prof Michel Chossudovsky", "Chossudovsky, Michel"),
        ("Dr. Jane A. Roe", "Roe, Jane A."),
        ("Ludwig van Beethoven", "Beethoven, Ludwig van"),
        ("John Doe Jr.", "Doe, John, Jr."),
        ("Science Desk", "Science Desk"),
        ("Global Research News", "Global Research News"),
        ("The Saker", "The Saker"),
        ("Voltaire", "Voltaire"),
        ("Lendman, Stephen", "Lendman, Stephen"),
        ("21st Century Wire", "21st Century Wire"),
        ("", ""),
        ("Prof", "Prof"),
        ("% Ltd", "% Ltd"),
    ],
)
def test_only_persons_are_inverted(name, shown):
    assert inverted(name) == shown


def test_a_person_has_a_family_name_given_names_and_a_suffix():
    assert personal_name("Dr. Jane A. Roe") == PersonalName("Roe", "Jane A.")
    assert personal_name("John Doe Jr.") == PersonalName("Doe", "John", "Jr.")
    assert personal_name("Map Room") is None
