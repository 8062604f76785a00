"""The benchmark runs, on few articles, and its engines find the same."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BENCH = [sys.executable, "-m", "tests.benchmarks"]


@pytest.fixture(scope="module")
def figures(tmp_path_factory):
    path = tmp_path_factory.mktemp("bench") / "figures.json"
    command = [*BENCH, "--articles", "60", "--json", path]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return printed, json.loads(path.read_text("utf-8"))


def test_it_prints_a_row_for_each_search(figures):
    printed, record = figures
    assert "60 articles" in printed
    assert len(record["pages"]) == 24
    assert all(page["milliseconds"] > 0 for page in record["pages"])
    assert all(build["articles_per_second"] > 0 and build["index_bytes"] > 0 for build in record["builds"])


def test_the_engines_find_the_same_number_of_articles(figures):
    _, record = figures
    totals = {}
    for page in record["pages"]:
        totals.setdefault(page["kind"], []).append(page["total"])
    del totals["prefix"]  # the peer looks for the beginnings of stems
    assert all(ours == theirs for ours, theirs in totals.values()), totals
    assert all(totals[kind][0] > 0 for kind in ("everything", "rare word", "phrase", "in the title", "theme alone"))


def test_articles_of_one_s_own_can_be_measured(tmp_path):
    path = tmp_path / "few.jsonl"
    bodies = ("Oil prices rose again today while markets waited quietly.", "Markets waited quietly for better prices.")
    records = [{"title": f"Market report {place}", "body": body} for place, body in enumerate(bodies)]
    path.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    subprocess.run([*BENCH, "--input", path], cwd=ROOT, capture_output=True, check=True)
