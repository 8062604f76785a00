"""Log-likelihoods are those of Dunning's paper, and what follows from their definition."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.engine.whoosh.typical.log_likelihood import log_likelihoods

# Bigrams of a text about banks (Dunning 1993, the table of its section 5): -2 log λ; k(AB), k(A~B), k(~AB), k(~A~B).
DUNNING = [
    ("the swiss", 270.72, 110, 2442, 111, 29114),
    ("can be", 263.90, 29, 13, 123, 31612),
    ("previous year", 256.84, 31, 23, 139, 31584),
    ("mineral water", 167.23, 10, 0, 3, 31764),
    ("at the", 157.21, 76, 104, 2476, 29121),
]


@pytest.mark.parametrize(("bigram", "expected", "both", "first", "second", "neither"), DUNNING)
def test_the_figures_of_dunnings_table_come_out(bigram, expected, both, first, second, neither):
    found = log_likelihoods(both, both + first, second, second + neither)
    assert found == pytest.approx(expected, abs=0.01), bigram


def by_expectation(inside, insides, outside, outsides):
    """The same by another way: 2 Σ observed · ln(observed / expected), over the four cells."""
    total, having = insides + outsides, inside + outside
    cells = [
        (inside, insides * having / total),
        (outside, outsides * having / total),
        (insides - inside, insides * (total - having) / total),
        (outsides - outside, outsides * (total - having) / total),
    ]
    return 2 * sum(observed * math.log(observed / expected) for observed, expected in cells if observed)


TABLES = st.tuples(st.integers(1, 3000), st.integers(1, 100_000)).flatmap(
    lambda sizes: st.tuples(st.integers(0, sizes[0]), st.just(sizes[0]), st.integers(0, sizes[1]), st.just(sizes[1]))
)


@given(TABLES)
def test_it_is_the_g_statistic_where_the_share_is_greater_inside_and_else_nothing(table):
    inside, insides, outside, outsides = table
    expected = by_expectation(*table) if inside * outsides > outside * insides else 0.0
    assert log_likelihoods(*table) == pytest.approx(expected, rel=1e-6, abs=1e-6)


@given(TABLES)
def test_many_tables_at_once_are_each_by_itself(table):
    inside, insides, outside, outsides = table
    insides_of_all, outsides_of_all = np.array([0, inside, insides]), np.array([outsides, outside, 0])
    found = log_likelihoods(insides_of_all, insides, outsides_of_all, outsides)
    assert found.tolist() == [
        log_likelihoods(one, insides, other, outsides).item()
        for one, other in zip(insides_of_all, outsides_of_all, strict=True)
    ]


@pytest.mark.parametrize(("insides", "outsides"), [(0, 5), (5, 0), (0, 0)])
def test_without_another_group_nothing_is_typical(insides, outsides):
    assert log_likelihoods([0, insides], insides, [0, outsides], outsides).tolist() == [0.0, 0.0]
