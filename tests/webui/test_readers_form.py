"""Numbers and days in the form of the reader's country, on pages alone."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webui.presenters.wording import day_in_words, number, share
from webui.readers_form import ReadersForm, form_for, readers_form


@pytest.mark.parametrize(
    ("languages", "written", "half"),
    [
        ((), "1,234,567", "0.5"),
        (("en-US",), "1,234,567", "0.5"),
        (("de-DE", "en"), "1.234.567", "0,5"),
        (("de-CH",), "1’234’567", "0.5"),
        (("en-IN",), "12,34,567", "0.5"),
        (("fr",), "1\u202f234\u202f567", "0,5"),
        (("ar-EG",), "1,234,567", "0.5"),
        (("tlh", "x" * 500, "*", "de@euro", "sv-SE"), "1\xa0234\xa0567", "0,5"),
    ],
)
def test_numbers_are_grouped_as_the_first_known_language_has_it(languages, written, half):
    form = form_for(*languages)
    assert form.number(1_234_567) == written
    assert form.decimal("0.5") == half


@pytest.mark.parametrize(
    ("language", "month_first"),
    [
        ("en-US", True),
        ("en", True),
        ("en-CA", True),
        ("es-US", True),
        ("en-GB", False),
        ("de-DE", False),
        ("ja", False),
    ],
)
def test_the_country_decides_whether_the_month_comes_first(language, month_first):
    assert form_for(language).has_month_first is month_first


@given(st.lists(st.text(max_size=40), max_size=15))
def test_any_language_has_a_form(languages):
    assert "1" in form_for(*languages).number(1)


def test_without_a_reader_the_form_is_plain():
    assert readers_form() == ReadersForm()
    assert (number(1284), share(47, 1000), day_in_words(dt.date(2019, 12, 30))) == ("1,284", "4.7%", "30 December 2019")


@pytest.mark.parametrize(
    ("language", "day", "tags"),
    [
        ("en-US,en;q=0.9", "December 30, 2019", 'data-numbers="en-US" data-days="en-US"'),
        ("de", "30 December 2019", 'data-numbers="de" data-days="en-GB"'),
        ("", "30 December 2019", 'data-numbers="en-GB" data-days="en-GB"'),
    ],
)
def test_pages_are_in_the_readers_form_and_say_that_they_differ(client, language, day, tags):
    for _ in range(2):  # the second time as it was remembered
        page = client.get("/search?q=idlib", headers={"Accept-Language": language})
        assert day in page.text
        assert tags in page.text
        assert "Accept-Language" in page.headers["Vary"]


def test_a_reader_leaves_no_form_behind(client):
    client.get("/about", headers={"Accept-Language": "de"})
    assert readers_form() == ReadersForm()


def test_what_machines_read_has_one_form(client):
    plain, german = (
        client.get("/api/search?q=idlib", headers={"Accept-Language": language}) for language in ("", "de")
    )
    assert plain.text == german.text
    assert "Accept-Language" not in german.headers.get("Vary", "")


def test_the_citation_of_the_archive_has_one_form(client):
    texts = [client.get("/about", headers={"Accept-Language": language}).text for language in ("en-US", "en-GB")]
    assert len({re.search(r'id="archive-citation">(.*?)<', text)[1] for text in texts}) == 1


def test_a_citation_has_one_form(client):
    address = "/articles/" + client.get("/api/search?q=idlib&limit=1").json["hits"][0]["id"]
    assert "30 December 2019." in client.get(address, headers={"Accept-Language": "en-US"}).text


def test_the_sentence_above_the_results_has_the_readers_days(client):
    address = "/search?q=idlib&from=2019-12-30&to=2020-01-02"
    american = client.get(address, headers={"Accept-Language": "en-US"}).text
    assert "from December 30, 2019 to January 2, 2020" in american
    assert "30 December" not in american
