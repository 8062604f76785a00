"""COinS: an article as a line that citation managers find in a page.

An OpenURL context object (ANSI/NISO Z39.88-2004, key/encoded-value format, matrix "journal") in the title of
an empty span (https://web.archive.org/web/2016/http://ocoins.info/).
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from indexer.articles.article import ArticleDate
from indexer.export.personal_names import inverted, personal_name

__all__ = ["coins"]


def coins(title: str, authors: Sequence[str], source: str, date: ArticleDate | None, address: str) -> str:
    """The context object of an article; `address` is where it can be read, or ""."""
    pairs = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:journal"),
        ("rfr_id", "info:sid/carrel"),
        ("rft.genre", "article"),
        ("rft.atitle", title),
        ("rft.jtitle", source),
        ("rft.date", date.precision.iso(date.day) if date else ""),
        ("rft_id", address),
        *(_author(name) for name in authors),
    ]
    return urlencode([pair for pair in pairs if pair[1]], errors="replace")


def _author(name: str) -> tuple[str, str]:
    """A person with the family name first, or a body of persons."""
    is_person = personal_name(name) is not None or "," in name or " " not in name
    return ("rft.au", inverted(name)) if is_person else ("rft.aucorp", name)
