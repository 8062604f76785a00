"""The sample archive is what its README says, so that the reading room is alive on the first run."""

import hashlib
import re
from pathlib import Path

import pytest

from indexer import Archive
from indexer.analysis import forms

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"
MODEL = "000_c5189b488046250e"
MODEL_SHA256 = "979f89c9e867a34844aeb195caeb7360d9961265ffddff127574f9b50a9e57fc"


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    index = tmp_path_factory.mktemp("seeds") / "index"
    report = Archive.build(index, [SEEDS], root=ROOT)
    assert report.problems == ()
    with Archive.open(index) as archive:
        yield archive


@pytest.fixture(scope="module")
def samples(archive):
    """The articles but the model one."""
    return [article for article in archive.articles() if article.id != MODEL]


def test_the_model_article_is_as_it_came():
    assert hashlib.sha256((SEEDS / f"{MODEL}.txt").read_bytes()).hexdigest() == MODEL_SHA256


def test_the_model_article_is_byte_for_byte_the_one_it_was_taken_from():
    original = ROOT.parent / "shared" / "seeds" / f"{MODEL}.txt"
    if not original.exists():
        pytest.skip("the original of the model article is not here")
    assert (SEEDS / f"{MODEL}.txt").read_bytes() == original.read_bytes()


def test_the_model_article_is_read_field_by_field(archive):
    article = archive.article(MODEL)
    assert article.title == (
        "Al Qaeda's Idlib Stronghold: The Battle to Liberate Syria's Idlib Province from US Supported Terrorists"
    )
    assert article.authors == ("Stephen Lendman",)
    assert article.source == "Global Research"
    assert article.date.day.isoformat() == "2019-12-30"
    assert article.regions == ("Middle East & North Africa",)
    assert article.themes == ("US NATO War Agenda",)
    assert article.reports == ("SYRIA",)
    assert article.body.startswith("Syria's Idlib province in the country's northwest borders Turkey.")
    assert article.body.endswith("long-suffering people remains unachieved.")
    for word in ("disclaimer", "fair use", "Facebook", "share buttons"):
        assert word.lower() not in article.body.lower()


@pytest.mark.parametrize(
    ("query", "arguments"),
    [
        ("idlib", {}),
        ("author:lendman", {}),
        ('"demilitarized zone"', {}),
        ("lendman turkey", {}),
        ("", {"filters": {"theme": ["US NATO War Agenda"]}}),
    ],
)
def test_the_model_article_is_found(archive, query, arguments):
    assert MODEL in {hit.id for hit in archive.search(query, **arguments).hits}


@pytest.mark.parametrize("query", ["disclaimer", '"fair use"', "facebook", '"share buttons"'])
def test_no_seed_is_found_by_its_boilerplate(archive, query):
    assert archive.search(query).total == 0


def test_there_are_samples_of_many_regions_themes_and_reports(samples):
    assert len(samples) >= 36
    assert len({value for article in samples for value in article.regions}) >= 8
    assert len({value for article in samples for value in article.themes}) >= 12
    assert len({value for article in samples for value in article.reports}) >= 6


def test_the_samples_dates_are_spread_from_2001_to_2024(samples):
    years = {article.date.day.year for article in samples if article.date}
    assert min(years) == 2001
    assert max(years) == 2024
    assert len(years) > 15


def test_the_samples_are_as_uneven_as_real_archives(samples):
    assert any(len(article.regions) == 2 for article in samples)
    assert any(len(article.themes) == 3 for article in samples)
    assert any(len(article.authors) == 2 for article in samples)
    assert any(not article.regions for article in samples)
    assert any(not article.reports for article in samples)
    assert any(article.date is None for article in samples)


def test_a_sample_has_250_to_700_words(samples):
    lengths = {article.input: len(forms(article.body)) for article in samples}
    assert {name: length for name, length in lengths.items() if not 250 <= length <= 700} == {}


def test_three_samples_are_html_two_have_front_matter_and_one_is_a_copy(samples):
    texts = [path.read_text("utf-8") for path in SEEDS.glob("0*.md")]
    assert len(list(SEEDS.glob("*.html"))) == 3
    assert sum(text.startswith("---\n") for text in texts) == 2
    copied = [article for article in samples if article.copies]
    assert len(copied) == 1
    assert len(copied[0].copies) == 1


def test_samples_are_by_desks(samples):
    names = {name for article in samples for name in article.authors}
    assert len(names) > 5
    assert all(re.search(r"\b(Desk|Room|Samples|Table|Office|Bench)\b", name) for name in names), names
