"""Plain text: a title, and paragraphs at blank lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.articles.article import Paragraph
from indexer.articles.plain import paragraphs, parse

LONG = "a long line " * 20


def texts(draft):
    return [paragraph.text for paragraph in draft.paragraphs]


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        ("\n\n The title \n\nFirst.\n\nSecond.\n", "The title", ["First.", "Second."]),
        ("The title\n=========\nFirst.\n", "The title", ["First."]),
        ("The title\n---\n\nFirst.\n", "The title", ["First."]),
        ("A first line\nand a second.\n\nMore.", "", ["A first line and a second.", "More."]),
        ("One line alone", "", ["One line alone"]),
        (f"{LONG}\n\nMore.", "", [LONG.strip(), "More."]),
        ("", "", []),
    ],
)
def test_the_first_line_is_the_title_when_it_is_short_and_stands_alone(text, title, body):
    draft = parse(text)
    assert (draft.title, texts(draft)) == (title, body)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\u2028"])
def test_hard_wrapped_lines_are_joined_at_any_line_end(line_end):
    wrapped = line_end.join(["Title", "", "It was wrapped", "  by hand.", " \t", "Next."])
    assert texts(parse(wrapped)) == ["It was wrapped by hand.", "Next."]


def test_long_lines_are_a_paragraph_each():
    assert paragraphs(f"{LONG}\n{LONG}") == (Paragraph(LONG.strip()),) * 2


def test_nothing_of_a_text_is_read_as_markup():
    assert texts(parse("Title\n\n1968. It was *the* <script>\n\n# no heading")) == [
        "1968. It was *the* <script>",
        "# no heading",
    ]


@given(st.text(st.sampled_from("ab. \n\r\t\u2028\u2029\x85\x0b")))
def test_no_word_is_lost_and_no_paragraph_is_empty(text):
    draft = parse(text)
    found = [draft.title, *texts(draft)]
    assert "".join("".join(found).split()) == "".join(text.split())
    assert all(texts(draft))
