"""What a query may not cost, and how to ask for less."""

from __future__ import annotations

from whoosh import query as whoosh_query

from indexer.engine.whoosh.evaluation.own_queries import FormsOf, WhooshQuery, Without
from indexer.errors import QueryError

__all__ = ["too_many_words"]


def too_many_words(query: WhooshQuery, words: int, most: int) -> QueryError:
    """What to say of a pattern that stands for so many words, or whose words are too many beside those of others."""
    pattern = query.base if isinstance(query, Without) else query
    match pattern:
        case whoosh_query.Prefix(text=text):
            written, remedy = f"{text}*", "Type more letters before the asterisk"
        case whoosh_query.FuzzyTerm(text=text, maxdist=distance):
            written, remedy = f"{text}~{distance}", "Let fewer letters differ"
        case whoosh_query.Wildcard(text=text):
            written, remedy = text, "Type more of its letters"
        case FormsOf(text=text):  # too many beside those of others
            written, remedy = text, "Take out a word with a * or a ~"
        case _:
            written, remedy = str(pattern), "Ask for less"
    return QueryError(
        f"{written} stands for {words:,} words of this archive; the patterns of a query may stand for {most:,} "
        f"together. Nothing was searched. {remedy}."
    )
