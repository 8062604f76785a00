"""From blocks to a Draft: labelled head, body and tail, for Markdown and HTML alike.

The form is the one that `seeds/README.md` specifies, with the variants that real
pages of its kind show.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields as fields_of
from dataclasses import replace

from indexer import fields
from indexer.articles.article import Paragraph, ParagraphKind, SpanKind
from indexer.articles.block import Block
from indexer.articles.boilerplate import is_boilerplate
from indexer.articles.draft import Draft
from indexer.articles.head import read_head
from indexer.articles.names import names_in_bold
from indexer.articles.tail import publisher_in, read_tail, split_body

__all__ = ["completed", "read_page"]


def read_page(blocks: Sequence[Block], known: Draft | None = None) -> Draft:
    """The draft of a page in the seed's form; any of its parts may be missing.

    What `known` says already, as front matter does, stands.
    """
    known = known or Draft()
    head, rest = read_head(blocks, known, publisher_in(blocks))
    body, tail_blocks = split_body(rest, known.authors or tuple(head.authors))
    tail = read_tail(tail_blocks)
    paragraphs, boilerplate = _body_of(body)
    found = Draft(
        title=head.title,
        paragraphs=paragraphs,
        authors=tuple(dict.fromkeys(head.authors)),
        source=head.source,
        date=head.date,
        regions=head.values(fields.REGION),
        themes=head.values(fields.THEME),
        reports=head.values(fields.REPORT),
        names=names_in_bold(paragraphs),
        note=tuple(tail.note),
        origin=_origin(tail.origin, head.origins),
        rights=tail.rights,
        url=head.url or tail.url,
        boilerplate=(*head.boilerplate, *boilerplate, *tail.boilerplate),
        problems=tuple(head.problems),
    )
    return completed(known, found)


def completed(first: Draft, second: Draft) -> Draft:
    """The first draft, with the second's values where it has none; the problems and boilerplate of both.

    The problems of a date that the first draft replaces do not count.
    """
    names = {field.name for field in fields_of(Draft)} - {"boilerplate", "problems"}
    missing = {name: getattr(second, name) for name in names if not getattr(first, name)}
    boilerplate = (*first.boilerplate, *second.boilerplate)
    problems = first.problems if first.date else tuple(dict.fromkeys((*first.problems, *second.problems)))
    return replace(first, **missing, boilerplate=boilerplate, problems=problems)


def _body_of(blocks: Sequence[Block]) -> tuple[tuple[Paragraph, ...], tuple[str, ...]]:
    """The paragraphs of a body, its lede told from its text, and the boilerplate that stood among them."""
    own = [block for block in blocks if not is_boilerplate(block.text)]
    lede = 0
    while lede < len(own) and own[lede].kind is ParagraphKind.TEXT and own[lede].is_wholly(SpanKind.EMPHASIS):
        lede += 1
    paragraphs = (*map(_lede, own[:lede]), *(block.paragraph() for block in own[lede:]))
    return paragraphs, tuple(block.text for block in blocks if is_boilerplate(block.text))


def _lede(block: Block) -> Paragraph:
    """A paragraph that is wholly in italics needs no span to say so."""
    return replace(block, spans=tuple(s for s in block.spans if s.kind is not SpanKind.EMPHASIS)).paragraph(
        ParagraphKind.LEDE
    )


def _origin(tail: str, head: Sequence[str]) -> str:
    """The original source, and what the head says of an earlier publication, without saying a thing twice."""
    parts: list[str] = []
    for part in (*head, tail):
        if part and not any(part.casefold() in known.casefold() for known in parts):
            parts.append(part)
    return "; ".join(parts)
