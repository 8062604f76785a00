"""Boilerplate is told by what a paragraph is as a whole, and by where it stands."""

from __future__ import annotations

import pytest

from indexer.articles.boilerplate import adds_to, closes, heads_about_author, is_boilerplate, is_loose_boilerplate


@pytest.mark.parametrize(
    "text",
    [
        "Note to readers: please click the share buttons below. Forward this article to your email lists.",
        "Note to readers: please click the share buttons above or below.",
        "Comment on Global Research Articles on our Facebook page",
        "Become a Member of Global Research",
        "Articles by: Stephen Lendman",
        "Disclaimer: The contents of this article are of sole responsibility of the author(s). And more.",
        "www.globalresearch.ca contains copyrighted material the use of which has not always been authorized.",
        "For media inquiries: publications@globalresearch.ca",
    ],
)
def test_boilerplate_is_sure_wherever_it_stands(text):
    assert is_boilerplate(text)


@pytest.mark.parametrize(
    "text",
    [
        "Disclaimer: I own no shares.",
        "The Facebook page of the museum was comment enough.",
        'He pleaded "fair use", and lost.',
        "Become a member of the guild, they told him, or leave.",
        "Articles by him were found in forty papers.",
    ],
)
def test_an_articles_own_words_are_none(text):
    assert not is_boilerplate(text)
    assert not is_loose_boilerplate(text)


@pytest.mark.parametrize("text", ["Disclaimer", "It is shown under “fair use”, for study.", "Media inquiries: a@b.org"])
def test_in_a_tail_looser_signs_will_do(text):
    assert closes(text, in_tail=True)
    assert not closes(text)


@pytest.mark.parametrize("text", ["About the author:", "About the Authors", "À propos de l’auteur :"])
def test_the_heading_of_the_second_note(text):
    assert heads_about_author(text)
    assert not heads_about_author(f"{text} and more")


@pytest.mark.parametrize(
    ("known", "text", "adds"),
    [
        ("Ann Lee writes on law.", "Ann Lee writes on law.", False),
        ("Award-winning Ann Lee writes on “law”. Here.", 'Ann Lee writes on "law". Here!', False),
        ("Ann Lee writes on law.", "Ann Lee writes on law. She sails.", True),
        ("Ann Leeward writes.", "Ann Lee", True),
        ("", "Anything.", True),
        ("", "…", False),
    ],
)
def test_a_second_note_adds_when_a_sentence_of_it_is_new(known, text, adds):
    assert adds_to(known, text) is adds
