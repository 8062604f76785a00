"""The passages that show why an article was found."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.articles.article import Article, Paragraph
from indexer.matching import find_matches
from indexer.query.parser import parse
from indexer.snippets import marked_title, snippets

FILLER = "Nothing of interest stands in this sentence, nor in the one that follows it. "


def passages(query, *paragraphs, title="A title", note=()):
    article = Article(
        id="x",
        title=title,
        paragraphs=tuple(map(Paragraph, paragraphs)),
        note=tuple(map(Paragraph, note)),
    )
    return snippets(article, find_matches(parse(query), article))


def shown(snippet):
    return "".join(f"[{one.text}]" if one.marked else one.text for one in snippet.segments)


def test_a_short_paragraph_is_shown_whole():
    (only,) = passages("oil", "The price of oil rose.")
    assert shown(only) == "The price of [oil] rose."
    assert (only.opened, only.closed) == (True, True)


def test_a_match_far_into_a_long_text_is_shown():
    (only,) = passages("zanzibar", FILLER * 1_000 + "Zanzibar exported cloves. " + FILLER * 1_000)
    assert ". [Zanzibar] exported cloves." in shown(only)
    assert (only.opened, only.closed) == (False, False)
    assert len(only.text) < 300


def test_passages_with_more_of_the_query_come_first_into_choice_and_stand_in_order():
    paragraphs = ["oil and oil"] * 5 + ["sanctions on oil"] + ["oil once more"]
    chosen = passages("oil sanctions", *paragraphs)
    assert len(chosen) == 3
    assert "[sanctions] on [oil]" in map(shown, chosen)
    assert [shown(one) for one in chosen][-1] == "[sanctions] on [oil]"


def test_only_the_phrase_is_marked_where_a_phrase_was_asked_for():
    (only,) = passages('"the zone"', "In the east the zone is a zone.")
    assert shown(only) == "In the east [the zone] is a zone."


def test_the_beginning_stands_where_only_the_title_matched():
    (only,) = passages("title", FILLER * 10)
    assert not any(segment.marked for segment in only.segments)
    assert only.text.startswith("Nothing of interest")


def test_the_note_is_shown_where_it_matched():
    (only,) = passages("note:clerk", "Text.", note=["She was a clerk."])
    assert shown(only) == "She was a [clerk]."


def test_an_article_without_text_shows_its_title():
    (only,) = passages("title")
    assert shown(only) == "A [title]"


def test_the_title_is_marked_whole():
    article = Article(id="x", title="Oil, oil & more", paragraphs=())
    assert shown(marked_title(article, find_matches(parse("oil"), article))) == "[Oil], [oil] & more"


@pytest.mark.parametrize("text", ["x" * 10_000 + " oil " + "y" * 10_000, "oil" + "z" * 5_000, "。" * 3_000 + "oil"])
def test_a_text_without_spaces_is_cut_all_the_same(text):
    (only,) = passages("oil*", text)
    assert any(segment.marked for segment in only.segments)
    assert len(only.text) < 700


@given(st.lists(st.text(alphabet="oil a.é½“ ", min_size=1), min_size=1, max_size=5))
@settings(deadline=None)
def test_a_passage_is_verbatim_and_never_blank(paragraphs):
    paragraphs = [text for text in (" ".join(one.split()) for one in paragraphs) if text] or ["a"]
    found = passages("oil a", *paragraphs)
    assert 1 <= len(found) <= 3
    for one in found:
        assert one.text.strip()
        assert any(one.text in text for text in paragraphs)


def test_the_passages_of_an_article_of_many_matches_are_found_at_once():
    # Quadratic work would take minutes here.
    article = Article(id="x", title="t", paragraphs=(Paragraph("a " * 100_000),))
    matches = find_matches(parse("a"), article)
    assert len(snippets(article, matches)) == 3
