"""The help page, and which of its sections a mistake leads to."""

import pytest

from indexer.errors import QueryError
from indexer.query.language_guide import GUIDE
from indexer.query.parser import parse
from webui.presenters.help_page import help_link, help_page


def test_the_page_has_every_section_and_leads_to_each():
    page = help_page()
    assert [section.anchor for section in page.sections] == [section.name for section in GUIDE.sections]
    assert [link.address for link in page.contents] == [
        *(f"#{section.name}" for section in GUIDE.sections),
        "#further",
        "#keys",
    ]


def test_every_example_leads_to_its_search():
    rows = {
        row.link.text + row.reading: row.link.address for section in help_page().sections for row in section.examples
    }
    assert len(rows) >= sum(len(section.examples) for section in GUIDE.sections) - 1  # one phrase is shown twice
    assert rows['canal -suez -"great lakes"'] == "/search?q=canal+-suez+-%22great+lakes%22"
    assert rows["+canal railway telegraphany word"] == "/search?q=%2Bcanal+railway+telegraph&match=any"
    assert rows["survey mapas written"] == "/search?q=survey+map&exact=1"


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ('"red sea', "phrases"),
        ("red «", "phrases"),
        ("(suez OR panama", "operators"),
        ("suez OR panama)", "operators"),
        ("canal AND", "operators"),
        ("canal OR OR suez", "operators"),
        ("titel:canal", "fields"),
        ("author: lendman", "fields"),
        ("(canal titel：canal)", "fields"),
        ("title:author:canal", "fields"),
        ("date:june 2015", "dates"),
        ("canal before:june", "dates"),
        ("date:2015..2001", "dates"),
        ('"red sea"~x', "near"),
        ("(red sea)~", "near"),
        ("canal~7", "spellings"),
        ("canal~s", "spellings"),
        ("canal[-]", "forms"),
        ("canal *", "letters"),
        ('"wom?n here"', "letters"),
        ("canal NEAR/5 trade", "mistakes"),
        ("...", "mistakes"),
    ],
)
def test_a_mistake_leads_to_the_section_about_it(text, section):
    with pytest.raises(QueryError) as error:
        parse(text)
    link = help_link(text, error.value.position)
    assert (link.text, link.address) == ("Search help", f"/help#{section}")


def test_a_query_that_costs_too_much_leads_to_the_limits():
    assert help_link("a* b* c*", None).address == "/help#limits"


@pytest.mark.parametrize("position", [0, 5, 500])
@pytest.mark.parametrize("text", ["", "canal", "canal (", "   "])
def test_any_place_leads_somewhere(text, position):
    assert help_link(text, position).address.removeprefix("/help#") in {section.name for section in GUIDE.sections}
