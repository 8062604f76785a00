"""A small real archive, and the reading room over it."""

from __future__ import annotations

import json

import pytest

from indexer.archive import Archive
from indexer.settings import Settings
from webui import create_app

NASTY = '<script>alert(1)</script>"onmouseover="x()</mark>'
ARTICLES = [
    {
        "id": "idlib",
        "title": "The Battle for Idlib's Groves",
        "authors": ["Stephen Lendman"],
        "source": "Global Research",
        "date": "2019-12-30",
        "regions": ["Middle East & North Africa"],
        "themes": ["War Agenda"],
        "reports": ["SYRIA"],
        "body": "Idlib lies in the north.\n\nIts liberation began, and Idlib was liberated in winter.",
        "url": "https://example.org/idlib",
    },
    {
        "id": "orontes",
        "title": "Surveyors on the Orontes",
        "authors": ["Map Room", "History Desk"],
        "source": "Carrel Samples",
        "date": "2016-03",
        "regions": ["Middle East & North Africa", "Europe"],
        "themes": ["History"],
        "body": "The first sheets to name Idlib show a market town. The road to Aleppo is a single line.",
    },
    {
        "id": "soap",
        "title": "Olive Oil and Soap",
        "authors": ["Economy Desk"],
        "source": "Carrel Samples",
        "date": "2012",
        "themes": ["Global Economy"],
        "body": "Merchants sold soap as far as Alexandria.",
    },
    {"id": "plain", "title": "A Letter Without a Date", "body": "Somebody wrote this letter about maps."},
    {
        "id": "nasty",
        "title": f"Nasty {NASTY} title",
        "authors": [f"Author {NASTY}"],
        "source": f"Source {NASTY}",
        "date": "2020-01-02",
        "regions": [f"Region {NASTY}"],
        "themes": [f"Theme {NASTY}"],
        "reports": [f"Report {NASTY}"],
        "body": f"Body wicked {NASTY} end.",
    },
    *(
        {
            "id": f"filler-{place}",
            "title": f"Bulletin {place}",
            "authors": [f"Author {place}"],
            "source": "Bulletin",
            "date": f"{2001 + place % 8}-05-{place:02}",
            "regions": ["Asia"],
            "body": f"A bulletin about canals, number {place}.",
        }
        for place in range(1, 26)
    ),
]


def build(folder, articles):
    """Build an archive from records in a folder; return the folder of its index."""
    records = folder / "articles.jsonl"
    records.write_text("\n".join(json.dumps(article) for article in articles), encoding="utf-8")
    Archive.build(folder / "index", sources=[records], root=folder)
    return folder / "index"


@pytest.fixture(scope="session")
def build_archive():
    return build


@pytest.fixture(scope="session")
def index(tmp_path_factory):
    return build(tmp_path_factory.mktemp("archive"), ARTICLES)


@pytest.fixture(scope="session")
def app(index):
    app = create_app(Settings(index=index, title="Test archive"))
    app.testing = True
    return app


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture
def page(client):
    """The text of a page that is answered with 200."""

    def get(address, status=200):
        response = client.get(address)
        assert response.status_code == status, response.text
        return response.text

    return get
