"""The page of an article: blocks, facts, steps."""

from __future__ import annotations

from indexer.articles.article import Article, Paragraph, ParagraphKind, Span, SpanKind
from indexer.fields import AUTHOR, BODY, NOTE, TITLE
from indexer.matching import Match
from indexer.near_copy import NearCopy
from indexer.neighbours import Neighbours
from webui.presenters.article_page import article_page
from webui.reading import Reading
from webui.search_state import SearchState

KINDS = ParagraphKind
ARTICLE = Article(
    id="a",
    title="A Title",
    authors=("Jane Roe",),
    names=('A "Quoted" Name',),
    paragraphs=(
        Paragraph("First.", KINDS.LEDE),
        Paragraph("Second.", KINDS.LEDE),
        Paragraph("Head", KINDS.HEADING),
        Paragraph("one", KINDS.LIST),
        Paragraph("two", KINDS.LIST),
        Paragraph("a | bold cell", KINDS.TABLE, (Span(4, 8, SpanKind.STRONG),)),
        Paragraph("c | d", KINDS.TABLE),
        Paragraph("Said.", KINDS.QUOTE),
    ),
    note=(Paragraph("Jane writes."),),
)


BLANK = SearchState()


def page_of(matches=(), state=BLANK, total=0, near_copies=()):
    return article_page(Reading(ARTICLE, matches, Neighbours(total, total), near_copies, ()), state)


def cells(block):
    return [["".join(run.text for piece in cell for run in piece.runs) for cell in row] for row in block.rows]


def test_lists_tables_and_quotations_stand_together():
    page = page_of()
    assert [(block.kind, cells(block)) for block in page.blocks] == [
        ("lede", [["First."]]),
        ("lede", [["Second."]]),
        ("heading", [["Head"]]),
        ("list", [["one"], ["two"]]),
        ("table", [["a", "bold cell"], ["c", "d"]]),
        ("quote", [["Said."]]),
    ]


def test_steps_go_through_the_text_and_then_the_note():
    matches = (
        Match(TITLE, 0, 2, 7),
        Match(BODY, 0, 0, 5),
        Match(BODY, 5, 4, 8),
        Match(AUTHOR, 0, 0, 4),
        Match(NOTE, 0, 0, 4),
    )
    page = page_of(matches, SearchState().with_text("x"), 3)
    assert page.steps.count == "3 matches"
    assert page.steps.elsewhere == "and 1 in the title, 1 in the author"
    assert [tick.address for tick in page.steps.ticks] == ["#match-1", "#match-2", "#match-3"]
    assert page.steps.ticks[0].x < page.steps.ticks[1].x < page.steps.ticks[2].x
    table = next(block for block in page.blocks if block.kind == "table")
    [bold, rest] = table.rows[0][1][0].runs
    assert (bold.text, bold.strong, bold.marked, bold.anchor) == ("bold", True, True, "match-2")
    assert not rest.marked
    assert page.tail.note[0].rows[0][0][0].runs[0].anchor == "match-3"
    assert page.heading[0].runs[1].marked
    assert page.way.back.text == "3 articles"


def test_an_article_found_by_its_author_alone_says_so():
    page = page_of((Match(AUTHOR, 0, 0, 4),), SearchState().with_text("jane"), 1)
    assert page.steps.count == "No match in the text"
    assert page.steps.elsewhere == "1 in the author"
    assert page.steps.ticks == ()


def test_facts_lead_to_searches():
    page = page_of()
    facts = {fact.label: [(value.text, value.address) for value in fact.values] for fact in page.facts}
    assert facts == {
        "By": [("Jane Roe", "/search?author=Jane+Roe")],
        "Published": [("undated", "")],
        "Named in it": [('A "Quoted" Name', "/search?q=%22A+Quoted+Name%22")],
        "Length": [("13 words", "")],
    }


def test_near_copies_are_a_fact_that_leads_to_them():
    copies = tuple(NearCopy(f"b{number}", "A Title", None, "", 0.98, 0) for number in range(2))
    facts = {fact.label: fact.values for fact in page_of(near_copies=copies).facts}
    assert [(value.text, value.address) for value in facts["Copies"]] == [("2 near copies", "#copies")]


def test_citation_managers_are_given_files_of_the_article():
    page = page_of(state=SearchState().with_text("x"))
    assert {link.text: link.address for link in page.citations} == {
        "RIS": "/export?format=ris&id=a",
        "BibTeX": "/export?format=bibtex&id=a",
        "CSL-JSON": "/export?format=csl&id=a",
    }
