"""The measures of relevance are what their formulas say, and every engine is measured alike."""

import json
import math
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from tests.benchmarks.engines import is_present
from tests.benchmarks.relevance.__main__ import relevance
from tests.benchmarks.relevance.carrel_ranker import WORDS
from tests.benchmarks.relevance.carrel_ranker import ranker as carrel_ranker
from tests.benchmarks.relevance.figures import Figures, QueryFigures, furthest_behind, verdicts
from tests.benchmarks.relevance.judged_sets import GIVEN, JudgedArticle, JudgedQuery, JudgedSet, read_set, set_folders
from tests.benchmarks.relevance.measuring import measured
from tests.benchmarks.relevance.metrics import Scores, average_precision, ndcg, precision, recall
from tests.benchmarks.relevance.rankers import OURS, RANKERS, ranker, words_of

ROOT = Path(__file__).parents[2]
PRESENT = [key for key in RANKERS if is_present(key)]

ARTICLES = [
    {"_id": "Fog-1", "title": "Fog at sea", "text": "A ship's horn sounded in the fog."},
    {"_id": "a light", "title": "", "text": "The lighthouse was built of granite, and its keepers rang a bell."},
    {"_id": "3", "title": "Herring", "text": "Boats came home with herring."},
    {"_id": "4", "title": "Herring", "text": "Boats came home with herring."},
    {"_id": "5", "title": "Empty", "text": ""},
    {"_id": "6", "title": "", "text": " "},
]
QUERIES = [
    {"_id": "q1", "text": "FOGS AT SEA"},
    {"_id": "q2", "text": "(lighthouses"},
    {"_id": "q3", "text": "nothing is relevant to this"},
    {"_id": "q4", "text": "herrings"},
]
JUDGEMENTS = "query-id\tcorpus-id\tscore\nq1\tFog-1\t2\nq2\ta light\t1\nq2\t3\t0\nq3\t3\t0\nq4\t4\t1\n"


def write_set(folder, articles=ARTICLES, queries=QUERIES):
    folder.mkdir(parents=True)
    for name, records in (("corpus.jsonl", articles), ("queries.jsonl", queries)):
        (folder / name).write_text("".join(json.dumps(record) + "\n" for record in records))
    (folder / "qrels.tsv").write_text(JUDGEMENTS)
    return folder


@pytest.fixture
def harbour(tmp_path):
    """A judged set of few articles."""
    return read_set(write_set(tmp_path / "sets" / "harbour"))


# The measures.


@pytest.mark.parametrize(
    ("ranking", "relevant", "expected"),
    [
        ("abcde", "acx", (5 / 9, 1.5 / (1.5 + 1 / math.log2(3)), 0.2, 2 / 3)),
        ("ba", "a", (0.5, 1 / math.log2(3), 0.1, 1.0)),
        ("ab", "ab", (1.0, 1.0, 0.2, 1.0)),
        ("ab", "x", (0.0, 0.0, 0.0, 0.0)),
        ("", "x", (0.0, 0.0, 0.0, 0.0)),
        ("bcdefghijka", "a", (1 / 11, 0.0, 0.0, 1.0)),  # the eleventh place
    ],
)
def test_the_measures_are_what_is_computed_by_hand(ranking, relevant, expected):
    scores = Scores.of(list(ranking), frozenset(relevant))
    assert (scores.average_precision, scores.ndcg, scores.precision, scores.recall) == pytest.approx(expected)


def test_a_measure_of_the_first_hits_looks_no_further():
    ranking = [str(number) for number in range(200)]
    assert recall(ranking, {"99", "100"}) == 0.5
    assert precision(ranking, {"9", "10"}) == 0.1
    assert ndcg(ranking, {"0", "10"}, depth=2) == pytest.approx(1 / (1 + 1 / math.log2(3)))
    assert average_precision(ranking, {"199"}) == 1 / 200


def test_more_relevant_articles_than_places_can_be_ranked_perfectly():
    ranking = [str(number) for number in range(30)]
    scores = Scores.of(ranking, frozenset(ranking))
    assert scores == Scores(1.0, 1.0, 1.0, 1.0)


def test_the_mean_weighs_all_queries_alike():
    assert Scores.mean([Scores(1, 0.5, 0, 1), Scores(0, 0.5, 0.2, 1)]) == Scores(0.5, 0.5, 0.1, 1)


