"""COinS: an article as a line that citation managers find in a page.

An OpenURL context object (ANSI/NISO Z39.88-2004, key/encoded-value format, matrix "journal") in the title of
an empty span (https://web.archive.org/web/2016/http://ocoins.info/).
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Final
from urllib.parse import quote_plus, urlencode

from indexer.articles.article import ArticleDate
from indexer.export.personal_names import inverted, personal_name

__all__ = ["coins"]

_KIND: Final = urlencode(
    [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:journal"),
        ("rfr_id", "info:sid/carrel"),
        ("rft.genre", "article"),
    ]
)


def coins(title: str, authors: Sequence[str], source: str, date: ArticleDate | None, address: str) -> str:
    """The context object of an article; `address` is where it can be read, or ""."""
    pairs = (
        ("rft.atitle", _quoted(title)),
        ("rft.jtitle", _known(source)),
        ("rft.date", date.precision.iso(date.day) if date else ""),
        ("rft_id", _quoted(address)),
        *map(_author, authors),
    )
    return _KIND + "".join(f"&{name}={value}" for name, value in pairs if value)


def _quoted(text: str) -> str:
    return quote_plus(text, errors="replace")


# The same few publications and authors come again and again.
_known = functools.lru_cache(maxsize=1024)(_quoted)


@functools.lru_cache(maxsize=1024)
def _author(name: str) -> tuple[str, str]:
    """A person with the family name first, or a body of persons; quoted."""
    is_person = personal_name(name) is not None or "," in name or " " not in name
    return ("rft.au", _quoted(inverted(name))) if is_person else ("rft.aucorp", _quoted(name))
