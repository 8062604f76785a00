"""Emphasis, links and matches may overlap in any way; the text stays whole."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.articles.article import Paragraph, Span, SpanKind
from webui.presenters.marked_text import Mark, Piece, Run, pieces


@st.composite
def marked_paragraphs(draw):
    text = draw(st.text("abc <>&", min_size=1, max_size=30))
    places = st.integers(0, len(text))
    spans = [
        Span(*sorted((draw(places), draw(places))), kind, "https://example.org/" if kind is SpanKind.LINK else "")
        for kind in draw(st.lists(st.sampled_from(SpanKind), max_size=4))
    ]
    edges = sorted(draw(st.sets(places, max_size=6)))
    marks = [
        Mark(start, end, number) for number, (start, end) in enumerate(zip(edges[::2], edges[1::2], strict=False), 1)
    ]
    return Paragraph(text, spans=tuple(sorted(spans, key=lambda span: span.start))), marks


@settings(deadline=None)  # a shared machine
@given(marked_paragraphs())
def test_the_pieces_add_up_to_the_text_and_the_marks_to_the_matches(case):
    paragraph, marks = case
    runs = [run for piece in pieces(paragraph, marks) for run in piece.runs]
    assert "".join(run.text for run in runs) == paragraph.text
    assert [run.anchor for run in runs if run.anchor] == [f"match-{mark.number}" for mark in marks]
    marked = "".join(run.text for run in runs if run.marked)
    assert marked == "".join(paragraph.text[mark.start : mark.end] for mark in marks)


def test_a_mark_that_cuts_an_emphasis_is_split_where_it_ends():
    paragraph = Paragraph("one two three", spans=(Span(4, 13, SpanKind.EMPHASIS),))
    assert pieces(paragraph, [Mark(0, 7, 1)]) == (
        Piece(
            "",
            (
                Run("one ", emphasis=False, strong=False, marked=True, anchor="match-1"),
                Run("two", emphasis=True, strong=False, marked=True, anchor=""),
                Run(" three", emphasis=True, strong=False, marked=False, anchor=""),
            ),
        ),
    )


def test_a_link_with_a_mark_in_it_stays_one_link():
    paragraph = Paragraph("see the map here", spans=(Span(4, 16, SpanKind.LINK, "https://example.org/"),))
    shown = pieces(paragraph, [Mark(8, 11, 1)])
    assert [(piece.address, "".join(run.text for run in piece.runs)) for piece in shown] == [
        ("", "see "),
        ("https://example.org/", "the map here"),
    ]


def test_a_part_of_a_paragraph_can_be_shown():
    [piece] = pieces(Paragraph("left | right"), [Mark(7, 12, 3)], 7, 12)
    assert piece.runs == (Run("right", emphasis=False, strong=False, marked=True, anchor="match-3"),)
