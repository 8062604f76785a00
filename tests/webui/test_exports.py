"""Articles are downloaded as files, each with where it came from."""

from __future__ import annotations

import csv
import html
import io
import json
import re

import bibtexparser
import pytest
import rispy

from indexer.export.formats import FORMATS
from indexer.settings import Settings
from webui import create_app

NASTY = "<script>"


@pytest.fixture
def file(client):
    """A file as its reader gets it: its text, after its headers were looked at."""

    def get(address, extension, data=None):
        with client.get(address) if data is None else client.post(address, data=data) as response:
            assert response.status_code == 200, response.text
            assert re.fullmatch(
                rf"attachment; filename=\"[\w.-]+-\d{{8}}-\w+\.{extension}\"; filename\*=UTF-8''[\w.%-]+",
                response.headers["Content-Disposition"],
            )
            assert response.headers["X-Content-Type-Options"] == "nosniff"
            return response.get_data().decode("utf-8")

    return get


def rows(text):
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


class TestTheWholeResultSet:
    def test_as_csv(self, file):
        found = rows(file("/export?q=idlib&sort=newest&format=csv", "csv"))
        assert [row["id"] for row in found] == ["idlib", "orontes"]
        assert found[1]["authors"] == "Map Room; History Desk"
        assert found[1]["regions"] == "Middle East & North Africa; Europe"
        assert (found[1]["date"], found[1]["date_precision"]) == ("2016-03", "month")
        assert found[0]["url"] == "https://example.org/idlib"
        assert found[0]["address"] == "http://localhost/articles/idlib"
        assert {row["query"] for row in found} == {"idlib"}

    def test_as_csv_with_texts(self, file):
        (row,) = rows(file("/export?q=soap&format=csv-text", "csv"))
        assert row["text"] == "Merchants sold soap as far as Alexandria."

    def test_as_json_lines(self, file, client):
        lines = file("/export?q=idlib&sort=oldest&format=jsonl", "jsonl").splitlines()
        records = [json.loads(line) for line in lines]
        assert [record["id"] for record in records] == ["orontes", "idlib"]
        api = client.get("/api/articles/idlib").get_json()
        assert records[1]["paragraphs"] == api["paragraphs"]
        assert records[0]["corpus_version"] == client.get("/healthz").get_json()["version"]

    def test_as_ris(self, file):
        references = rispy.loads(file("/export?q=idlib&sort=newest&format=ris", "ris"))
        assert [one["title"] for one in references] == ["The Battle for Idlib's Groves", "Surveyors on the Orontes"]
        assert references[0]["authors"] == ["Lendman, Stephen"]

    def test_as_bibtex(self, file):
        library = bibtexparser.parse_string(file("/export?format=bibtex", "bib"))
        assert len(library.entries) == 30
        assert not library.failed_blocks

    def test_as_csl_json(self, file):
        items = json.loads(file("/export?q=idlib+-orontes&format=csl", "json"))
        assert items[0]["issued"] == {"date-parts": [[2019, 12, 30]]}
        assert items[0]["custom"]["query"] == "idlib -orontes"

    def test_with_all_filters(self, file):
        found = rows(file("/export?region=Asia&not_author=Author+1&from=2003&to=2005&sort=oldest&format=csv", "csv"))
        assert {row["date"][:4] for row in found} == {"2003", "2004", "2005"}
        assert found[0]["search"] == "All articles in Region Asia, without Author “Author 1”, from 2003 to 2005" or (
            "Asia" in found[0]["search"] and "2003" in found[0]["search"]
        )

    @pytest.mark.parametrize("chosen", FORMATS, ids=lambda chosen: chosen.name)
    def test_that_is_empty_is_a_file_without_articles(self, file, chosen):
        text = file(f"/export?q=submarine&format={chosen.name}", chosen.extension)
        assert text.startswith(("\ufeffid,title", "% Articles with", "[\n]")) or text == ""
        assert "NEWS" not in text

    @pytest.mark.parametrize("chosen", FORMATS, ids=lambda chosen: chosen.name)
    def test_is_asked_for_without_its_body(self, client, chosen):
        with client.head(f"/export?q=idlib&format={chosen.name}") as response:
            assert response.status_code == 200
            assert response.mimetype == chosen.mimetype
            assert not response.get_data()


