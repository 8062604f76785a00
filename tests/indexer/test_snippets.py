"""The passages that show why an article was found."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.articles.article import Article, Paragraph
from indexer.articles.serial import article_to_json, stored_texts
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


def test_a_passage_with_the_phrase_is_chosen_before_those_with_one_of_its_words():
    filler = FILLER * 5
    paragraphs = [f"The zone. {filler}"] * 4 + [f"A free trade zone. {filler}"] + [f"Their zone. {filler}"] * 4
    found = passages('"trade zone" OR zone', *paragraphs)
    assert len(found) == 3
    assert shown(found[2]).startswith("A free [trade zone].")


def test_words_that_are_not_shown_yet_come_before_more_of_the_same():
    paragraphs = [f"{words}. {FILLER * 5}" for words in ("oil oil", "oil oil", "oil oil oil", "oil gas", "oil", "coal")]
    found = passages("oil OR gas OR coal", *paragraphs)
    assert [shown(one).partition(".")[0] for one in found] == ["[oil] [oil] [oil]", "[oil] [gas]", "[coal]"]


def test_of_passages_with_equally_many_words_the_one_where_they_are_closest_comes_first_into_choice():
    far, near = f"Oil and, {'far ' * 9}away, gas. {FILLER * 5}", f"Oil is gas. {FILLER * 5}"
    same = f"Oil, oil and oil. {FILLER * 5}"
    for paragraphs in ([far] * 4 + [near] + [far] * 4, [near, *[far] * 5], [same, *[far] * 5, near, same]):
        found = passages("oil gas", *paragraphs)
        assert len(found) == 3
        assert sum(shown(one).startswith("[Oil] is [gas].") for one in found) == 1


def test_it_is_the_closest_two_words_of_a_passage_that_count():
    far = f"Gas and, {'far ' * 6}away, oil. {FILLER * 5}"
    later = f"Oil and, {'far ' * 12}away, gas, {'far ' * 6}oil gas. {FILLER * 5}"
    found = passages("oil gas", *[far] * 4, later, *[far] * 4)
    assert [shown(one).startswith("[Oil] and") for one in found].count(True) == 1
    repeated = f"Oil oil oil, {'far ' * 12}away, gas. {FILLER * 5}"  # the same word is close to itself, and counts not
    found = passages("oil gas", *[far] * 3, *[repeated] * 4)
    assert not any(shown(one).startswith("[Oil] [oil]") for one in found)


def test_words_of_a_phrase_are_as_close_as_can_be():
    filler = FILLER * 5
    near = f"Trade is in the zone, the zone of trade. {filler}"
    found = passages('"trade zone" OR trade OR zone', *[near] * 5, f"A free trade zone. {filler}", *[near] * 5)
    assert [shown(one).startswith("A free [trade zone].") for one in found].count(True) == 1
    found = passages('"trade zone" OR trade OR zone', *[near] * 5, f"Trade, and trade zones. {filler}", *[near] * 5)
    assert [shown(one).startswith("[Trade], and [trade zones].") for one in found].count(True) == 1


def test_passages_of_one_text_begin_where_the_one_before_has_ended():
    text = " ".join(f"Sentence {number} is on oil and nothing else." for number in range(100))
    found = passages("oil", text)
    places = [(text.index(one.text), len(one.text)) for one in found]
    assert len(found) == 3
    assert all(start + length <= following for (start, length), (following, _) in itertools.pairwise(places))
    for one in found:  # from sentence to sentence
        assert one.text.startswith("Sentence")
        assert one.text.endswith(".")


def test_all_matches_within_a_passage_are_marked():
    text = "oil " + "and words " * 16 + "more oil, gas and " + "words " * 100
    (first, *_) = passages("oil gas", text)
    assert shown(first).count("[") == 3


def test_a_match_longer_than_a_passage_is_cut():
    phrase = "the quick brown fox " * 40
    (only,) = passages(f'"{phrase}"', f"{FILLER}{phrase}{FILLER * 9}")
    assert any(segment.marked for segment in only.segments)
    assert len(only.text) < 700


@pytest.mark.parametrize("query", ["oil sanctions", "title", '"note clerk"', "note:clerk", ""])
@pytest.mark.parametrize("paragraphs", [(), ("No match.",), (FILLER * 9 + "Oil, and sanctions." + FILLER * 9, "Oil")])
def test_a_stored_article_has_the_snippets_of_the_article(query, paragraphs):
    article = Article(
        id="x", title="Oil and title", paragraphs=tuple(map(Paragraph, paragraphs)), note=(Paragraph("A clerk."),)
    )
    stored = stored_texts(article_to_json(article))
    matches = find_matches(parse(query), article)
    assert snippets(stored, matches) == snippets(article, matches)
    assert marked_title(stored, matches) == marked_title(article, matches)


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
        assert all(segment.text for segment in one.segments)


def test_the_passages_of_an_article_of_many_matches_are_found_at_once():
    # Quadratic work would take minutes here.
    article = Article(id="x", title="t", paragraphs=(Paragraph("a " * 100_000),))
    matches = find_matches(parse("a"), article)
    assert len(snippets(article, matches)) == 3
