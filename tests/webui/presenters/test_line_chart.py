"""The geometry of a chart: everything within the plot, in order, at round values."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webui.presenters.line_chart import LineData, Plot, line_chart, round_ticks

PLOT = Plot(100, 100, 7)
VALUES = st.one_of(st.none(), st.integers(0, 5_000), st.floats(0, 1000))


def drawn(rows, step=0):
    """A chart of lines given by their values."""
    count = len(rows[0])
    lines = [LineData(f"line {row}", tuple(values), ("",) * count, ("",) * count) for row, values in enumerate(rows)]
    return line_chart(lines, [(place, str(place)) for place in range(count)], PLOT, step)


@st.composite
def tables(draw):
    count = draw(st.integers(1, 60))
    return draw(st.lists(st.lists(VALUES, min_size=count, max_size=count), min_size=1, max_size=5))


@given(tables())
def test_points_and_targets_are_within_the_plot_and_in_order(rows):
    chart = drawn(rows)
    for line, values in zip(chart.lines, rows, strict=True):
        assert [point.period for point in line.points] == [place for place, one in enumerate(values) if one is not None]
        for before, after in pairwise(line.points):
            assert before.x < after.x
        for point in line.points:
            assert 0 < point.x < 100
            assert 0 <= point.y <= 100
            target = point.target
            assert 0 <= target.x <= point.x <= target.x + target.width <= 100.1
            assert 0 <= target.y <= target.y + target.height <= 100.01
    for period in range(len(rows[0])):
        targets = [point.target for line in chart.lines for point in line.points if point.period == period]
        assert sum(target.height for target in targets) == pytest.approx(100 if targets else 0, abs=0.05)
        assert all(target.height >= 6.98 for target in targets)


@given(tables())
def test_a_greater_value_stands_higher_and_has_the_upper_target(rows):
    chart = drawn(rows)
    for line, values in zip(chart.lines, rows, strict=True):
        for one in line.points:
            for other_line, others in zip(chart.lines, rows, strict=True):
                for other in other_line.points:
                    if other.period == one.period and others[other.period] < values[one.period]:
                        assert one.y <= other.y
                        assert one.target.y <= other.target.y or one.y == other.y


@given(tables())
def test_a_path_goes_through_all_points_and_is_lifted_where_there_is_no_value(rows):
    for line, values in zip(drawn(rows).lines, rows, strict=True):
        drawn_points = re.findall(r"([ML])(\S+?) ([\d.e+-]+)(?=[ML]|$)", line.path)
        assert [(float(x), float(y)) for _, x, y in drawn_points] == [(point.x, point.y) for point in line.points]
        begun = [place == 0 or values[place - 1] is None for place, value in enumerate(values) if value is not None]
        assert [sign == "M" for sign, *_ in drawn_points] == begun


@given(tables())
def test_a_value_that_no_line_leads_to_is_marked(rows):
    for line, values in zip(drawn(rows).lines, rows, strict=True):
        for point in line.points:
            around = [values[place] for place in (point.period - 1, point.period + 1) if 0 <= place < len(values)]
            assert point.marked or any(value is not None for value in around)


def test_of_many_points_few_are_marked_and_those_of_each_line_elsewhere():
    chart = drawn([list(range(120))] * 5)
    marked = [[point.period for point in line.points if point.marked] for line in chart.lines]
    assert all(7 <= len(places) <= 10 for places in marked)
    assert len({period for places in marked for period in places}) == sum(map(len, marked))


@pytest.mark.parametrize(
    ("greatest", "step", "ticks"),
    [
        (0, 1, (0, 1)),
        (0, 0, (0, 1)),
        (1, 1, (0, 1)),
        (3, 1, (0, 1, 2, 3)),
        (7, 1, (0, 1, 2, 3, 4, 5, 6, 7)),
        (8, 1, (0, 2, 4, 6, 8)),
        (603.2, 0, (0, 100, 200, 300, 400, 500, 600, 700)),
        (0.3, 0, (0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3)),
        (1000, 0, (0, 200, 400, 600, 800, 1000)),
        (105_293, 1, (0, 20_000, 40_000, 60_000, 80_000, 100_000, 120_000)),
    ],
)
def test_ticks_are_round(greatest, step, ticks):
    assert round_ticks(greatest, step) == ticks


@given(st.floats(0, 1e9), st.sampled_from([0, 1]))
def test_ticks_reach_the_greatest_value_and_not_much_further(greatest, step):
    ticks = round_ticks(greatest, step)
    assert ticks[0] == 0
    assert 2 <= len(ticks) <= 8
    assert ticks[-1] >= greatest * (1 - 1e-6)
    assert ticks[-2] <= greatest
    assert re.fullmatch(r"[125]0*(e[-+]\d+)?", f"{ticks[1]:.10g}".replace("0.", "").lstrip("0"))


def test_labels_that_there_is_little_room_for_are_minor():
    assert [tick.minor for tick in drawn([[1] * 5]).x_ticks] == [False] * 5
    assert [tick.minor for tick in drawn([[1] * 6]).x_ticks] == [False, True] * 3
    assert [tick.label for tick in drawn([[0.5, 12_000]]).y_ticks][:3] == ["0", "2,000", "4,000"]
