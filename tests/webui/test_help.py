"""The help page over the sample archive, which its examples are of."""

import html
import re
from pathlib import Path

import pytest

from indexer import Archive, Query
from indexer.query.language_guide import GUIDE
from indexer.settings import Settings
from webui import create_app

ROOT = Path(__file__).parents[2]
EXAMPLES = [(section, example) for section in GUIDE.sections for example in section.examples]


@pytest.fixture(scope="module")
def seeds(tmp_path_factory):
    index = tmp_path_factory.mktemp("seeds") / "index"
    Archive.build(index, [ROOT / "seeds"], root=ROOT)
    with Archive.open(index) as archive:
        yield index, archive


@pytest.fixture(scope="module")
def reader(seeds):
    app = create_app(Settings(index=seeds[0], title="Sample archive"))
    app.testing = True
    return app.test_client()


@pytest.fixture(scope="module")
def shown(reader):
    response = reader.get("/help")
    assert response.status_code == 200
    return response.text


def address_of(shown, section, example):
    """Where the example leads from its section of the page."""
    part = re.search(rf'<h2 id="{section.name}">.*?</section>', shown, re.DOTALL)[0]
    return html.unescape(
        next(
            address
            for address, typed in re.findall(r'<a class="typed" href="([^"]+)"[^>]*>([^<]+)</a>', part)
            if html.unescape(typed) == example.typed
        )
    )


@pytest.mark.parametrize(("section", "example"), EXAMPLES, ids=[example.typed for _, example in EXAMPLES])
def test_an_example_leads_to_what_it_finds(seeds, reader, shown, section, example):
    response = reader.get(address_of(shown, section, example))
    if section.are_mistakes:
        assert response.status_code == 400
        assert 'href="/help#' in response.text
        return
    total = seeds[1].search(Query.of(example.typed, match=example.match, exact=example.exact), limit=0).total
    assert response.status_code == 200
    assert re.search(rf"<h1>{total} articles? <span>of 37</span></h1>|<h1>37 articles", response.text)


def test_there_is_a_place_for_every_section(shown):
    for section in GUIDE.sections:
        assert f'<a href="#{section.name}">{html.escape(section.heading)}</a>' in shown
        assert f'<h2 id="{section.name}">{html.escape(section.heading)}</h2>' in shown


def test_every_page_leads_to_the_help(reader):
    for address in ("/", "/about", "/search?q=canal", "/help", "/nowhere"):
        assert re.search(r'<nav aria-label="Main">.*<a href="/help"[^>]*>Help</a>', reader.get(address).text), address


def test_the_help_needs_no_archive(tmp_path):
    app = create_app(Settings(index=tmp_path / "nothing"))
    assert app.test_client().get("/help").status_code == 200


def test_it_leads_to_every_page_that_shows_a_search_otherwise(reader, shown):
    part = re.search(r'<h2 id="further">.*?</section>', shown, re.DOTALL)[0]
    addresses = re.findall(r'<a class="typed" href="([^"]+)"', part)
    assert {"/timeline", "/concordance", "/keywords", "/sample", "/terms", "/export", "/feed", "/api"} < set(addresses)
    for address in addresses:
        assert reader.get(address, follow_redirects=True).status_code == 200


def test_the_page_about_the_archive_leads_to_the_api(reader):
    assert '<a href="/api">The API</a>' in reader.get("/about").text
