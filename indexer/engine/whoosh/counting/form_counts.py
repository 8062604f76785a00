"""Form counts: which forms each term of a query stands for, and how many of the articles found have each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from indexer.analysis import forms as words_of
from indexer.engine.whoosh.evaluation.article_set import ArticleSet, each_once
from indexer.engine.whoosh.evaluation.collection import Collection
from indexer.engine.whoosh.evaluation.expand import Expansion, Forms, term_runs
from indexer.engine.whoosh.evaluation.translate import translate
from indexer.engine.whoosh.schema import text_field
from indexer.engine.whoosh.segments.segment import Segment
from indexer.fields import DEFAULT_FIELDS, Field
from indexer.query.tree import Fuzzy, InField, Not, Prefix, Tree, Wildcard, Word, parts_of
from indexer.term_forms import FormCount, FormedLeaf, TermForms

__all__ = ["term_forms"]

_ARTICLE_BITS = np.uint64(16)


def term_forms(tree: Tree, found: ArticleSet, collection: Collection, limit: int) -> tuple[TermForms, ...]:
    """The forms of each word and pattern that a query wants, in its order, each cut after `limit`.

    Phrases and words as written have but the forms that they show. Raises `QueryError` as the evaluation does.
    """
    return tuple(
        _forms_of(leaf, field, found, collection, limit) for leaf, field in dict.fromkeys(_formed_leaves(tree, None))
    )


def _formed_leaves(tree: Tree, field: Field | None) -> Iterator[tuple[FormedLeaf, Field | None]]:
    match tree:
        case Word(text, exact):
            if not exact and len(words_of(text)) == 1:
                yield tree, field
        case Prefix() | Wildcard() | Fuzzy():
            yield tree, field
        case InField(own, part):
            yield from _formed_leaves(part, own)
        case Not():
            pass
        case _:
            for part in parts_of(tree):
                yield from _formed_leaves(part, field)


def _forms_of(
    leaf: FormedLeaf, field: Field | None, found: ArticleSet, collection: Collection, limit: int
) -> TermForms:
    fields = DEFAULT_FIELDS if field is None else (field,)
    query = translate(leaf, (fields[0],)).subqueries[0]  # all fields share one dictionary
    forms = Expansion(collection).forms(query, of_stems=text_field(query.fieldname)[1])
    counts = Counter[str]()
    for segment, here in zip(collection.segments, forms, strict=True):
        counted = _counted(segment, here, fields, found.mask[segment.base : segment.base + segment.count])
        present = np.flatnonzero(counted)
        for form, count in zip(segment.forms.take(here[present]), counted[present].tolist(), strict=True):
            counts[form.decode()] += count
    ranked = sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:limit]
    return TermForms(leaf, field, tuple(FormCount(*one) for one in ranked), len(counts))


def _counted(segment: Segment, forms: Forms, fields: Sequence[Field], found: NDArray[np.bool_]) -> NDArray[np.int64]:
    """int64 [forms]: how many of the articles in the mask have each form in any of the fields."""
    keys = [np.empty(0, np.uint64)]  # form << 16 | article
    for field in fields:
        postings = segment.fields[field]
        for begin, end in term_runs(postings, forms):
            articles = postings.run_of_terms(begin, end).articles
            is_found = np.flatnonzero(found[articles])
            bounds: NDArray[np.int64] = postings.first_postings[begin : end + 1].astype(np.int64)
            sizes = bounds[1:] - bounds[:-1]
            places = np.searchsorted(forms, postings.terms[begin:end])
            owners = np.repeat(places, sizes)[is_found].astype(np.uint64)
            keys.append(owners << _ARTICLE_BITS | articles[is_found])
    joined = np.concatenate(keys)
    joined.sort()
    return np.bincount((each_once(joined) >> _ARTICLE_BITS).astype(np.intp), minlength=len(forms))
