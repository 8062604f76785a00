"""Likely stems: those that may be typical of the articles found, by what is read in a few articles."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from indexer.articles.serial import StoredTexts
from indexer.engine.whoosh.typical.comparison import Comparison
from indexer.engine.whoosh.typical.log_likelihood import log_likelihoods
from indexer.engine.whoosh.typical.occurrences import field_texts, occurrences
from indexer.engine.whoosh.typical.stem_numbers import Numbers, StemNumbers

__all__ = ["likely_stems"]

_FREQUENT: Final = 5_000  # stems: of almost half of all articles no rarer one is typical
_JOINT: Final = "\n"  # between title and text: no word's character

Floats = NDArray[np.float64]


def likely_stems(compared: Comparison, read: Callable[[int], StoredTexts], stem_numbers: StemNumbers) -> Numbers:
    """Stems, the most typical of the articles found by estimate first; some article has to be read.

    How many of the articles that are read have a stem says about how many of all such do, and how many of the rest
    then do say its postings.
    """
    texts = [_JOINT.join(field_texts(read(number))) for number in compared.to_read.tolist()]
    stems, counts, forms = occurrences(texts, stem_numbers).by_stem()
    postings = stem_numbers.postings.astype(np.float64)
    postings[stems] *= counts / forms  # an article has one for each form of the stem
    shares = np.zeros(len(postings))
    shares[stems] = counts / len(texts)
    if compared.reads_others:
        stems = np.flatnonzero(postings >= np.sort(postings)[-_FREQUENT:][0])
    likely: Numbers = stems[np.argsort(-_estimated(shares[stems], postings[stems], compared), kind="stable")]
    return likely


def _estimated(shares: Floats, articles: Floats, compared: Comparison) -> Floats:
    """float64 [stems]: about what log-likelihood each has, by its share of the articles that were read.

    `articles`: about how many have it in all. The share is taken a standard error nearer to that of all articles,
    unless there are no more of the kind that was read (normal approximation, with 1/n added to the variance, as
    what all have here is not certain to be in all): else chance lifts rare words above those that are typical.
    """
    found, others, read = len(compared.found), len(compared.others), len(compared.to_read)
    read_of, rest = (others, found) if compared.reads_others else (found, others)
    if read < read_of:
        error = np.sqrt((shares * (1 - shares) + 1 / read) / read)
        shares = shares + error if compared.reads_others else shares - error
    shares = np.clip(shares, 0.0, np.minimum(articles / read_of, 1.0))
    others_shares = np.clip((articles - shares * read_of) / rest, 0.0, 1.0)
    inside, outside = (others_shares, shares) if compared.reads_others else (shares, others_shares)
    return log_likelihoods(inside * found, found, outside * others, others)
