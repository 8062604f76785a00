"""How an article is cited: the note style of the Chicago Manual, bibliography form (17th edition, 14.191)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from indexer.articles.article import Article
from webui.presenters.wording import long_date

__all__ = ["Citation", "citation", "inverted"]

# A name with one of these words is no person's, and stays as it is.
_ORGANISATION_WORDS: Final = """
    agency alliance archive archives association board bureau center centre collective commission committee
    council department desk editor editorial editors foundation group initiative institute journal library
    media ministry network news newspaper office organisation organization post press project report reporter
    reporters research review room service society staff studio team times today tv university
"""
_ORGANISATIONS: Final = frozenset(_ORGANISATION_WORDS.split())
_TITLES: Final = frozenset(["amb", "dr", "gen", "hon", "mr", "mrs", "ms", "prof", "professor", "rev", "sir"])
_SUFFIXES: Final = frozenset(["jr", "sr", "ii", "iii", "iv"])


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation around its italic part: `before`, the publication, `after`."""

    before: str
    publication: str
    after: str

    @property
    def text(self) -> str:
        """The citation in one line."""
        return self.before + self.publication + self.after


def citation(article: Article) -> Citation:
    """Lendman, Stephen. “Title.” Publication, 30 December 2019."""
    authors = _authors(article.authors)
    stop = "" if article.title.endswith(("?", "!", ".", "…")) else "."
    before = f"{authors}“{article.title}{stop}” "
    date = "n.d." if article.date is None else f"{long_date(article.date)}."
    if not article.source:
        return Citation(before + date, "", "")
    return Citation(before, article.source, f", {date}")


def inverted(name: str) -> str:
    """A person's name with the family name first: "Beethoven, Ludwig van"; other names as they are."""
    words = name.split()
    while words and _bare(words[0]) in _TITLES:
        words = words[1:]
    bare = [_bare(word) for word in words]
    suffix = words.pop() if len(words) > 2 and bare[-1] in _SUFFIXES else ""
    looks_like_a_person = (
        1 < len(words) <= 5
        and "," not in name
        and bare[0] != "the"
        and not _ORGANISATIONS.intersection(bare)
        and words[-1][0].isupper()
        and not any(character.isdigit() for character in name)
    )
    if not looks_like_a_person:
        return name
    return f"{words[-1]}, {' '.join(words[:-1])}" + (f", {suffix}" if suffix else "")


def _authors(names: Sequence[str]) -> str:
    if not names:
        return ""
    first, *others = names
    if len(names) > 3:
        listed = f"{inverted(first)}, et al"
    elif others:
        listed = f"{', '.join([inverted(first), *others[:-1]])}, and {others[-1]}"
    else:
        listed = inverted(first)
    return listed + (" " if listed.endswith(".") else ". ")


def _bare(word: str) -> str:
    return word.casefold().rstrip(".,")
