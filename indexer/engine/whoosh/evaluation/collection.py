"""Collection: what a query is evaluated over, the segments and columns of one generation."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from indexer.engine.whoosh.columns.article_columns import Columns
from indexer.engine.whoosh.evaluation.lexicon import Lexicon
from indexer.engine.whoosh.segments.segment import Segment
from indexer.fields import Field

__all__ = ["Collection"]


class Collection:
    """The segments of a generation, in order, and its columns; shared by threads.

    `count`: articles, with the deleted ones that are not yet merged away.
    """

    def __init__(self, segments: Sequence[Segment], columns: Columns) -> None:
        self.segments = tuple(segments)
        self.columns = columns
        self.count = columns.count
        self._weights: dict[Field, NDArray[np.float32]] = {}
        self._forms = {one.name: Lexicon(one.forms, one.alphabet) for one in self.segments}
        self._stems = {one.name: Lexicon(one.stems) for one in self.segments}

    def weights(self, field: Field) -> NDArray[np.float32]:
        """float32 [count]: v_f / (1 - b_f + b_f * len / avglen), what one occurrence in each article adds to BM25F's t.

        Worked out at first use; threads that ask at once work out the same twice.
        """
        weights = self._weights.get(field)
        if weights is None:
            relative = self.columns.lengths(field) / (self.columns.average_length(field) or 1.0)
            weights = (field.weight / (1 - field.length_norm + field.length_norm * relative)).astype(np.float32)
            self._weights[field] = weights
        return weights

    def lexicon(self, segment: Segment, *, of_stems: bool) -> Lexicon:
        """The stems or the forms of one of the segments."""
        return (self._stems if of_stems else self._forms)[segment.name]

    def forms_of_stem(self, stem: str) -> frozenset[str]:
        """The words of the archive, as written, that have this stem."""
        return frozenset(
            segment.forms[form].decode() for segment in self.segments for form in range(*segment.stem_range(stem))
        )
