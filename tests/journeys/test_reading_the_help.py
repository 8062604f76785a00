"""Whoever reads the help can try every example on the spot, and comes to it from a mistake."""

import re

import pytest

from indexer.query.language_guide import GUIDE
from tests.journeys.visitors import mostly_with_javascript, mostly_without_javascript


@pytest.mark.parametrize("most", [1, pytest.param(99, marks=pytest.mark.soak)], ids=["first ones", "all"])
def test_an_example_of_any_section_on_the_help_page_can_be_clicked(page, most):
    page.goto("/")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Help").click()
    for section in GUIDE.sections:
        region = page.get_by_role("region", name=section.heading, exact=True)
        for place, example in enumerate(section.examples[:most]):
            link = region.locator("a.typed").nth(place)
            assert link.inner_text() == example.typed
            link.click()
            assert page.get_by_role("combobox", name="Search the archive").input_value() == example.typed
            if section.are_mistakes:
                assert page.get_by_role("heading", level=1).inner_text() == "This query cannot be read"
            else:
                assert re.match(r"[1-9]\d* articles?\b", page.get_by_role("heading", level=1).inner_text())
                assert page.locator(".hit").count() > 0
            page.go_back()


@mostly_without_javascript
def test_a_mistake_leads_to_the_help_about_it(visitor):
    visitor.goto("/search?q=titel:canal")
    visitor.get_by_role("link", name="Search help").click()
    assert visitor.url.endswith("/help#fields")
    assert visitor.get_by_role("heading", name="Fields", exact=True).is_visible()
    top = visitor.get_by_role("heading", name="Fields", exact=True).bounding_box()["y"]
    assert 0 <= top < 100


@mostly_with_javascript
def test_the_list_of_sections_stays_in_sight(visitor):
    visitor.goto("/help")
    contents = visitor.get_by_role("navigation", name="On this page")
    contents.get_by_role("link", name="Limits").click()
    assert contents.get_by_role("link", name="Words", exact=True).bounding_box()["y"] > 0
