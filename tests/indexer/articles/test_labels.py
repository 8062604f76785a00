"""The lines of a head, each by its form alone."""

from __future__ import annotations

import pytest

from indexer import fields
from indexer.articles.block import Block, Link
from indexer.articles.labels import (
    Publication,
    address_in,
    byline,
    could_be_publication,
    labelled_values,
    original_publication,
    publication,
)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Region: Asia", [(fields.REGION, ("Asia",))]),
        ("REGIONS : Asia, Europe", [(fields.REGION, ("Asia", "Europe"))]),
        ("In‑depth Report: SYRIA", [(fields.REPORT, ("SYRIA",))]),
        ("Theme:", [(fields.THEME, ())]),
        ("Thème : Guerre Région : Europe", [(fields.THEME, ("Guerre",)), (fields.REGION, ("Europe",))]),
        ("Region: it is a word that geographers like.", []),
        ("The region: Asia", []),
        ("Subtheme: Asia", []),
        ("Region Asia", []),
    ],
)
def test_labels_and_their_values(text, values):
    assert labelled_values(Block(text)) == values


def test_a_label_in_a_link_is_a_value():
    assert labelled_values(Block("Theme: Region: A", links=(Link(7, 16, "#"),))) == [(fields.THEME, ("Region: A",))]


def test_names_without_capitals_are_a_byline_only_where_one_is_expected():
    assert byline(Block("By teleSUR and al-Monitor")) == ()
    assert byline(Block("By teleSUR and al-Monitor"), expected=True) == ("teleSUR", "al-Monitor")
    assert byline(Block("By then it was late."), expected=True) == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("RT, May 5, 2015", Publication("RT", "May 5, 2015")),
        ("May 5, 2015 – RT", Publication("RT", "May 5, 2015")),
        ("RT – 5 May 2015.", Publication("RT", "5 May 2015")),
        ("RT (May 2015)", Publication("RT", "May 2015")),
        ("The war ended on May 5, 2015", None),
        ("The war of the two cities ended, at last, May 5, 2015.", None),
        ("RT, May 5, 2015, and so it goes on", None),
        ("RT", None),
        (f"{'RT ' * 60}, May 5, 2015", None),
    ],
)
def test_a_publication_line(text, found):
    assert publication(Block(text)) == found


@pytest.mark.parametrize(
    ("text", "could"),
    [("Carrel Samples", True), ("mondialisation.ca", True), ("It rained.", False), ("it rained", False), ("", False)],
)
def test_what_could_be_a_publication(text, could):
    assert could_be_publication(Block(text)) is could


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Note: Article originally published in 2014", "Article originally published in 2014"),
        ("This article was first published by RT in 2014.", "This article was first published by RT in 2014"),
        ("Article 5 was published", ""),
    ],
)
def test_a_note_of_an_earlier_publication(text, said):
    assert original_publication(Block(text)) == said


@pytest.mark.parametrize(
    ("block", "address"),
    [
        (Block("Url of this article: www.example.org/a"), "https://www.example.org/a"),
        (Block("URL of this article: http://example.org/a"), "http://example.org/a"),
        (Block("Url of this article: here", links=(Link(21, 25, "http://example.org/a"),)), "http://example.org/a"),
        (Block("Url of this article: here", links=(Link(21, 25, "#"),)), ""),
        (Block("The url of this article"), None),
    ],
)
def test_the_address_of_the_article(block, address):
    assert address_in(block) == address
