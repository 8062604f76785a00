"""The form in which a reader is used to numbers and days: told by the languages that the browser asks for.

Pages are in English whatever the language, so that a day's month is named in English; whether it comes before the day
is decided by the reader's country, and how the digits of numbers are grouped by the language. Figures are those of the
Unicode CLDR. What machines read (the API, exports) has one form for all.
"""

from __future__ import annotations

import functools
import re
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Final

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal
from flask import Flask, Response, request

from webui.paths import API

__all__ = ["ReadersForm", "form_for", "form_of_pages", "readers_form"]

_MOST_LANGUAGES: Final = 10  # that are looked at: a header may name thousands
_TAG: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}")  # what scripts, too, take as one
_KEPT: Final = 256


@dataclass(frozen=True, slots=True)
class ReadersForm:
    """How a reader writes 1,284.5, as a BCP 47 tag whose numbers are so; and whether months come before days."""

    tag: str = "en-GB"
    has_month_first: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from others."""
        return self.tag, "month first" if self.has_month_first else ""

    def number(self, count: int) -> str:
        """1,284."""
        return f"{count:,}" if self.tag.startswith(_PLAIN) else _written(self.tag, count)

    def decimal(self, figure: str) -> str:
        """A figure that is written with a decimal point, with the reader's sign instead."""
        return figure if self.tag.startswith(_PLAIN) else figure.replace(".", _decimal_sign(self.tag))


_PLAIN: Final = ("en-GB", "en-US")  # as most are: nothing to look up
_PLAIN_FORM: Final = ReadersForm()
_current: ContextVar[ReadersForm] = ContextVar("readers_form", default=_PLAIN_FORM)


def readers_form() -> ReadersForm:
    """The form for whoever the current page is made for; the plain one where nobody asked."""
    return _current.get()


@functools.lru_cache(_KEPT)
def form_for(*languages: str) -> ReadersForm:
    """The form for who understands some languages, the best first, as tags; that of the first one that is known."""
    for tag in languages[:_MOST_LANGUAGES]:
        locale = _locale(tag)
        if locale is not None:
            return ReadersForm(str(locale).replace("_", "-"), _has_month_first(locale))
    return _PLAIN_FORM


def form_of_pages(app: Flask) -> None:
    """Give the pages of an application the form of their readers."""

    @app.before_request
    def choose() -> None:
        languages = [tag for tag, _ in request.accept_languages[:_MOST_LANGUAGES]] if _is_page() else []
        _current.set(form_for(*languages) if languages else _PLAIN_FORM)

    @app.after_request
    def tell(response: Response) -> Response:
        if _is_page():
            response.vary.add("Accept-Language")
        return response

    @app.teardown_request
    def forget(_error: BaseException | None) -> None:
        _current.set(_PLAIN_FORM)  # the thread goes on

    @app.context_processor
    def name_form() -> dict[str, ReadersForm]:
        return {"form": readers_form()}


def _is_page() -> bool:
    return request.blueprint != "assets" and not request.path.startswith(f"{API}/")


def _locale(tag: str) -> Locale | None:
    if not _TAG.fullmatch(tag):
        return None
    try:
        return Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError):
        return None


def _has_month_first(locale: Locale) -> bool:
    """Whether those who read English where this language is spoken have December 30, 2019."""
    if locale.language != "en" and not locale.territory:
        return False
    english = _locale("-".join(filter(None, ("en", locale.territory))))
    return english is not None and english.date_formats["long"].pattern.startswith("MMMM")


@functools.lru_cache(4_096)
def _written(tag: str, count: int) -> str:
    return format_decimal(count, locale=Locale.parse(tag, sep="-"))


@functools.lru_cache(_KEPT)
def _decimal_sign(tag: str) -> str:
    return format_decimal(0.5, locale=Locale.parse(tag, sep="-"))[1:-1]
