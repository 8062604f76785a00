"""Log-likelihood: how much more often something is met in one group than in another than chance would have it."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["log_likelihoods"]

Floats = NDArray[np.float64]


def log_likelihoods(inside: ArrayLike, insides: int, outside: ArrayLike, outsides: int) -> Floats:
    """float64, as the arrays are shaped: -2 log λ of 2x2 tables; 0 where it is no greater share inside than outside.

    `inside` of `insides` members of one group have a thing, `outside` of `outsides` of the other; λ compares one
    binomial share for both groups with one for each (Dunning 1993, "Accurate Methods for the Statistics of Surprise
    and Coincidence", section 4). Where one of the groups is empty there is nothing to compare: 0.
    """
    k1, k2 = np.asarray(inside, np.float64), np.asarray(outside, np.float64)
    if not insides or not outsides:
        return np.zeros(np.broadcast_shapes(k1.shape, k2.shape))
    together = (k1 + k2) / (insides + outsides)
    apart = _log_likelihood(k1 / insides, k1, insides) + _log_likelihood(k2 / outsides, k2, outsides)
    alike = _log_likelihood(together, k1, insides) + _log_likelihood(together, k2, outsides)
    return np.where(k1 * outsides > k2 * insides, np.maximum(2 * (apart - alike), 0.0), 0.0)


def _log_likelihood(share: Floats, having: Floats, of: int) -> Floats:
    """Dunning's log L(p, k, n): k log p + (n - k) log(1 - p), where 0 log 0 is 0."""
    return _times_log(having, share) + _times_log(of - having, 1 - share)


def _times_log(factor: Floats, share: Floats) -> Floats:
    product: Floats = factor * np.log(np.where(factor > 0, share, 1.0))
    return product