class TestChosenArticles:
    def test_come_in_their_order(self, file):
        found = rows(file("/export?id=soap&id=idlib&format=csv", "csv"))
        assert [row["id"] for row in found] == ["soap", "idlib"]
        assert {row["search"] for row in found} == {"Articles chosen one by one"}

    def test_come_from_a_form(self, file):
        ids = [f"filler-{number}" for number in range(1, 26)]
        found = rows(file("/export", "csv", {"id": ids, "format": "csv"}))
        assert [row["id"] for row in found] == ids

    def test_that_are_missing_are_left_out_and_named(self, file):
        (one,) = rispy.loads(file("/export?id=nowhere&id=soap&format=ris", "ris"))
        assert "without those that this version does not have: nowhere." in one["notes"][0]

    def test_of_which_none_is_there_are_an_error(self, page):
        shown = page("/export?id=nowhere&id=neither&format=ris", 404)
        assert "does not have articles “nowhere”, “neither”" in html.unescape(shown)

    def test_are_offered_by_a_form(self, page):
        shown = page("/export?id=soap&id=idlib")
        assert '<form method="post" action="/export">' in shown
        assert '<input type="hidden" name="id" value="soap">' in shown
        assert "2 articles" in shown

    def test_one_has_a_file_with_its_name(self, client):
        with client.get("/export?id=idlib&format=bibtex") as response:
            assert 'filename="idlib-' in response.headers["Content-Disposition"]

    def test_a_form_that_is_too_long_is_refused(self, client):
        response = client.post("/export", data={"id": ["x" * 300] * 10_000})
        assert response.status_code == 413
        assert "<h1>" in response.text


def test_a_sample_is_the_same_each_time(file):
    first = rows(file("/export?q=bulletin&sample=5&seed=3&format=csv", "csv"))
    again = rows(file("/export?q=bulletin&sample=5&seed=3&format=csv", "csv"))
    other = rows(file("/export?q=bulletin&sample=5&seed=4&format=csv", "csv"))
    ids, ids_again, ids_other = ([row["id"] for row in found] for found in (first, again, other))
    assert len(ids) == 5
    assert ids == ids_again != ids_other
    assert first[0]["search"] == "A sample of 5 (seed 3) of: Articles with bulletin"


class TestThePage:
    def test_offers_each_format_by_a_link(self, page, client):
        shown = page("/export?q=idlib&region=Europe&sort=newest")
        for chosen in FORMATS:
            address = f"/export?q=idlib&region=Europe&format={chosen.name}&sort=newest"
            assert f'<a href="{html.escape(address)}" rel="nofollow">{chosen.label}</a>' in shown
            with client.get(address) as response:
                assert response.status_code == 200
        assert '<p class="holdings">1 article</p>' in shown
        assert 'href="/search?q=idlib&amp;region=Europe&amp;sort=newest"' in shown

    def test_offers_nothing_where_nothing_is_found(self, page):
        shown = page("/export?q=submarine")
        assert "There is nothing to export" in shown
        assert "format=csv" not in shown

    def test_is_linked_from_results(self, page):
        assert 'href="/export?q=idlib&amp;sort=newest"' in page("/search?q=idlib&sort=newest")

    def test_shows_markup_as_text(self, page):
        for address in ("/export?q=wicked+%3Cscript%3E", "/export?id=idlib&id=%3Cscript%3Ealert(1)"):
            assert NASTY not in page(address)

    def test_tells_a_mistake(self, page):
        assert "This query cannot be read" in page("/export?q=(idlib&format=csv", 400)
        assert "This address cannot be read" in page("/export?q=idlib&format=xls", 400)


@pytest.fixture(scope="module")
def large(tmp_path_factory, build_archive):
    """A reading room whose export is sent in several parts."""
    articles = [{"id": f"a{number}", "title": "Long", "body": f"idlib {number} " * 2_000} for number in range(20)]
    app = create_app(Settings(index=build_archive(tmp_path_factory.mktemp("large"), articles), threads=4))
    app.testing = True
    return app.test_client()


class TestPlaces:
    """An export takes up a place until it is sent or its reader goes away."""

    @pytest.fixture
    def begun(self, large):
        """Exports of the whole archive that were begun and not yet read."""
        responses = []

        def begin():
            responses.append(large.get("/export?format=jsonl", buffered=False))
            return responses[-1]

        yield begin
        for response in responses:
            response.close()

    def test_there_are_not_more_than_leave_threads_to_readers(self, large, begun):
        assert [begun().status_code for _ in range(3)] == [200, 200, 503]
        refused = begun()
        assert int(refused.headers["Retry-After"]) > 0
        assert "<h1>Too many exports at once</h1>" in refused.text
        assert large.get("/search?q=idlib").status_code == 200
        assert large.get("/export?q=idlib").status_code == 200

    def test_those_that_are_left_are_free_again(self, begun):
        for _ in range(20):
            response = begun()
            assert response.status_code == 200
            response.close()

    def test_those_that_were_read_are_free_again(self, begun):
        for _ in range(10):
            assert begun().get_data().count(b"\n") == 20


def test_the_archive_stays_open_until_its_reader_goes_away(large):
    room = large.application.extensions["carrel_reading_room"]
    with room.reading() as archive:
        response = large.get("/export?format=jsonl", buffered=False)
    room.close()
    assert archive.article("a1").title == "Long"
    response.close()
    with pytest.raises(ValueError, match="closed"):
        archive.similar("a1")
