"""What `carrel concordance` prints: lines with their matches below one another."""

from __future__ import annotations

import re
import shutil
from typing import Final

import click

from indexer.concordance import Concordance, ConcordanceLine
from indexer.query.explain import in_words

__all__ = ["print_concordance"]

_PLACE_WIDTH: Final = 36  # characters for date and article; a longer id goes on beyond
_LEAST_CONTEXT: Final = 24
_SPACE: Final = re.compile(r"\s+")


def print_concordance(concordance: Concordance) -> None:
    """Print lines as wide as the terminal, each with its date and article, and what they are part of."""
    understood = "".join(segment.text for segment in in_words(concordance.query)) or "All articles"
    matches = f"{concordance.total:,} {'match' if concordance.total == 1 else 'matches'}"
    articles = f"{concordance.matched:,} of {concordance.found:,} articles"
    click.echo(f"{understood}: {matches} in {articles}")
    if not concordance.is_whole:
        click.echo(
            f"A sample: {concordance.read:,} of the articles found were read, drawn at random; all together are likely "
            f"to have about {concordance.likely_total:,} matches."
        )
    click.echo()
    context = max((shutil.get_terminal_size((120, 24)).columns - _PLACE_WIDTH) // 2, _LEAST_CONTEXT)
    for line in concordance.lines:
        _print_line(line, context)


def _print_line(line: ConcordanceLine, context: int) -> None:
    left, match = _plain(line.left)[-context:], _plain(line.match)
    right = _plain(line.right)[: max(context - len(match), 0)]
    place = f"  {str(line.date or 'undated')[:10]:<10}  {line.article_id}"
    end = " " * (context - len(match) - len(right))
    click.echo(
        f"{left:>{context}}{click.style(match, fg='yellow', bold=True)}{right}{end}{click.style(place, dim=True)}"
    )


def _plain(text: str) -> str:
    """A text on one line, that does nothing in a terminal."""
    return _SPACE.sub(" ", "".join(character if character.isprintable() else " " for character in text))
