"""bibtexparser reads entries back."""

from __future__ import annotations

import datetime as dt
import re

import bibtexparser
import pytest
from bibtexparser.middlewares import (
    LatexDecodingMiddleware,
    SeparateCoAuthors,
    SplitNameParts,
)
from hypothesis import given

from indexer.articles.article import ArticleDate, Precision
from indexer.export.bibtex import bibtex, citation_key
from indexer.export.personal_names import personal_name
from indexer.export.plain_line import plain_line
from tests.indexer.export.made_articles import PROVENANCE, SENTENCE, address_of, few, many, sent

DAY = ArticleDate(dt.date(2019, 12, 30), Precision.DAY, "December 30, 2019", "line 5")


def parsed(articles, *middleware):
    """The entries of a file, in which nothing failed to parse."""
    library = bibtexparser.parse_string(sent(bibtex(articles, PROVENANCE, address_of)), append_middleware=[*middleware])
    assert not library.failed_blocks
    return library.entries


def spaced(text):
    """A text as LaTeX sets it: runs of spaces are one."""
    return " ".join(sent([plain_line(text)]).split())


def decoded(text):
    """A field's LaTeX as the text that it sets."""
    text = text.removeprefix("{").removesuffix("}") if text.startswith("{") and text.endswith("}") else text
    named = {"textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}", "textasciicircum": "^"}
    named["textasciitilde"] = "~"
    return re.sub(r"\\(?:(text\w+)\{\}|(.))", lambda found: named[found[1]] if found[1] else found[2], text)


@few
@given(many)
def test_entries_come_back(articles):
    entries = parsed(articles)
    assert [entry.key for entry in entries] == [citation_key(article) for article in articles]
    for entry, article in zip(entries, articles, strict=True):
        assert entry.entry_type == ("article" if article.source else "misc")
        fields = {name: field.value for name, field in entry.fields_dict.items()}
        assert decoded(fields.get("title", "")) == spaced(article.title)
        assert decoded(fields.get("journal", "")) == spaced(article.source)
        assert decoded(fields["annote"]).startswith(SENTENCE)
        assert fields["urldate"] == "2026-11-29"
        assert not set('{}"\\ ') & set(fields["url"])
        if article.date:
            assert fields["date"] == article.date.precision.iso(article.date.day)
            assert ("month" in fields) == (article.date.precision is not Precision.YEAR)


@few
@given(many)
def test_braces_are_balanced_as_bibtex_counts_them(articles):
    """BibTeX knows no escaped brace: a backslash before one changes nothing."""
    depth = 0
    for sign in sent(bibtex(articles, PROVENANCE, address_of)):
        depth += (sign == "{") - (sign == "}")
        assert depth >= 0
    assert depth == 0


@few
@given(many)
def test_as_many_authors_come_back(articles):
    for entry, article in zip(parsed(articles, SeparateCoAuthors(), SplitNameParts()), articles, strict=True):
        written = [name for name in article.authors if spaced(name)]
        people = entry.fields_dict["author"].value if written else []
        assert len(people) == len(written)
        for parts, name in zip(people, written, strict=True):
            person = personal_name(plain_line(name))
            if person is None:
                assert len(parts.last) == 1
            else:
                assert [decoded(" ".join(part)) for part in (parts.last, parts.first, parts.jr)] == [
                    spaced(part) for part in (person.family, person.given, person.suffix)
                ]


def test_latex_is_decoded_by_a_reader_of_its_own(made_article):
    title = r"100% of {braces}, \backslashes, a_b, #1, $5 & ~"
    (entry,) = parsed([made_article(title=title)], LatexDecodingMiddleware())
    assert entry.fields_dict["title"].value.strip("{}") in (title, title.replace("{", "").replace("}", ""))


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("a {b} c", r"{{a \{b\} c}}"),
        ("a {b c", r"{{a \textbraceleft{}b c}}"),
        ("a } b {", r"{{a \textbraceright{} b \textbraceleft{}}}"),
    ],
)
def test_braces_that_are_no_pair_are_written_by_name(made_article, title, written):
    assert f"title = {written}," in sent(bibtex([made_article(title=title)], PROVENANCE, address_of))


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"authors": ("Stephen Lendman",), "date": DAY}, "lendman2019title-a"),
        ({"authors": ("Zoë Müller",), "title": "Über"}, "muller" + "uber-a"),
        ({"authors": ("Map Room",), "id": "x/y~z"}, "maproomtitle-x/y+z"),
        ({"title": "東京"}, "a"),
        ({"authors": ("東京",), "title": "東京", "date": DAY}, "2019-a"),
    ],
)
def test_a_key_can_be_typed_and_is_one_article_s(made_article, fields, key):
    assert citation_key(made_article(**fields)) == key


@few
@given(many)
def test_keys_are_ascii_and_hold_nothing_that_tex_reads(articles):
    for article in articles:
        assert re.fullmatch(r"[a-z0-9._/+-]+", citation_key(article))


def test_the_first_line_says_what_was_exported_and_begins_no_entry(made_article):
    first = sent(bibtex([made_article()], PROVENANCE, address_of)).splitlines()[0]
    assert first == f"% {SENTENCE}"


def test_the_whole_of_an_entry(made_article):
    article = made_article(
        title="Al Qaeda's Idlib Stronghold: 100% & More",
        authors=("Stephen Lendman", "Global Research News", "John Doe Jr."),
        source="Global Research",
        date=DAY,
        regions=("Middle East & North Africa",),
        url="https://example.org/a",
    )
    assert sent(bibtex([article], PROVENANCE, address_of)).partition("\n\n")[2] == (
        "@article{lendman2019qaeda-a,\n"
        "  author = {Lendman, Stephen and {Global Research News} and Doe, Jr., John},\n"
        "  title = {{Al Qaeda's Idlib Stronghold: 100\\% \\& More}},\n"
        "  entrysubtype = {newspaper},\n"
        "  journal = {Global Research},\n"
        "  date = {2019-12-30},\n"
        "  year = {2019},\n"
        "  month = dec,\n"
        "  url = {https://example.org/a},\n"
        "  keywords = {Middle East \\& North Africa},\n"
        "  urldate = {2026-11-29},\n"
        f"  annote = {{{SENTENCE} In the archive: http://localhost:8080/articles/a}}\n"
        "}\n\n"
    )
