"""Rewording: the words of a query, and the same query with some of them replaced."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from indexer.analysis import Token, forms, tokenize
from indexer.corrections import Replacement
from indexer.fields import Field
from indexer.query.query import Query
from indexer.query.tree import And, InField, Maybe, Near, Or, Phrase, Tree, Word, written

__all__ = ["Run", "reworded", "runs_of"]


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a query that stand side by side, folded; all in one field, or in any where that is None."""

    forms: tuple[str, ...]
    field: Field | None
    exact: bool


def runs_of(tree: Tree, field: Field | None = None) -> Iterator[Run]:
    """The words and phrases that a query looks for; what it shuts out, patterns and dates are not among them."""
    match tree:
        case Word(text, exact) | Phrase(text, exact):
            yield Run(tuple(forms(text)), field, exact)
        case And(parts) | Or(parts):
            for shared, group in itertools.groupby(parts, _exactness):
                if shared is None:
                    for part in group:
                        yield from runs_of(part, field)
                else:
                    words = tuple(form for part in group if isinstance(part, Word) for form in forms(part.text))
                    yield Run(words, field, shared)
        case Near(parts):
            for part in parts:
                yield from runs_of(part, field)
        case Maybe(required, optional):
            yield from runs_of(required, field)
            yield from runs_of(optional, field)
        case InField(own, part):
            yield from runs_of(part, own)


def _exactness(part: Tree) -> bool | None:
    """Whether a single word is exact; None for all else, which does not stand side by side with words."""
    return part.exact if isinstance(part, Word) and len(forms(part.text)) == 1 else None


def reworded(query: Query, replacements: Sequence[Replacement]) -> Query | None:
    """The query with words replaced wherever they are looked for, the rest of its text as it was typed if that can be.

    None where there is no text that means this. Raises `QueryError` for a mistake in the query's text.
    """
    tree = query.tree
    for one in replacements:
        tree = _replaced(tree, one)
    for text in (*_typed(query.text, replacements), written(tree, query.match, exact=query.exact)):
        candidate = dataclasses.replace(query, text=text)
        if candidate.means(tree):
            return candidate
    return None


def _typed(text: str, replacements: Iterable[Replacement]) -> Iterator[str]:
    """The text of a query with words replaced, first with two for one as a phrase, then as they are."""
    replacements = tuple(replacements)
    for mark in ('"', ""):
        changed = text
        for one in replacements:
            quoted = mark if " " in one.meant and " " not in one.written else ""
            changed = _in_text(changed, one, quoted)
        yield changed


def _in_text(text: str, one: Replacement, mark: str = "") -> str:
    """A text with each place replaced where the written words stand; as capital as what was there."""
    wanted = one.written.split()
    tokens = tokenize(text)
    pieces = []
    end = place = 0
    while place < len(tokens):
        found = tokens[place : place + len(wanted)]
        if [token.form for token in found] != wanted:
            place += 1
            continue
        pieces += [text[end : found[0].start], mark, _cased(one.meant, text, found[0]), mark]
        end = found[-1].end
        place += len(wanted)
    return "".join([*pieces, text[end:]])


def _cased(meant: str, text: str, token: Token) -> str:
    capital = meant[:1].upper() + meant[1:]
    return capital if text[token.start].isupper() and forms(capital) == forms(meant) else meant


def _replaced(tree: Tree, one: Replacement) -> Tree:
    """The tree with a word replaced in all that it looks for."""
    match tree:
        case Word() | Phrase():
            return _leaf_replaced(tree, one)
        case And(parts) | Or(parts):
            parts = tuple(_replaced(part, one) for part in _joined(parts, one))
            return parts[0] if len(parts) == 1 else type(tree)(parts)
        case Near(parts, reach):
            return Near(
                tuple(_leaf_replaced(part, one) if isinstance(part, Word | Phrase) else part for part in parts), reach
            )
        case Maybe(required, optional):
            return Maybe(_replaced(required, one), _replaced(optional, one))
        case InField(field, part):
            return InField(field, _replaced(part, one))
        case _:
            return tree


def _leaf_replaced(leaf: Word | Phrase, one: Replacement) -> Word | Phrase:
    text = _in_text(leaf.text, one)
    if text == leaf.text:
        return leaf
    return Word(text, leaf.exact) if isinstance(leaf, Word) and " " not in text else Phrase(text, leaf.exact)


def _joined(parts: tuple[Tree, ...], one: Replacement) -> Iterator[Tree]:
    """The parts; two words side by side that become one are one."""
    wanted = one.written.split()
    place = 0
    while place < len(parts):
        group = parts[place : place + 2]
        words = [part for part in group if isinstance(part, Word) and not part.without]
        are_alike = len({word.exact for word in words}) == 1
        if are_alike and len(wanted) == 2 and [forms(word.text) for word in words] == [[form] for form in wanted]:
            yield Word(_in_text(" ".join(word.text for word in words), one), words[0].exact)
            place += 2
        else:
            yield parts[place]
            place += 1
