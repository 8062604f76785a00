"""A reader takes what was found home: each format from the results page, with and without JavaScript."""

from __future__ import annotations

import csv
import json

import bibtexparser
import pytest
import rispy

from tests.journeys.visitors import mostly_with_javascript, mostly_without_javascript

IDS = ["000_c5189b488046250e", "001_orontes-surveyors", "002_olive-oil-soap"]


def downloaded(page, link):
    """The name and the text of the file that a click brings."""
    with page.expect_download() as expected:
        link.click()
    file = expected.value
    assert file.failure() is None
    return file.suggested_filename, file.path()


def read(name, path):
    """The ids of the articles in a file, by whatever reads such files."""
    text = path.read_bytes().decode("utf-8-sig")
    match name.rsplit(".", 1)[1]:
        case "csv":
            return [row["id"] for row in csv.DictReader(text.splitlines(keepends=True))]
        case "jsonl":
            return [json.loads(line)["id"] for line in text.splitlines()]
        case "ris":
            return [one["id"] for one in rispy.loads(text)]
        case "bib":
            return [entry.key.split("-", 1)[1] for entry in bibtexparser.parse_string(text).entries]
        case "json":
            return [item["id"] for item in json.loads(text)]


@mostly_without_javascript
def test_each_format_is_downloaded_from_the_results_page(visitor):
    visitor.goto("/search?q=idlib&sort=newest")
    visitor.get_by_role("link", name="Export", exact=True).click()
    assert visitor.locator("h1").inner_text() == "Export"
    assert visitor.locator(".holdings").inner_text() == "3 articles"
    for label in ("CSV", "CSV with texts", "JSON Lines", "RIS", "BibTeX", "CSL-JSON"):
        name, path = downloaded(visitor, visitor.get_by_role("link", name=label, exact=True))
        assert name.startswith("idlib-")
        assert read(name, path) == IDS, label
    visitor.locator("a.back").click()
    assert visitor.locator("h1").inner_text().startswith("3 articles")
    assert visitor.url.endswith("/search?q=idlib&sort=newest")


@pytest.mark.parametrize("label", ["CSV", "RIS"])
@mostly_with_javascript
def test_chosen_articles_are_downloaded_by_a_form(visitor, label):
    visitor.goto(f"/export?id={IDS[2]}&id={IDS[0]}&id=nowhere")
    assert "does not have: nowhere" in visitor.locator(".facts").inner_text().replace("\n", " ")
    name, path = downloaded(visitor, visitor.get_by_role("button", name=label, exact=True))
    assert read(name, path) == [IDS[2], IDS[0]]


def test_the_keyboard_alone_is_enough(page):
    page.goto("/export?q=idlib")
    page.get_by_role("link", name="CSV", exact=True).focus()
    for _ in range(3):
        page.keyboard.press("Tab")
    with page.expect_download() as expected:
        page.keyboard.press("Enter")
    assert expected.value.suggested_filename.endswith(".ris")


@pytest.mark.soak
def test_twenty_thousand_articles_are_downloaded(newswire):
    newswire.set_default_timeout(120_000)
    newswire.goto("/export")
    name, path = downloaded(newswire, newswire.get_by_role("link", name="CSV", exact=True))
    assert len(set(read(name, path))) > 19_000
