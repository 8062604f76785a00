"""Readers from elsewhere, who write numbers and days in their own way."""

import pytest

from tests.journeys.visitors import soaked
from webui.readers_form import form_for

WRITTEN = """async () => {
    const script = document.querySelector("script[type=module]").src;
    const { number, day } = await import(new URL("readers_form.js", script));
    return [number(1284), number(1234567), day.format(new Date(2019, 11, 30))];
}"""


@pytest.mark.parametrize(
    ("locale", "day"),
    [
        ("en-US", "December 30, 2019"),
        ("de-DE", "30 December 2019"),
        *soaked(("en-IN", "30 December 2019"), ("es", "30 December 2019"), ("fr-CA", "December 30, 2019")),
    ],
)
def test_the_server_and_the_scripts_write_alike(browser, address, locale, day):
    context = browser.new_context(base_url=address, locale=locale)
    try:
        page = context.new_page()
        page.goto("/search?q=idlib")
        assert page.get_by_text(day).first.is_visible()
        assert page.evaluate(WRITTEN) == [*map(form_for(locale).number, (1_284, 1_234_567)), day]
    finally:
        context.close()
