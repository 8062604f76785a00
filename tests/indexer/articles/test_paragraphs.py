"""From a DOM to blocks: white space, spans, links, kinds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.articles.article import ParagraphKind, Span, SpanKind
from indexer.articles.block import Block, Link
from indexer.articles.bylines import split_names
from indexer.articles.paragraphs import blocks_of, parse_markup


def _blocks(markup: str) -> tuple[Block, ...]:
    return blocks_of(parse_markup(markup))


def _texts(markup: str) -> list[str]:
    return [block.text for block in _blocks(markup)]


@pytest.mark.parametrize(
    ("markup", "texts"),
    [
        ("<p>  a\n b&nbsp;c </p>", ["a b c"]),
        ("<p>a<br>b</p>", ["a b"]),
        ("<p>a<br><br>b</p>", ["a", "b"]),
        ("text<div>in<p>x</p>out</div>after", ["text", "in", "x", "out", "after"]),
        ("<a href='#'><div>a</div></a>b", ["a", "b"]),
        ("<p>a<sup>2</sup></p>", ["a2"]),
        ("<p>word<sup><a href='#n1'>1</a></sup>.</p>", ["word 1."]),
        ("<ul><li>a<ul><li>b</li></ul></li><li><p>c</p><p>d</p></li></ul>", ["a", "b", "c d"]),
        ("<ol start=5><li>a</li><li>b</li></ol>", ["5. a", "6. b"]),
        ("<ol><li>a</li><li value=7>b</li><li value=x>c</li></ol>", ["a", "7. b", "8. c"]),
        ("<table><caption>C<tr><th>a<td><td>b<tr><td></table>", ["C", "a | | b"]),
        ("<table><tr><td><h2>a</h2><p>b</p></td><td><p>c</p></td></tr></table>", ["a", "b", "c"]),
        ("<table><tr><td><p>a</p><p>b</p></td></tr></table>", ["a", "b"]),
        ("<script>a</script><style>b</style><nav>c</nav><!--d--><p>e</p>", ["e"]),
        ("<?xml version='1.0'?><p>a</p>", ["a"]),
        ("<p> <br> </p><p></p>", []),
        ("", []),
    ],
)
def test_text_is_collapsed_and_divided_at_blocks(markup, texts):
    assert _texts(markup) == texts


def test_kinds_follow_the_markup():
    markup = "<h2>a<br>b</h2><blockquote><p>c</p><ul><li>d</ul></blockquote><footer>e</footer><p>f"
    assert [(block.text, block.kind, block.level, block.footing) for block in _blocks(markup)] == [
        ("a b", ParagraphKind.HEADING, 2, False),
        ("c", ParagraphKind.QUOTE, 0, False),
        ("d", ParagraphKind.LIST, 0, False),
        ("e", ParagraphKind.TEXT, 0, True),
        ("f", ParagraphKind.TEXT, 0, False),
    ]


def test_spans_hold_their_words_and_no_space_around_them():
    (block,) = _blocks(
        "<p>a <em> b <b>c</b> </em> d <a href='#'>e</a> <a href=' http://f.g/h '> i</a>"
        "<span style='font-weight: bold; font-style:italic'> j</span></p>"
    )
    assert block.text == "a b c d e i j"
    assert sorted((span.kind.value, block.text[span.start : span.end], span.href) for span in block.spans) == [
        ("emphasis", "b c", ""),
        ("emphasis", "j", ""),
        ("link", "i", "http://f.g/h"),
        ("strong", "c", ""),
        ("strong", "j", ""),
    ]
    assert [(block.text[link.start : link.end], link.href) for link in block.links] == [
        ("e", "#"),
        ("i", "http://f.g/h"),
    ]


def test_a_part_of_a_block_keeps_what_lies_in_it():
    block = Block("ab cd ef", spans=(Span(1, 4, SpanKind.STRONG),), links=(Link(3, 8, "#"),), breaks=(2, 5))
    part = block.part(2, 6)
    assert (part.text, part.spans, part.links) == ("cd", (Span(0, 1, SpanKind.STRONG),), (Link(0, 2, "#"),))
    assert block.part(2, 3).text == ""
    assert [block.text[slice(*line)] for line in block.lines()] == ["ab", "cd ef"]


@pytest.mark.parametrize(
    ("markup", "values"),
    [
        ("<a href='#'>A, B and C</a>", ("A, B and C",)),
        ("<a href='#'>A</a>, B and <a href='#'>C, D</a>", ("A", "B", "C, D")),
        ("<a href='#'>A</a> | <a href='#'>B</a> <a href='#'>C</a>", ("A", "B", "C")),
        ("Prof <a href='#'>A</a> and <a href='#'>A</a>", ("Prof A", "A")),
        ("<a href='#'>A</a>, <a href='#'>A</a>", ("A",)),
        ("", ()),
    ],
)
def test_a_link_is_one_value_and_other_text_is_divided(markup, values):
    (block,) = _blocks(f"<p>x {markup}</p>")
    assert block.part(2).values(split_names) == values


_TAGS = st.sampled_from(["em", "b", "a", "p", "li", "ul", "br"])


@given(st.recursive(st.text(max_size=8), lambda inner: st.tuples(_TAGS, st.lists(inner))))
def test_every_span_lies_in_its_text(tree):
    def markup(node: object) -> str:
        if isinstance(node, str):
            return node.replace("<", "&lt;")
        name, children = node
        return f"<{name} href=http://x.y>{''.join(map(markup, children))}</{name}>"

    for block in _blocks(markup(tree)):
        assert block.text
        assert block.text == " ".join(block.text.split())
        assert all(0 <= place.start < place.end <= len(block.text) for place in (*block.spans, *block.links))
        assert all(block.text[place] == " " for place in block.breaks)