@given(
    ranking=st.permutations([str(number) for number in range(14)]),
    relevant=st.frozensets(st.sampled_from([str(number) for number in range(18)]), min_size=1),
    place=st.integers(1, 13),
)
def test_a_relevant_article_moved_up_lowers_no_measure_of_order(ranking, relevant, place):
    before = Scores.of(ranking, relevant)
    assert all(0 <= value <= 1 for value in (before.average_precision, before.ndcg, before.precision, before.recall))
    if ranking[place] in relevant and ranking[place - 1] not in relevant:
        ranking[place - 1], ranking[place] = ranking[place], ranking[place - 1]
        after = Scores.of(ranking, relevant)
        assert after.average_precision > before.average_precision
        assert after.ndcg > before.ndcg or place > 10
        assert after.precision >= before.precision
        assert after.recall == before.recall


# The sets.


def test_a_set_is_read_without_empty_articles_and_queries_that_nothing_is_relevant_to(harbour):
    assert harbour.name == "harbour"
    assert [article.id for article in harbour.articles] == ["Fog-1", "a light", "3", "4", "5"]
    assert harbour.articles[0] == JudgedArticle("Fog-1", "Fog at sea", "A ship's horn sounded in the fog.")
    assert harbour.queries == (
        JudgedQuery("q1", "FOGS AT SEA", frozenset({"Fog-1"})),
        JudgedQuery("q2", "(lighthouses", frozenset({"a light"})),
        JudgedQuery("q4", "herrings", frozenset({"4"})),
    )


@pytest.mark.parametrize("twice", ["articles", "queries"])
def test_an_id_that_is_given_twice_is_named(tmp_path, twice):
    record = {"articles": ARTICLES, "queries": QUERIES}[twice]
    folder = write_set(tmp_path / "set", **{twice: [*record, record[1]]})
    with pytest.raises(ValueError, match=f"the id {record[1]['_id']} twice"):
        read_set(folder)


def test_sets_are_found_below_a_folder_or_in_it(tmp_path):
    wanted = [write_set(tmp_path / "sets" / name) for name in ("b", "a")]
    (tmp_path / "sets" / "no set").mkdir()
    assert set_folders(tmp_path / "sets") == sorted(wanted)
    assert set_folders(tmp_path / "sets" / "a") == [wanted[1]]
    assert set_folders(tmp_path / "not there") == []


# The engines.


@pytest.mark.parametrize("key", RANKERS)
def test_every_engine_ranks_stems_any_of_which_is_enough(harbour, tmp_path, key):
    if key not in PRESENT:
        pytest.skip("the engine is not installed: make relevance installs it")
    opened = ranker(key, harbour, tmp_path)
    assert opened.rank("fogs unheard", 10).ids == ("Fog-1",)
    assert set(opened.rank("GRANITE HERRINGS", 10).ids) == {"a light", "3", "4"}
    assert len(opened.rank("granite herring", 2).ids) == 2
    assert opened.rank("unheard", 10).ids == ()
    opened.close()


@pytest.mark.parametrize("key", RANKERS)
def test_every_engine_is_measured_by_the_same_code(harbour, key):
    if key not in PRESENT:
        pytest.skip("the engine is not installed: make relevance installs it")
    figures = measured(key, harbour)
    assert (figures.set_name, figures.ranker) == ("harbour", key)
    assert [one.query for one in figures.queries] == list(harbour.queries)
    assert [one.scores.average_precision for one in figures.queries] == [1.0, 1.0, 0.5]
    assert figures.mean.recall == 1.0


def test_carrel_ranks_an_exact_copy_right_behind_its_article(tmp_path):
    again = JudgedArticle("a copy", "Herring", "A herring is a fish.")
    articles = (
        JudgedArticle("first", "Herring", "A herring is a fish. "),
        JudgedArticle("long", "A trawler", "It was out for herring and had not come home by the evening of that day."),
        again,
    )
    opened = carrel_ranker(JudgedSet("copies", articles, ()), tmp_path)
    assert opened.rank("herring", 10).ids == ("first", "a copy", "long")
    assert opened.rank("herring", 1).ids == ("first",)
    opened.close()


def test_what_carrel_refuses_as_typed_is_searched_by_its_words(harbour, tmp_path):
    for way in ("typed", WORDS):
        (tmp_path / way).mkdir()
        opened = carrel_ranker(harbour, tmp_path / way, way)
        refused = opened.rank("(lighthouses", 10)
        assert refused.ids == ("a light",)
        assert bool(refused.refusal) == (way != WORDS)
        assert opened.rank("lighthouses", 10).refusal == ""
        opened.close()


def test_words_for_the_peers_are_lower_case_and_as_often_as_typed():
    assert words_of("NATO's ships AND ships, e_mail") == ["nato", "s", "ships", "and", "ships", "e", "mail"]


# Verdicts.


