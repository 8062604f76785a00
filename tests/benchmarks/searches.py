"""The searches that a benchmark asks: of every kind, with words that the archive itself has."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from indexer import Article
from indexer.analysis import forms, stem


@dataclass(frozen=True, slots=True)
class Search:
    """One search: as Carrel reads it, and as SQLite FTS5 does; `filters` as `Archive.search` takes them."""

    kind: str
    text: str
    fts: str
    filters: dict[str, list[str]] = field(default_factory=dict)


def chosen_searches(articles: Iterable[Article]) -> list[Search]:
    """Searches of twelve kinds, with words chosen by how many of these articles have them."""
    counts, pairs, themes = Counter[str](), Counter[tuple[str, str]](), Counter[str]()
    titles = Counter[str]()
    total = 0
    for article in articles:
        total += 1
        words = [word for word in forms(article.body) if len(word) > 3 and word.isalpha()]
        counts.update(set(words))
        pairs.update(itertools.pairwise(words))
        titles.update(set(forms(article.title)))
        themes.update(article.themes)
    # Every stem once, so that no two words of a search mean the same.
    known = {stem(word): word for word, _ in reversed(counts.most_common())}
    words = sorted(known.values())

    def near(share: float) -> list[str]:
        """The words whose share of the articles is nearest."""
        return sorted(words, key=lambda word: abs(counts[word] - share * total))

    common, middling, rare = near(0.3), near(0.03), near(2 / total)
    ceiling = 0.3 * total  # of the articles: what nearly all have tells nothing, unless there is nothing else
    first, second = max(pairs, key=lambda pair: (min(counts[word] for word in pair) < ceiling, pairs[pair], pair))
    title = max(titles, key=lambda word: (len(word) > 3 and counts[word] < ceiling, titles[word], word))
    theme = [name for name, _ in themes.most_common(1)]
    a, b, c = common[0], middling[0], middling[1]
    return [
        Search("everything", "", ""),
        Search("rare word", rare[0], f'"{rare[0]}"'),
        Search("middling word", b, f'"{b}"'),
        Search("common word", a, f'"{a}"'),
        Search("two words", f"{a} {b}", f'"{a}" "{b}"'),
        Search("one of three", f"{a} OR {b} OR {c}", f'"{a}" OR "{b}" OR "{c}"'),
        Search("without a word", f"{a} -{b}", f'"{a}" NOT "{b}"'),
        Search("phrase", f'"{first} {second}"', f'"{first} {second}"'),
        Search("prefix", f"{b[:4]}*", f'"{b[:4]}" *'),
        Search("in the title", f"title:{title}", f'title : "{title}"'),
        Search("word and theme", a, f'"{a}"', {"theme": theme} if theme else {}),
        Search("theme alone", "", "", {"theme": theme} if theme else {}),
    ]
