"""Keys that every page has."""

import pytest

from tests.journeys.visitors import soaked

SEED = "/articles/000_c5189b488046250e"


def in_box(page):
    return page.evaluate("document.activeElement.id === 'q'")


@pytest.mark.parametrize("path", ["/", SEED, "/nowhere", *soaked("/search?q=canal", "/help")])
def test_a_slash_goes_to_the_search_box(page, path):
    page.goto(path)
    page.keyboard.press("Control+/")
    assert not in_box(page)
    page.keyboard.press("/")
    assert in_box(page)
    page.keyboard.type("a/b?")
    assert page.locator("#q").input_value() == "a/b?"
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert not in_box(page)


def test_a_question_mark_goes_to_the_keys(page):
    page.goto("/search?q=canal")
    page.keyboard.press("?")
    page.wait_for_url("**/help#keys")
    keys = page.get_by_role("region", name="Keys")
    assert keys.is_visible()
    assert {"/", "?", "Esc"} <= set(keys.locator("kbd").all_inner_texts())


def test_single_keys_can_be_switched_off_and_on(page):
    page.goto("/help")
    switch = page.get_by_role("checkbox", name="Single letters and signs are keys")
    assert switch.is_checked()
    switch.uncheck()
    page.goto("/search?q=canal")
    page.keyboard.press("/")
    assert not in_box(page)
    page.goto("/help")
    assert not switch.is_checked()
    switch.check()
    page.goto("/")
    page.keyboard.press("/")
    assert in_box(page)


def test_the_keys_are_told_without_a_script_and_nothing_is_offered_that_needs_one(visitor):
    visitor.goto("/help#keys")
    assert visitor.locator("kbd").count() >= 6
    has_script = visitor.evaluate("document.getElementById('q').type") == "text"
    assert visitor.get_by_role("checkbox").count() == (1 if has_script else 0)