def figures_of(key, *precisions):
    """Figures of which only average precision and nDCG@10 tell anything, and are the same."""
    queries = (JudgedQuery(str(number), "a query", frozenset({"1"})) for number, _ in enumerate(precisions))
    return Figures(
        "made", key, tuple(QueryFigures(one, Scores(x, x, 0, 0)) for one, x in zip(queries, precisions, strict=True))
    )


def test_carrel_has_to_be_above_the_best_peer():
    ours, words = figures_of("carrel", 0.5, 0.7), figures_of("carrel-words", 0.7, 0.7)
    peers = [figures_of("tantivy", 0.2, 0.4), figures_of("fts5", 0.6, 0.6)]
    found = list(verdicts([ours, words, *peers]))
    assert [(one.ranker, one.label, one.peer, one.above) for one in found] == [
        ("carrel", "MAP", "fts5", False),  # as good is not above
        ("carrel", "nDCG@10", "fts5", False),
        ("carrel-words", "MAP", "fts5", True),
        ("carrel-words", "nDCG@10", "fts5", True),
    ]
    assert list(verdicts([ours, words])) == []


def test_the_queries_that_carrel_falls_behind_with_come_worst_first():
    ours = figures_of("carrel", 0.5, 0.1, 1.0, 0.3)
    peers = [figures_of("tantivy", 0.6, 0.4, 1.0, 0.2), figures_of("fts5", 0.4, 0.9, 0.9, 0.1)]
    behind = furthest_behind(ours, peers, 5)
    assert [(one.ours.query.id, one.peer) for one in behind] == [("1", "fts5"), ("0", "tantivy")]
    assert behind[0].gap == pytest.approx(0.8)
    assert furthest_behind(ours, peers, 1) == behind[:1]


# The command, and the sets beside the project.


def run(*options):
    return CliRunner().invoke(relevance, [*map(str, options)])


def test_the_command_prints_a_row_for_each_engine_that_is_present_and_writes_all_figures(tmp_path, harbour):
    path = tmp_path / "figures.json"
    done = run("--data", tmp_path / "sets", "--set", "harbour", "--json", path, "--per-query")
    assert done.exit_code == 0, done.output
    record = json.loads(path.read_text("utf-8"))
    assert [(one["set"], one["engine"]) for one in record["figures"]] == [("harbour", key) for key in PRESENT]
    assert all(len(one["queries"]) == 3 for one in record["figures"])
    peers = set(PRESENT) - set(OURS)
    assert len(record["verdicts"]) == (4 if peers else 0)
    assert "harbour: 5 articles, 3 queries" in done.stdout
    assert "Carrel, as typed: query q2 is refused: " in done.stdout
    assert "Carrel, words alone: query" not in done.stdout


def test_the_command_measures_carrel_alone(tmp_path, harbour):
    options = ["--set", "harbour", "--engines", "carrel", "--per-query", "3"]
    command = [sys.executable, "-m", "tests.benchmarks.relevance", "--data", tmp_path / "sets" / "harbour", *options]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "above all peers" not in done.stdout


@pytest.mark.parametrize("options", [("--engines", "lucene"), ("--set", "unheard-of")])
def test_a_mistaken_option_is_named(tmp_path, harbour, options):
    done = run("--data", tmp_path / "sets", *options)
    assert done.exit_code == 2
    assert options[1] in done.stderr


KNOWN = {
    ("time", "tantivy"): (0.6831, 0.7429, 0.2880, 0.9669),
    ("time", "fts5"): (0.6964, 0.7544, 0.2904, 0.9648),
    ("time", "whoosh"): (0.6662, 0.7224, 0.2855, 0.9789),
    ("lisa", "tantivy"): (0.3341, 0.4237, 0.2714, 0.6984),
    ("lisa", "fts5"): (0.3603, 0.4598, 0.2886, 0.6771),
    ("lisa", "whoosh"): (0.3572, 0.4443, 0.2829, 0.7141),
}


# Two sets of medium size: stock Whoosh builds them slowly.
@pytest.mark.parametrize(
    ("name", "key"), [pytest.param(*one, marks=pytest.mark.soak if "whoosh" in one else ()) for one in KNOWN]
)
def test_the_peers_are_as_good_as_they_were_found_to_be_elsewhere(name, key):
    if not (GIVEN / name).exists():
        pytest.skip(f"the judged set {name} is not on this machine")
    if key not in PRESENT:
        pytest.skip("the engine is not installed: make relevance installs it")
    mean = measured(key, read_set(GIVEN / name)).mean
    known = pytest.approx(KNOWN[name, key], abs=0.002)
    assert (mean.average_precision, mean.ndcg, mean.precision, mean.recall) == known
